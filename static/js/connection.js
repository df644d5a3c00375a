// The socket's health: hello on every open, the heartbeat, and when to try again. htmx opens and reopens the socket.
//
// Hidden tabs stay connected (`pauseOnBackground` is off): a board on a second screen is to be right when one looks at
// it, and looking again must not cost a reconnect and a resume each time.

import { NO_MEMBER, OUTDATED, SIGNED_OUT } from "./lib/codes.js";
import { Liveness, SECOND_LOOK } from "./lib/liveness.js";
import { board, emit, on } from "./page.js";
import * as resume from "./resume.js";

const RETRY = 5_000;
// An attempt that neither opens nor fails is given up.
const PATIENCE = 20_000;

const liveness = new Liveness(performance.now());
let socket = null;
let [comingBack, tried] = [true, performance.now()];
let shown = {};

// Lifecycle

export function start() {
  document.addEventListener("htmx:ws:before:connection", trying);
  document.addEventListener("htmx:ws:after:connection", ({ detail }) => opened(detail.connection.socket));
  document.addEventListener("htmx:ws:before:message:incoming", heard);
  document.addEventListener("htmx:ws:close", ({ detail }) => closed(detail.code));
  on("hopeless", ({ code }) => lose(code));
  resume.start(put);
  setInterval(look, 1_000);
  // htmx may have looked at the page before its extensions were there, or have connected before we listened.
  const early = board._htmx?.ws?.connection?.socket;
  if (early?.readyState === WebSocket.OPEN) opened(early);
  window.htmx.process(board);
  look();
}

// Actions

/** Send a text, and tell whether it could be sent: only a live page, whose hello was answered, sends. */
export function send(text) {
  return liveness.state === "live" && put(text);
}

/** Drop the socket, whatever its state, and open a new one at once. */
export function reconnect() {
  if (liveness.state === "lost") return;
  tried = performance.now();
  window.htmx.process(board, true);
}

/** Doubt the socket: if it does not answer soon, it is replaced. */
export function probe() {
  if (liveness.state === "lost") return retry();
  if (!socket) return reconnect();
  liveness.doubted(performance.now());
  return resume.askAgain();
}

/** Whoever was signed out may have signed in again, in another tab: try once more. */
export function retry() {
  if (liveness.comeBack(performance.now())) reconnect();
}

/** The server does not want this page any more: no further attempt, but words that say what to do. */
export function lose(code) {
  liveness.lose({ forGood: code !== SIGNED_OUT });
  emit("lost", { code });
  look();
}

// Private

function put(text) {
  if (socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(text);
  return true;
}

function trying() {
  [comingBack, tried] = [true, performance.now()];
}

function opened(fresh) {
  socket = fresh;
  liveness.opened(performance.now());
  resume.askAgain();
}

function heard(event) {
  const { data } = event.detail.message;
  // Frames are HTML and go their way through htmx; the rest is for us alone.
  const answer = data.startsWith("{") ? JSON.parse(data) : null;
  if (answer) event.preventDefault();
  // A message that could not even be read, or a hello too many: no answer to what we asked.
  if (answer?.refused === null) return setTimeout(resume.askAgain, RETRY);
  liveness.heard(performance.now());
  look();
  if (answer && "head" in answer) return resume.hearHead(answer.head);
  return answer && emit("answer", answer);
}

function closed(code) {
  [socket, comingBack] = [null, false];
  liveness.closed(performance.now());
  if (code === SIGNED_OUT && liveness.looksTwice()) setTimeout(reconnect, SECOND_LOOK);
  else if ([SIGNED_OUT, NO_MEMBER, OUTDATED].includes(code)) lose(code);
  look();
}

function look() {
  const now = performance.now();
  liveness.tick(now);
  // Closed for no good reason (a page restored, a day gone by), or never opened.
  const isStuck = !socket && now - tried > (comingBack ? PATIENCE : RETRY);
  if (isStuck || liveness.isSilent(now)) reconnect();
  const current = { state: liveness.state, blocked: liveness.isBlocked(now) };
  if (shown.state === current.state && shown.blocked === current.blocked) return;
  shown = current;
  emit("state", current);
}
