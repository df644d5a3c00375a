// Motion shows cause: what somebody else moved flies there in their colour, what is new settles, what was changed glows,
// what went fades, and the others make room.
//
// Web animations leave no trace in the markup, which stays what the server rendered.

import { fade, fly, GLIDE, glow, SETTLE } from "./flight.js";
import { board, me, on } from "./page.js";

// Milliseconds: changes that come thicker than this are too many to follow.
const BURST = 90;
// More tiles than these are not on the screen.
const VISIBLE = 24;
const isUnwanted = window.matchMedia("(prefers-reduced-motion: reduce)");
let before = null;
let last = -Infinity;

// Lifecycle

export function start() {
  on("before-frame", ({ data, cards }) => {
    const ids = data.object?.startsWith("card-") ? cards.slice(0, VISIBLE) : [data.object];
    before = isWorthShowing(data) ? ids.map((id) => [id, picture(document.getElementById(id))]) : null;
  });
  on("frame", ({ data, failed }) => before && !failed && show(data));
}

// Private

/** Nothing moves for whoever wants that, nor under a hand that holds something, which measures where things are. */
function isWorthShowing({ object, actorId }) {
  const now = performance.now();
  const isBurst = now - last < BURST;
  last = now;
  if (!object || actorId === me() || isBurst) return false;
  return !(isUnwanted.matches || document.hidden || document.querySelector(".drag-ghost, .is-lifted"));
}

/** What is to be known of an element (null: there is none yet) before it changes. */
function picture(element) {
  const box = element?.getBoundingClientRect();
  const columns = element?.matches(".column") ? placesOf(board.querySelectorAll(".column")) : [];
  return { element, box, columns, container: element?.parentNode, followers: followersOf(element) };
}

function show({ object, actorColour }) {
  const element = document.getElementById(object);
  if (element?.matches(".column")) return slideColumns(before[0][1]);
  const moved = before
    .map(([id, was]) => ({ was, tile: document.getElementById(id) }))
    .filter(({ was, tile }) => (tile ?? was.element)?.matches(".card"));
  for (const { was, tile } of moved) {
    if (!tile) fade(was.element, was.box);
    else if (!was.element) tile.animate(...SETTLE);
    else travel(tile, was, actorColour);
    if (tile) glow(tile, actorColour);
  }
  return makeRoom(moved);
}

function travel(element, { box, container }, colour) {
  const there = element.getBoundingClientRect();
  // Without a height it was not laid out yet (lean.js): it comes from nowhere.
  if (!box.height || (container === element.parentNode && there.top === box.top)) return;
  if (isOnScreen(box) || isOnScreen(there)) fly(element, box, there, colour);
}

/** What stood below the old places comes up, what stands below the new ones went down. */
function makeRoom(moved) {
  const shifts = new Map();
  const themselves = new Set(moved.map(({ tile }) => tile));
  const shift = (tile, by) => themselves.has(tile) || shifts.set(tile, (shifts.get(tile) ?? 0) + by);
  for (const { was, tile } of moved) {
    if (tile?.parentNode === was.container && was.box.top === tile.getBoundingClientRect().top) continue;
    for (const follower of was.followers) shift(follower, was.box.height);
    for (const follower of followersOf(tile)) shift(follower, -tile.offsetHeight);
  }
  for (const [tile, by] of shifts) if (by) tile.animate({ translate: [`0 ${by}px`, "0 0"] }, GLIDE);
}

function slideColumns({ columns }) {
  for (const [column, left] of columns) {
    const by = left - column.getBoundingClientRect().left;
    if (by && column.isConnected) column.animate({ translate: [`${by}px 0`, "0 0"] }, GLIDE);
  }
}

const placesOf = (elements) => Array.from(elements, (element) => [element, element.getBoundingClientRect().left]);

function followersOf(element) {
  const followers = [];
  let next = element?.matches(".card") && element.nextElementSibling;
  while (next && followers.length < VISIBLE) {
    followers.push(next);
    next = next.nextElementSibling;
  }
  return followers;
}

const isOnScreen = ({ top, bottom, left, right }) =>
  bottom > 0 && right > 0 && top < window.innerHeight && left < window.innerWidth;
