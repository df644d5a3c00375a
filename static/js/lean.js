// Runs before anything is shown, and puts off the tiles that do not fit on a screen anyway, while the page comes in, so
// that a large board is there at once: layout.js, which comes with the board's other modules, takes them in soon after.
// If that never comes, all are shown.
//
// A style sheet that counts would do, but from then on whatever comes, goes or is carried has all that follows it styled
// anew; `content-visibility` watches for what comes near, which costs more at first than it spares.

const A_SCREENFUL = 40;
// Milliseconds.
const A_LONG_WHILE = 5_000;
const lists = document.getElementsByClassName("cards");
const ends = new WeakMap();

// What is on the screen already stays.
if (!performance.getEntriesByType("paint").length) {
  putOff();
  if (document.readyState === "loading") putOffWhatComes();
  setTimeout(takeIn, A_LONG_WHILE, Infinity);
}

// Actions

/** Show so many tiles, from the first one that was put off; tell whether there are more. */
export function takeIn(count) {
  const later = [...document.querySelectorAll(".card[data-later]")];
  for (const tile of later.slice(0, count)) tile.removeAttribute("data-later");
  return later.length > count;
}

// Private

function putOffWhatComes() {
  const watch = new MutationObserver(putOff);
  watch.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => watch.disconnect());
}

function putOff() {
  for (const list of lists) {
    let tile = ends.has(list) ? ends.get(list).nextElementSibling : list.children[A_SCREENFUL];
    for (; tile; tile = tile.nextElementSibling) {
      tile.setAttribute("data-later", "");
      ends.set(list, tile);
    }
  }
}
