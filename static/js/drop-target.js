// Where what is held would land, and the gap that shows it.

import { heightOfGhost, middleOfGhost } from "./drag-ghost.js";
import { firstIndex } from "./lib/order.js";
import { board, isMirrored } from "./page.js";

// A gap has whatever follows it laid out anew: among more tiles than these, that takes longer than a frame. There, a line
// over the page lies between two of them.
const CROWD = 200;
// Pixels: between two tiles, and of the line.
const BETWEEN = 8;
const LINE = 3;
const gap = sign("li", "drop-gap");
const line = sign("div", "drop-line");

// Actions

/** Return `{container, successor, place}`; the place is null where letting go would change nothing. */
export function targetAt({ noun, at: pointer }, sources) {
  const isCard = noun === "card";
  const container = isCard ? cardsUnder(pointer[0]) : board.querySelector(".columns");
  if (!container) return null;
  const others = neighboursIn(container, sources);
  // A ghost is aimed with by its middle, but in a low column a long one by the pointer.
  const aim = isCard ? pointer[1] : middleOfGhost()[0];
  const index = firstIndex(others.length, (at) => isBehind(middleOf(others[at], isCard), aim, isCard));
  return targetIn(container, others, index, sources);
}

/** Return the target before the neighbour of an index, or at the end. */
export function targetIn(container, others, index, sources) {
  const now = neighboursIn(container, []);
  const stays = sources.every((source, at) => now[index + at] === source);
  return {
    container,
    successor: others[index] ?? null,
    place: stays ? null : { ...columnOf(container), ...placeBetween(others[index - 1], others[index]) },
  };
}

/** The elements of a container that what is held may stand beside. */
export function neighboursIn(container, sources) {
  const held = new Set(sources);
  return Array.from(container.children).filter((element) => isNeighbour(element) && !held.has(element));
}

/** Show where letting go would put it; `always`, although that is where it is. */
export function showGap({ noun, always }, target) {
  if (!target || !(target.place || always)) return takeGapAway();
  const { container, successor } = target;
  if (noun === "card" && !always && container.childElementCount > CROWD) return showLine(container, successor);
  line.remove();
  if (noun === "card" && !always) gap.style.height = `${heightOfGhost()}px`;
  if (gap.parentNode === container && gap.nextElementSibling === successor) return undefined;
  return container.insertBefore(gap, successor);
}

export const scrollToGap = () => gap.scrollIntoView({ block: "nearest", inline: "nearest" });

export function takeGapAway() {
  line.remove();
  gap.remove();
  gap.removeAttribute("style");
}

// Private

function sign(tag, name) {
  const element = document.createElement(tag);
  element.className = name;
  element.setAttribute("aria-hidden", "true");
  return element;
}

function showLine(container, successor) {
  gap.remove();
  const { top, bottom } = container.getBoundingClientRect();
  const beside = (successor ?? neighboursIn(container, []).at(-1)).getBoundingClientRect();
  const y = (successor ? beside.top - BETWEEN / 2 : beside.bottom + BETWEEN / 2) - LINE / 2;
  line.style.width = `${beside.width}px`;
  line.style.transform = `translate(${beside.left}px, ${Math.min(Math.max(y, top), bottom - LINE)}px)`;
  if (!line.isConnected) document.body.append(line);
}

const isNeighbour = (element) => element !== gap && !element.hidden;
const idOf = (element) => element.dataset.card ?? element.dataset.column ?? element.id.replace(/^(card|column)-/, "");

/** The first place is after nothing; the last one is before nobody. */
function placeBetween(previous, next) {
  return { after: previous ? idOf(previous) : "", ...(next && { before: idOf(next) }) };
}

function columnOf(container) {
  const column = container.id.match(/^column-(.*)-cards$/)?.[1];
  return column ? { column } : {};
}

/** The nearest column by the pointer's x, so that the gutter belongs to one of its neighbours. */
function cardsUnder(x) {
  const columns = Array.from(board.querySelector(".columns").children).filter((column) =>
    column.matches(".column:not(.pending)"),
  );
  const distance = (column) => {
    const { left, right } = column.getBoundingClientRect();
    return Math.max(left - x, x - right, 0);
  };
  columns.sort((a, b) => distance(a) - distance(b));
  return columns[0]?.querySelector(".cards");
}

function middleOf(element, isCard) {
  const box = element.getBoundingClientRect();
  return isCard ? box.top + box.height / 2 : box.left + box.width / 2;
}

/** Cards follow each other downwards, columns as one reads. */
const isBehind = (middle, aim, isCard) => (!isCard && isMirrored() ? middle < aim : middle > aim);
