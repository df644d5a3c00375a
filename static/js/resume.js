// Catching up: asks what happened since the page's revision, and makes sure that asking neither stops nor runs in circles.

import { doing } from "./doing.js";
import { since } from "./door.js";
import { swapIn } from "./frame.js";
import { OUTDATED } from "./lib/codes.js";
import { emit, me, on, stamp } from "./page.js";

// Between two hellos from the same revision; a server that does not help is not asked in a circle.
const PAUSE = 1_000;
// A stamp of no history: the answer is the whole board.
const NOWHERE = { epoch: "", revision: -1 };
let asked = null;
let later = null;
let failures = 0;
let say = () => false;

// Lifecycle

/** `carrier(text)` puts a text on an open socket, live or not, and tells whether it could. */
export function start(carrier) {
  say = carrier;
  on("behind", () => ask());
  on("frame", judge);
}

// Actions

/** Say hello: over the socket, or where there is none over HTTP. */
export async function ask(from = stamp()) {
  const now = performance.now();
  // Frames from far ahead may come in a row: once is enough, and once more a little later.
  if (asked?.revision === from.revision && now - asked.at < PAUSE) {
    if (later === null) later = setTimeout(askIfStuck, PAUSE, from.revision);
    return;
  }
  asked = { revision: from.revision, at: now };
  if (say(JSON.stringify({ hello: true, me: me(), ...from, presence: doing() }))) return;
  const frames = await since(from);
  if (typeof frames === "number") emit("hopeless", { code: frames });
  else await swapIn(frames);
}

/** Say hello although it may have been said: on a new socket, or one that has been doubted. */
export function askAgain() {
  asked = null;
  return ask();
}

/** The server told its revision. */
export function hearHead(head) {
  if (head > stamp().revision) ask();
}

// Private

function askIfStuck(revision) {
  later = null;
  if (stamp().revision === revision) ask();
}

/** A frame that fails is asked for again, then the whole board; a page that cannot take that is too old. */
function judge({ failed }) {
  failures = failed ? failures + 1 : 0;
  asked = null;
  if (failures === 1) ask();
  else if (failures === 2) ask(NOWHERE);
  else if (failures > 2) emit("hopeless", { code: OUTDATED });
}
