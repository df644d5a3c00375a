// What one did, to be taken back in turn: two stacks, of what can be undone and what can be done again.

// Beyond that nobody remembers.
const LONGEST = 200;

/** Deeds are `{id, words, entry}`: the id of the command, what it did in words, and the command itself. */
export class Deeds {
  #done = [];
  #undone = [];

  /** Something new was done: what was undone before it cannot be done again. */
  did(deed) {
    this.#done.push(deed);
    if (this.#done.length > LONGEST) this.#done.shift();
    this.#undone = [];
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
  }

  didAgain(deed) {
    this.#done.push(deed);
  }

  /** A command was refused: there is nothing to undo. */
  forget(id) {
    takeOut(this.#done, id);
    takeOut(this.#undone, id);
  }
}

function takeOut(stack, id) {
  const at = id === undefined ? stack.length - 1 : stack.findIndex((deed) => deed.id === id);
  return at < 0 ? undefined : stack.splice(at, 1)[0];
}
