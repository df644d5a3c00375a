// How a tile moves: a copy of it flies over the board, in somebody's colour, while the tile itself waits unseen.

export const GLIDE = { duration: 200, easing: "cubic-bezier(0.2, 0.7, 0.2, 1)" };
const FADE = { duration: 160, easing: "ease-out" };
export const SETTLE = [{ opacity: [0, 1], scale: [0.96, 1] }, GLIDE];
const GLOW = { duration: 1_400, easing: "ease-out" };
const UNSEEN = { opacity: [0, 0] };
// Colours by their number, once they are known.
const known = new Map();

// Actions

/** Let a copy of a tile fly from where it was to where it is. */
export function fly(tile, from, to, colour) {
  const copy = copyOf(tile, to);
  copy.style.boxShadow = `0 0 0 2px ${colourOf(colour)}, var(--shadow-lifted)`;
  const way = { translate: [`${from.left - to.left}px ${from.top - to.top}px`, "0 0"] };
  copy.animate(way, GLIDE).finished.finally(() => copy.remove());
  tile.animate(UNSEEN, GLIDE);
}

/** Let what is gone fade where it was. */
export function fade(tile, at) {
  const copy = copyOf(tile, at);
  const way = { opacity: [1, 0], scale: [1, 0.96] };
  copy.animate(way, FADE).finished.finally(() => copy.remove());
}

/** Let a tile glow in the colour of whoever changed it. */
export function glow(tile, colour) {
  tile.animate({ boxShadow: [`0 0 0 2px ${colourOf(colour)}`, "0 0 0 2px transparent"] }, GLOW);
}

// Private

function copyOf(tile, { left, top, width }) {
  const copy = tile.cloneNode(true);
  // Ids are unique, and nobody reads a copy aloud.
  for (const element of [copy, ...copy.querySelectorAll("[id]")]) element.removeAttribute("id");
  copy.removeAttribute("data-order");
  copy.classList.remove("is-chosen");
  copy.classList.add("flight");
  copy.inert = true;
  copy.setAttribute("aria-hidden", "true");
  Object.assign(copy.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` });
  document.body.append(copy);
  return copy;
}

/** The style sheet knows what colour belongs to a number. */
function colourOf(number) {
  if (number === undefined) return "var(--accent)";
  if (!known.has(number)) {
    const probe = document.createElement("i");
    probe.className = `colour-${number}`;
    document.body.append(probe);
    known.set(number, getComputedStyle(probe).getPropertyValue("--person"));
    probe.remove();
  }
  return known.get(number);
}
