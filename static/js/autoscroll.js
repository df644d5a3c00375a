// Scrolls the board, or the column under the pointer, while something is held near an edge.

import { speedAt } from "./lib/scroll.js";
import { board } from "./page.js";

let frame = 0;

// Actions

/** Begin; `held.at` is where the pointer is, `scrolled` is called after each step. */
export function scrollAtEdges(held, scrolled) {
  frame = requestAnimationFrame(() => {
    const [x, y] = held.at;
    const box = board.getBoundingClientRect();
    let isMoving = scroll(board, "left", speedAt(x, box.left, box.right));
    const cards = held.noun === "card" && document.elementFromPoint(x, y)?.closest(".column")?.querySelector(".cards");
    if (cards) {
      const { top, bottom } = cards.getBoundingClientRect();
      isMoving = scroll(cards, "top", speedAt(y, top, bottom)) || isMoving;
    }
    if (isMoving) scrolled();
    scrollAtEdges(held, scrolled);
  });
}

export function idle() {
  cancelAnimationFrame(frame);
}

// Private

function scroll(element, side, speed) {
  if (speed === 0) return false;
  element.scrollBy({ [side]: speed, behavior: "instant" });
  return true;
}
