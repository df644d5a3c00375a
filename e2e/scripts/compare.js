// Resolves with what this page shows and what the server renders, as soon as both are of the same revision (or, after
// `patience` milliseconds, as they are then). Needs `canonical`.

async (patience) => {
  const until = performance.now() + patience;
  for (;;) {
    const answer = await fetch(location.pathname, { cache: "no-store" });
    const fresh = canonical(new DOMParser().parseFromString(await answer.text(), "text/html"));
    const mine = canonical(document);
    if (mine.revision === fresh.revision || performance.now() > until) return [mine, fresh];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
