// Motion shows cause: a tile that somebody else moved glides there, one that was changed glows for a moment.
//
// Web animations leave no trace in the markup, which stays what the server rendered.

import { me, on } from "./page.js";

const GLIDE = { duration: 200, easing: "ease-out" };
const GLOW = { duration: 1_400, easing: "ease-out" };
const isUnwanted = window.matchMedia("(prefers-reduced-motion: reduce)");
let before = null;

// Lifecycle

export function start() {
  on("before-frame", ({ data }) => {
    const element = isOthers(data) ? document.getElementById(data.object) : null;
    before = element && { container: element.parentNode, box: element.getBoundingClientRect() };
  });
  on("frame", ({ data }) => isOthers(data) && show(document.getElementById(data.object)));
}

// Private

const isOthers = ({ object, actorId }) => object && actorId !== me() && !isUnwanted.matches;

function show(element) {
  if (!element?.matches(".card, .column")) return;
  if (element.matches(".card"))
    element.animate({ boxShadow: ["0 0 0 2px var(--accent)", "0 0 0 2px transparent"] }, GLOW);
  // From another column it would be cut off at the edge on its way.
  if (before?.container !== element.parentNode) return;
  const after = element.getBoundingClientRect();
  const [dx, dy] = [before.box.left - after.left, before.box.top - after.top];
  if (dx || dy) element.animate({ translate: [`${dx}px ${dy}px`, "0 0"] }, GLIDE);
}
