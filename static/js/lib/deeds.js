// What one did, to be taken back in turn: two stacks, of what can be undone and what can be done again.

// Beyond that nobody remembers.
const LONGEST = 200;

/**
 * Deeds are `{id, words, entry}`: the id of the command, what it did in words, and the command itself until it was
 * accepted. The stacks are what `toJSON` gives, and a new one may begin with that; `changed()` is called with every change.
 */
export class Deeds {
  #done;
  #undone;
  #changed;

  constructor({ done = [], undone = [] } = {}, changed = () => {}) {
    [this.#done, this.#undone, this.#changed] = [done, undone, changed];
  }

  toJSON() {
    return { done: this.#done, undone: this.#undone };
  }

  get canUndo() {
    return this.#done.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /** Something new was done: what was undone before it cannot be done again. */
  did(deed) {
    this.#done.push(deed);
    if (this.#done.length > LONGEST) this.#done.shift();
    this.#undone = [];
    this.#changed();
  }

  /** The server has a command: from now on it is taken back by its id alone. */
  accepted(id) {
    for (const deed of [...this.#done, ...this.#undone]) if (deed.id === id) delete deed.entry;
    this.#changed();
  }

  /** Return the deed to undo: the latest, or that of an id. It is undone by the command that `undid` names. */
  toUndo(id) {
    return takeOut(this.#done, id);
  }

  /** Return the deed to do again. */
  toRedo(id) {
    return takeOut(this.#undone, id);
  }

  undid(deed) {
    this.#undone.push(deed);
    this.#changed();
  }

  didAgain(deed) {
    this.#done.push(deed);
    this.#changed();
  }

  /** A command was refused: there is nothing to undo. */
  forget(id) {
    takeOut(this.#done, id);
    takeOut(this.#undone, id);
    this.#changed();
  }
}

function takeOut(stack, id) {
  const at = id === undefined ? stack.length - 1 : stack.findIndex((deed) => deed.id === id);
  return at < 0 ? undefined : stack.splice(at, 1)[0];
}
