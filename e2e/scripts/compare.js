// Resolves with what this page shows and what the server renders, as soon as both are of the same revision (or, after
// `patience` milliseconds, as they are then). Needs `canonical`.
//
// The server reads a revision before its rows, which may be newer: what differs at one revision is looked at once more,
// and counts if the server still is at that revision.

async (patience) => {
  const board = document.querySelector("[data-board]").dataset.since.replace("since/", "");
  // A dialog that is open has the page's address.
  const inDialog = () => document.querySelector("#card-dialog[open]:not([data-state=gone]) .inside") && location.pathname;
  const parsed = async (address) => {
    const headers = address === board ? {} : { "HX-Request": "true" };
    const answer = await fetch(address, { cache: "no-store", headers });
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };
  const until = performance.now() + patience;
  for (let before = null; ; ) {
    const fresh = canonical(await parsed(board), inDialog() && (await parsed(inDialog())).querySelector(".inside"));
    const mine = canonical(document);
    const isSettled = mine.markup === fresh.markup || fresh.revision === before;
    if ((mine.revision === fresh.revision && isSettled) || performance.now() > until) return [mine, fresh];
    before = fresh.revision;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
