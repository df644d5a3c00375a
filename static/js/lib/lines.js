// A pasted list as its lines, without what only makes it a list. Pure.

// Bullets, numbers, and the boxes of a task list.
const MARK = /^\s*(?:(?:[-*+•–]|\d{1,3}[.)])\s+)?(?:\[[ xX]\]\s+)?/;

/** Return the lines of a text that say something. */
export const linesOf = (text) =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.replace(MARK, "").trim())
    .filter(Boolean);
