// When a press becomes a hold: a mouse that moves, a finger or pen that rests. One that moves first scrolls.

// Pixels: a hand is never quite still, a finger even less.
const SLACK = 5;
const FINGER_SLACK = 10;
// Milliseconds that a finger or pen rests before it holds.
const REST = 350;
let press = null;
let hands = null;
// The last press held something, so that its end is no click, however it ended.
let wasHold = false;

// Lifecycle

/**
 * Watch a surface. `take(target)` tells what a press there would hold (`{noun, id}`), or null; `lift(press)` begins the
 * hold, or returns false where there is nothing left to hold; `move()` follows it, `drop()` lets go, `lose()` ends it
 * without. The press knows `from`, `at` and `rests`: whether it is a finger's or a pen's.
 */
export function sense(surface, callbacks) {
  hands = callbacks;
  surface.addEventListener("pointerdown", pressed);
  surface.addEventListener("pointermove", moved);
  surface.addEventListener("pointerup", ({ pointerId }) => isOurs(pointerId) && released());
  for (const name of ["lostpointercapture", "pointercancel"])
    surface.addEventListener(name, ({ pointerId }) => isOurs(pointerId) && lose());
  document.addEventListener("pointerdown", begun, { capture: true });
  document.addEventListener("click", swallow, { capture: true });
  // Once a finger holds something, the page stands still under it, and asks nothing about it.
  surface.addEventListener("touchmove", (event) => press?.isLifted && event.preventDefault(), { passive: false });
  surface.addEventListener("contextmenu", (event) => press?.rests && event.preventDefault());
}

// Actions

/** Forget the press: its hold was ended elsewhere. */
export function forget() {
  clearTimeout(press?.timer);
  press = null;
}

// Private

const isOurs = (pointer) => press?.pointer === pointer;

/** A press of its own, wherever it is; not a second finger. */
function begun() {
  if (!press) wasHold = false;
}

function pressed(event) {
  // A second finger wants to pinch, and holds nothing itself; what is held already stays.
  if (press && !press.isLifted) lose();
  const what = !press && event.isPrimary && event.button === 0 && hands.take(event.target);
  if (!what) return;
  const at = [event.clientX, event.clientY];
  press = { ...what, pointer: event.pointerId, from: at, at, rests: event.pointerType !== "mouse", isLifted: false };
  if (press.rests) press.timer = setTimeout(lift, REST);
}

function moved({ pointerId, clientX, clientY, buttons }) {
  if (!isOurs(pointerId)) return;
  press.at = [clientX, clientY];
  const way = Math.hypot(clientX - press.from[0], clientY - press.from[1]);
  // Let go where we could not see it; or a finger that scrolls.
  if (buttons === 0 || (press.rests && !press.isLifted && way >= FINGER_SLACK)) lose();
  else if (press.isLifted) hands.move();
  else if (!press.rests && way >= SLACK) lift();
}

function lift() {
  press.isLifted = true;
  // What was pressed may have gone while the finger rested.
  wasHold = hands.lift(press);
  if (wasHold) hands.move();
  else forget();
}

function released() {
  const { isLifted } = press;
  if (isLifted) hands.drop();
  forget();
}

/** The click of a hand that lets go; keys click as well, without a count. */
function swallow(event) {
  if (!wasHold || event.detail === 0) return;
  wasHold = false;
  event.preventDefault();
  event.stopPropagation();
}

function lose() {
  const { isLifted } = press;
  forget();
  if (isLifted) hands.lose();
}
