// The outbox: commands in the order in which they were given, kept until the server has acknowledged them.

/** How long an answer may take before the same command is sent again; it has one effect however often it arrives. */
export const ANSWER_TIMEOUT = 20_000;
const PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;

/** Keeps nothing beyond the tab. */
const NO_STORE = { put() {}, delete() {} };

/**
 * A queue of entries `{id, command, fields, base}`; one gets `sent` when it is, and `revision` when it was acknowledged.
 *
 * One entry travels at a time: a refused or delayed command is never overtaken by one that builds on it.
 * `transmit(entry)` sends it; the answer comes through `answered()`, from whatever door. If it returns a promise that
 * is rejected, the entry is sent again after a pause. `later(milliseconds, callback)` returns a function that cancels.
 * `changed()` is called whenever an entry comes, changes or goes; `accepted(entry)` when one is done, for good;
 * `refused(entry, answer, followers)` when one will not be done, with those that built on what it was to make;
 * `delayed(answer)` while the server keeps asking to wait, with what it says of that, and `delayed(null)` when that is over.
 *
 * `store` keeps each entry from when it was given until it is acknowledged or withdrawn; of a refused one it is told by
 * `put(entry, answer)`, and whoever has dealt with the refusal deletes it.
 */
export class Outbox {
  #entries = [];
  #travelling = null;
  #open = false;
  #pauses = 0;
  #cancel = () => {};

  constructor({
    transmit,
    later,
    changed = () => {},
    accepted = () => {},
    refused = () => {},
    delayed = () => {},
    store = NO_STORE,
  }) {
    Object.assign(this, { transmit, later, changed, accepted, refused, delayed, store });
  }

  /** Entries that are not both acknowledged and seen on the page. */
  get entries() {
    return [...this.#entries];
  }

  /** How many entries the server has not acknowledged. */
  get waiting() {
    return this.#entries.filter((entry) => entry.revision === undefined).length;
  }

  add(entry) {
    this.#entries.push(entry);
    this.store.put(entry);
    this.changed();
    this.#pump();
  }

  /** Take over entries that another tab kept; the server may know of each of them. */
  inherit(entries) {
    const known = new Set(this.#entries.map(({ id }) => id));
    const fresh = entries.filter(({ id }) => !known.has(id));
    if (!fresh.length) return;
    this.#entries.push(...fresh.map((entry) => ({ ...entry, sent: true })));
    this.changed();
    this.#pump();
  }

  /** Take an entry back that was never sent; false where the server may know of it already. */
  withdraw(id) {
    const entry = this.#entries.find((each) => each.id === id);
    if (!entry || entry.sent) return false;
    this.#drop(entry);
    this.store.delete(id);
    this.changed();
    return true;
  }

  /** There is a way to the server: whatever was under way on an older one is sent again. */
  open() {
    this.#open = true;
    this.#restart();
  }

  /** There is no way to the server for now. */
  close() {
    this.#open = false;
    this.#rest();
  }

  /** Take the server's `{ack, revision}` or `{refused, reason}`; true if it was about an entry of ours. */
  answered(answer) {
    const entry = this.#entries.find(({ id }) => id === (answer.ack ?? answer.refused));
    if (!entry || entry.revision !== undefined) return false;
    if (entry === this.#travelling) this.#rest();
    if (answer.reason === "too_fast") {
      // Once is nothing: it will do in a second.
      if (this.#pauses > 0) this.delayed(answer);
      this.#pause();
      return true;
    }
    if (this.#pauses > 0) this.delayed(null);
    this.#pauses = 0;
    if (answer.ack) this.#accept(entry, answer);
    else this.#refuse(entry, answer);
    this.#pump();
    return true;
  }

  /** The page shows the board at `revision`: what was acknowledged up to there is done. */
  reached(revision) {
    const done = this.#entries.filter((entry) => entry.revision <= revision);
    done.forEach((entry) => this.#drop(entry));
    if (done.length) this.changed();
  }

  #accept(entry, { revision }) {
    entry.revision = revision;
    this.store.delete(entry.id);
    this.changed();
    this.accepted(entry);
  }

  /** What builds on a thing that will not be made is not sent: it would only be told that the thing is not there. */
  #refuse(entry, answer) {
    this.#drop(entry);
    const [noun, verb] = entry.command.split(".");
    const made = verb === "create" ? entry.fields[noun] : undefined;
    // As a neighbour it is not needed: whoever is to stand beside it goes where its column says.
    const builds = (other) => other.revision === undefined && other.fields[noun] === made;
    const followers = made ? this.#entries.filter(builds) : [];
    followers.forEach((other) => this.#drop(other));
    for (const each of [entry, ...followers]) this.store.put(each, answer);
    this.changed();
    this.refused(entry, answer, followers);
  }

  #pump() {
    if (!this.#open || this.#travelling) return;
    const entry = this.#entries.find(({ revision }) => revision === undefined);
    if (!entry) return;
    this.#travelling = entry;
    entry.sent = true;
    this.#cancel = this.later(ANSWER_TIMEOUT, () => this.#restart());
    Promise.resolve(this.transmit(entry)).catch(() => {
      if (this.#travelling === entry) this.#pause();
    });
  }

  #pause() {
    this.#rest();
    // Whoever comes meanwhile waits as well: order before speed.
    this.#travelling = "pausing";
    const pause = Math.min(PAUSE * 2 ** this.#pauses, LONGEST_PAUSE);
    this.#pauses += 1;
    this.#cancel = this.later(pause, () => this.#restart());
  }

  #restart() {
    this.#rest();
    this.#pump();
  }

  #rest() {
    this.#cancel();
    this.#cancel = () => {};
    this.#travelling = null;
  }

  #drop(entry) {
    this.#entries = this.#entries.filter((other) => other !== entry);
  }
}
