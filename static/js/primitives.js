// The three things that a frame can do to the page: place, remove and order. Each may be repeated without harm.

import { compareKeys, misplaced } from "./lib/order.js";

/**
 * Bring the element of a `place` into the page and return it, or null where the page has no use for it.
 * It is noted in `arrivals`, by container: when the frame is through, each goes to the place of its key.
 */
export function place(template, { morph, arrivals }) {
  const fresh = template.content.firstElementChild;
  const live = document.getElementById(fresh.id);
  const { into } = template.dataset;
  if (into === undefined) return live && renew(live, fresh, morph);
  const container = document.getElementById(into);
  if (!container) {
    live?.remove();
    return null;
  }
  const element = live ? renew(live, fresh, morph) : fresh;
  if (element.parentNode !== container) move(container, element, null);
  if (!arrivals.has(container)) arrivals.set(container, []);
  arrivals.get(container).push(element);
  return element;
}

export function remove(template) {
  document.getElementById(template.dataset.id)?.remove();
}

/** Make a live element what a fresh one is, without disturbing whoever is in it. */
export function renew(live, fresh, morph) {
  if (live.isEqualNode(fresh)) return live;
  const fragment = document.createDocumentFragment();
  fragment.append(fresh);
  morph(live, fragment, false);
  return live;
}

/** Give elements of a container other keys; it is sorted when the frame is through. */
export function order(template, { disordered }) {
  const container = document.getElementById(template.dataset.into);
  if (!container) return;
  const words = template.dataset.keys.split(" ");
  for (let index = 0; index + 1 < words.length; index += 2) {
    const element = document.getElementById(words[index]);
    if (element) element.dataset.order = words[index + 1];
  }
  disordered.add(container);
}

/** Bring newcomers to their places among children that are in order. */
export function settle(container, newcomers) {
  const waiting = new Set(newcomers);
  for (const element of newcomers) {
    const successor = successorOf(element, container, waiting);
    waiting.delete(element);
    if (nextOf(element, waiting) !== successor) move(container, element, successor);
  }
}

/** Sort all children that have a key, moving as little as possible. */
export function arrange(container) {
  const elements = Array.from(container.children).filter(keyOf);
  const moving = misplaced(elements.map(keyOf));
  const moved = new Set(Array.from(moving, (index) => elements[index]));
  const sorted = elements.toSorted((a, b) => compareKeys(keyOf(a), keyOf(b)));
  // From the end, so that the successor of each is in place already.
  for (let index = sorted.length - 1; index >= 0; index -= 1) {
    if (moved.has(sorted[index])) move(container, sorted[index], sorted[index + 1] ?? null);
  }
}

// Signs of what is pending and gaps have no key: they do not count.
const keyOf = (element) => element.getAttribute("data-order");

function successorOf(element, container, waiting) {
  const key = keyOf(element);
  let successor = null;
  for (let other = container.lastElementChild; other; other = other.previousElementSibling) {
    if (!keyOf(other) || waiting.has(other)) continue;
    if (keyOf(other) < key) break;
    successor = other;
  }
  return successor;
}

function nextOf(element, waiting) {
  let next = element.nextElementSibling;
  while (next && (!keyOf(next) || waiting.has(next))) next = next.nextElementSibling;
  return next;
}

/** Move an element with all that is going on inside. Firefox forgets focus and scroll positions even with moveBefore. */
export function move(parent, element, successor) {
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  const selection = focused && [focused.selectionStart, focused.selectionEnd, focused.selectionDirection];
  const scrolled = Array.from(element.querySelectorAll(".cards, textarea"), (box) => [box, box.scrollTop]);
  if (parent.moveBefore && element.isConnected) parent.moveBefore(element, successor);
  else parent.insertBefore(element, successor);
  for (const [box, top] of scrolled) if (box.scrollTop !== top) box.scrollTop = top;
  if (!focused || focused === document.activeElement) return;
  focused.focus({ preventScroll: true });
  if (typeof selection[0] === "number") focused.setSelectionRange(...selection);
}
