// The page as every module sees it: the board's stamp, ids, words, and the page's own events.

/** The element that owns the board's socket and its stamp; never swapped, never morphed. */
export const board = document.querySelector("[data-board]");

/** The stamp of what the page shows. */
export const stamp = () => ({ epoch: board.dataset.epoch, revision: Number(board.dataset.revision) });

export function setStamp({ epoch, revision }) {
  board.dataset.epoch = epoch;
  board.dataset.revision = revision;
}

/** True where lines, and with them the columns, begin on the right. */
export const isMirrored = () => getComputedStyle(board).direction === "rtl";

export const mayEdit = () => document.body.hasAttribute("data-edits");
export const me = () => document.body.dataset.me;
/** Tell whether a key is pressed together with one that makes a command of the browser of it. */
export const hasModifier = ({ ctrlKey, metaKey, altKey }) => ctrlKey || metaKey || altKey;
/** True unless they were switched off in the list of keys (letters.js). */
export const lettersAct = () => document.querySelector("#keys-dialog [name=letters]")?.checked !== false;

/** Tell the other modules that something happened. Events of ours are named `board:…` and happen on the document. */
export function emit(name, detail = {}) {
  document.dispatchEvent(new CustomEvent(`board:${name}`, { detail }));
}

export function on(name, callback) {
  document.addEventListener(`board:${name}`, (event) => callback(event.detail));
}

/** Return the live tile or column of an id, as the server rendered it. */
export const elementOf = (noun, id) => document.getElementById(`${noun}-${id}`);

/** Return what stands for a card on the screen now: its tile, or the sign of where it is going. */
export function visibleTile(id) {
  return board.querySelector(`.card.pending[data-card="${CSS.escape(id)}"]`) ?? elementOf("card", id);
}

/** Return the id of the card whose dialog is open and shows it, or undefined. */
export const openCard = () => document.querySelector("#card-dialog[open] .dialog-card")?.dataset.card;

/** Return the id of the card, column or board around an element. */
export function idAround(element, noun) {
  if (noun === "board") return board.dataset.board;
  const owner = element?.closest(`.${noun}`);
  return owner?.dataset[noun] ?? owner?.id.slice(noun.length + 1);
}

/** Return a copy of one of the page's templates, or null where this reader has none of that name. */
export function fromTemplate(name) {
  return document.getElementById(`t-${name}`)?.content.firstElementChild.cloneNode(true) ?? null;
}

/** Return one of the page's sentences, or an empty text where there is none for it. */
export function sentence(name) {
  return document.querySelector(`template[data-sentence="${CSS.escape(name)}"]`)?.content.textContent.trim() ?? "";
}
