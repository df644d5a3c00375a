// Is the page live? What a socket does, and what the clock says, become one of four words.

/** A page that has had no live socket for this long says that it is offline. */
export const GRACE = 5_000;
/** The server speaks every 10 s: after three missed turns and a bit the line counts as dead. */
export const SILENCE = 35_000;
/** After waking up, an answer to hello may take this long. */
export const PROBE = 4_000;
/** A session that goes on under another key (a new password in another tab): by then the browser knows that key. */
export const SECOND_LOOK = 1_000;
/** A socket that will not open for this long is taken for blocked; sooner where none has ever opened. */
const BLOCKED = 30_000;
const BLOCKED_FROM_THE_START = 8_000;

/** State of a connection: "connecting", "live", "offline" or "lost". Times are milliseconds of any steady clock. */
export class Liveness {
  state = "connecting";
  #down;
  #heard = null;
  #limit = SILENCE;
  #wasLive = false;
  #mayComeBack = false;
  #looksTwice = false;

  constructor(now) {
    this.#down = now;
  }

  /** A socket is open and has said hello; it is live when the answer comes. */
  opened(now) {
    this.#heard = now;
    this.#limit = SILENCE;
  }

  /** Something came from the server. */
  heard(now) {
    this.#heard = now;
    this.#limit = SILENCE;
    this.#wasLive = this.#looksTwice = true;
    if (this.state === "lost") return;
    this.state = "live";
    this.#mayComeBack = false;
  }

  /** There is reason for doubt (a sleep, a change of network): an answer has to come soon. */
  doubted(now) {
    if (this.#heard !== null) [this.#heard, this.#limit] = [now, PROBE];
  }

  closed(now) {
    this.#heard = null;
    if (this.state === "live") [this.state, this.#down] = ["connecting", now];
  }

  /** Told that nobody is signed in: true once for each time that it was live, for one more attempt. */
  looksTwice() {
    const first = this.#looksTwice;
    this.#looksTwice = false;
    return first;
  }

  /** The server does not want this page any more; not for good, if the reader can do something about it elsewhere. */
  lose({ forGood = true } = {}) {
    this.state = "lost";
    this.#mayComeBack = !forGood;
  }

  /**
   * The reader may have done it: leave "lost" for one attempt. False where there is nothing to try. An attempt under way
   * may have been refused already, so a new reason to hope begins a new one.
   */
  comeBack(now) {
    if (!this.#mayComeBack) return false;
    [this.state, this.#down, this.#heard] = ["connecting", now, null];
    return true;
  }

  /** Time passes. */
  tick(now) {
    if (this.state === "connecting" && now - this.#down >= GRACE) this.state = "offline";
  }

  /** True where an open socket has been silent for too long. */
  isSilent(now) {
    return this.#heard !== null && now - this.#heard > this.#limit;
  }

  /** True where sockets do not seem to get through at all. */
  isBlocked(now) {
    const patience = this.#wasLive ? BLOCKED : BLOCKED_FROM_THE_START;
    return (this.state === "connecting" || this.state === "offline") && now - this.#down >= patience;
  }
}
