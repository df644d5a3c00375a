// Work that is asked for again and again: done soon, but not all the time, and never twice at once.

/** Milliseconds until what failed is tried again. */
export const RETRY = 5_000;
const clock = { now: () => performance.now(), later: (callback, delay) => setTimeout(callback, delay) };

export class Pace {
  #begun = -Infinity;
  #isWanted = false;
  #isUnderWay = false;
  #isWaiting = false;

  /** `work()` is begun at most once in `pause` milliseconds; if it resolves with false it has failed and is repeated. */
  constructor(work, pause, { now, later } = clock) {
    Object.assign(this, { work, pause, now, later });
  }

  /** Have the work done: now if it was not begun lately, else once for all who ask meanwhile. */
  ask() {
    this.#isWanted = true;
    if (this.#isUnderWay || this.#isWaiting) return;
    const rest = this.#begun + this.pause - this.now();
    // Timers leave out fractions, and would come too early.
    if (rest > 0) this.#wait(Math.ceil(rest));
    else this.#begin();
  }

  /** There is no hope for the work: it is not repeated before somebody asks again. */
  giveUp() {
    this.#isWanted = false;
  }

  #wait(rest) {
    this.#isWaiting = true;
    this.later(() => {
      this.#isWaiting = false;
      if (this.#isWanted) this.#begin();
    }, rest);
  }

  async #begin() {
    this.#begun = this.now();
    [this.#isUnderWay, this.#isWanted] = [true, false];
    const isDone = await this.work();
    this.#isUnderWay = false;
    if (isDone !== false) return this.#isWanted && this.ask();
    this.#isWanted = true;
    return this.#wait(RETRY);
  }
}
