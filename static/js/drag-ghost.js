// The copy of a tile or column that follows the pointer.

let ghost = null;
let grip = [0, 0];

// Actions

/** Make the ghost of `source`, held where the pointer took hold of it. */
export function liftGhost({ from }, source) {
  const box = source.getBoundingClientRect();
  grip = [from[0] - box.left, from[1] - box.top];
  ghost = source.cloneNode(true);
  // Ids are unique, and nobody reads a ghost aloud.
  for (const element of [ghost, ...ghost.querySelectorAll("[id]")]) element.removeAttribute("id");
  ghost.removeAttribute("data-order");
  ghost.classList.add("drag-ghost");
  ghost.inert = true;
  ghost.setAttribute("aria-hidden", "true");
  ghost.style.width = `${box.width}px`;
  document.body.append(ghost);
}

export function moveGhost({ at }) {
  ghost.style.transform = `translate(${at[0] - grip[0]}px, ${at[1] - grip[1]}px)`;
}

/** Where the middle of the ghost is: what people aim with. */
export function middleOfGhost() {
  const box = ghost.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}

export const heightOfGhost = () => ghost.offsetHeight;

export function dropGhost() {
  ghost?.remove();
  ghost = null;
}
