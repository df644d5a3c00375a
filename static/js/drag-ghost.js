// The copy of a tile or column that follows the pointer.

let ghost = null;
let grip = [0, 0];

// Actions

/** Make the ghost of `source`, held where the pointer took hold of it. */
export function liftGhost({ from, ids }, source) {
  const box = source.getBoundingClientRect();
  grip = [from[0] - box.left, from[1] - box.top];
  ghost = source.cloneNode(true);
  // Ids are unique, and nobody reads a ghost aloud.
  for (const element of [ghost, ...ghost.querySelectorAll("[id]")]) element.removeAttribute("id");
  ghost.removeAttribute("data-order");
  ghost.classList.remove("is-chosen");
  ghost.classList.add("drag-ghost");
  ghost.inert = true;
  ghost.setAttribute("aria-hidden", "true");
  ghost.style.width = `${box.width}px`;
  countGhost({ ids });
  document.body.append(ghost);
}

/** Of several cards it is a pile, with their number. */
export function countGhost({ ids }) {
  if (ids.length > 1) ghost.dataset.count = ids.length;
  else delete ghost.dataset.count;
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
