// The outbox against a network that drops, delays and repeats.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { ANSWER_TIMEOUT, Outbox } from "../../../static/js/lib/outbox.js";

let sent, timers, accepted, refused, delayed, changes, kept, outbox;
const entry = (id) => ({ id, command: "card.create", fields: {}, base: 1 });
const ids = () => outbox.entries.map(({ id }) => id);

/** Let the clock run until a timer of at most `limit` milliseconds goes off. */
function wait(limit) {
  const due = [...timers].filter(([, { delay }]) => delay <= limit);
  due.forEach(([key, { callback }]) => timers.delete(key) && callback());
  return due.length;
}

beforeEach(() => {
  [sent, timers, accepted, refused, delayed, changes, kept] = [[], new Map(), [], [], [], 0, new Map()];
  outbox = new Outbox({
    transmit: ({ id }) => void sent.push(id),
    later: (delay, callback) => {
      const key = Symbol("timer");
      timers.set(key, { delay, callback });
      return () => timers.delete(key);
    },
    changed: () => (changes += 1),
    accepted: ({ id }) => accepted.push(id),
    refused: ({ id }, { reason }, followers) => refused.push([id, reason, ...followers.map((each) => each.id)]),
    delayed: (answer) => delayed.push(answer?.content ?? null),
    store: { put: ({ id }, answer) => kept.set(id, answer?.reason), delete: (id) => kept.delete(id) },
  });
});

test("nothing is sent before there is a way to the server", () => {
  outbox.add(entry("a"));
  assert.deepEqual(sent, []);
  outbox.open();
  assert.deepEqual(sent, ["a"]);
});

test("commands go in the order in which they were given, one at a time", () => {
  outbox.open();
  ["a", "b", "c"].forEach((id) => outbox.add(entry(id)));
  assert.deepEqual(sent, ["a"]);
  outbox.answered({ ack: "a", revision: 2 });
  assert.deepEqual(sent, ["a", "b"]);
  outbox.answered({ ack: "b", revision: 3 });
  assert.deepEqual(sent, ["a", "b", "c"]);
});

test("an entry is gone when it was acknowledged and the page shows it, in this order", () => {
  outbox.open();
  outbox.add(entry("a"));
  outbox.answered({ ack: "a", revision: 5 });
  assert.deepEqual([ids(), outbox.waiting], [["a"], 0]);
  outbox.reached(4);
  assert.deepEqual(ids(), ["a"]);
  outbox.reached(5);
  assert.deepEqual(ids(), []);
});

test("a frame that comes before its acknowledgement leaves the entry until then", () => {
  outbox.open();
  outbox.add(entry("a"));
  outbox.reached(5);
  assert.deepEqual([ids(), outbox.waiting], [["a"], 1]);
  outbox.answered({ ack: "a", revision: 5 });
  outbox.reached(5);
  assert.deepEqual(ids(), []);
});

test("what was under way when the line broke is sent again, before what came later", () => {
  outbox.open();
  outbox.add(entry("a"));
  outbox.close();
  outbox.add(entry("b"));
  outbox.open();
  assert.deepEqual(sent, ["a", "a"]);
  outbox.answered({ ack: "a", revision: 2 });
  assert.deepEqual(sent, ["a", "a", "b"]);
});

test("what was acknowledged is not sent again after a break", () => {
  outbox.open();
  outbox.add(entry("a"));
  outbox.answered({ ack: "a", revision: 2 });
  outbox.close();
  outbox.open();
  assert.deepEqual(sent, ["a"]);
});

test("a refused command leaves the queue, is handed back, and holds up nobody", () => {
  outbox.open();
  ["a", "b"].forEach((id) => outbox.add(entry(id)));
  outbox.answered({ refused: "a", reason: "invalid" });
  assert.deepEqual([refused, ids(), sent], [[["a", "invalid"]], ["b"], ["a", "b"]]);
});

test("too fast is a pause, not a refusal; who comes meanwhile waits as well", () => {
  outbox.open();
  outbox.add(entry("a"));
  outbox.answered({ refused: "a", reason: "too_fast" });
  outbox.add(entry("b"));
  assert.deepEqual([refused, sent], [[], ["a"]]);
  wait(1_000);
  assert.deepEqual(sent, ["a", "a"]);
});

test("pauses grow while the server is too busy, and begin anew after an answer", () => {
  outbox.open();
  outbox.add(entry("a"));
  outbox.answered({ refused: "a", reason: "too_fast" });
  wait(1_000);
  outbox.answered({ refused: "a", reason: "too_fast" });
  assert.equal(wait(1_999), 0);
  assert.equal(wait(2_000), 1);
  outbox.answered({ ack: "a", revision: 2 });
  outbox.add(entry("b"));
  outbox.answered({ refused: "b", reason: "too_fast" });
  assert.equal(wait(1_000), 1);
});

test("why the server keeps asking to wait is told, and that it is over", () => {
  outbox.open();
  outbox.add(entry("a"));
  const full = { refused: "a", reason: "too_fast", content: "full" };
  outbox.answered(full);
  assert.deepEqual(delayed, []);
  wait(1_000);
  outbox.answered(full);
  wait(2_000);
  outbox.answered(full);
  wait(4_000);
  outbox.answered({ ack: "a", revision: 2 });
  assert.deepEqual([delayed, accepted], [["full", "full", null], ["a"]]);
});

test("a pause ends when a new line opens", () => {
  outbox.open();
  outbox.add(entry("a"));
  outbox.answered({ refused: "a", reason: "too_fast" });
  outbox.close();
  outbox.open();
  assert.deepEqual(sent, ["a", "a"]);
  assert.equal(wait(15_000), 0);
});

test("a command without an answer is sent again", () => {
  outbox.open();
  outbox.add(entry("a"));
  wait(ANSWER_TIMEOUT);
  assert.deepEqual(sent, ["a", "a"]);
});

test("a door that fails is tried again after a pause", async () => {
  outbox.transmit = ({ id }) => Promise.reject(new Error(String(sent.push(id))));
  outbox.open();
  outbox.add(entry("a"));
  await Promise.resolve().then(() => Promise.resolve());
  wait(1_000);
  assert.deepEqual(sent, ["a", "a"]);
});

test("an answer that comes twice, or belongs to another tab, changes nothing", () => {
  outbox.open();
  outbox.add(entry("a"));
  outbox.answered({ ack: "a", revision: 2 });
  const before = changes;
  assert.equal(outbox.answered({ ack: "a", revision: 9 }), false);
  assert.equal(outbox.answered({ refused: "somebody-else", reason: "gone" }), false);
  assert.deepEqual([changes, outbox.entries[0].revision], [before, 2]);
});

test("a late answer to what is being sent again settles it", () => {
  outbox.open();
  outbox.add(entry("a"));
  outbox.close();
  outbox.open();
  outbox.answered({ ack: "a", revision: 2 });
  assert.equal(outbox.answered({ ack: "a", revision: 2 }), false);
  assert.deepEqual(sent, ["a", "a"]);
});

test("a store learns of every entry that comes and goes", () => {
  const log = [];
  const store = { put: ({ id }) => log.push(`put ${id}`), delete: (id) => log.push(`delete ${id}`) };
  const kept = new Outbox({ transmit: () => {}, later: () => () => {}, store });
  kept.open();
  kept.add(entry("a"));
  kept.answered({ ack: "a", revision: 1 });
  kept.reached(1);
  assert.deepEqual(log, ["put a", "delete a"]);
});

test("what was never sent can be taken back, and nothing else", () => {
  outbox.open();
  ["a", "b"].forEach((id) => outbox.add(entry(id)));
  assert.deepEqual([outbox.withdraw("a"), outbox.withdraw("b"), outbox.withdraw("b")], [false, true, false]);
  outbox.answered({ ack: "a", revision: 2 });
  assert.deepEqual(sent, ["a"]);
});

test("what was sent once may have arrived, so it is not taken back while the network is away", () => {
  outbox.open();
  outbox.add(entry("a"));
  outbox.close();
  assert.equal(outbox.withdraw("a"), false);
});

test("whoever waits hears of an acknowledgement once, and never of one that was refused", () => {
  outbox.open();
  ["a", "b"].forEach((id) => outbox.add(entry(id)));
  outbox.answered({ ack: "a", revision: 2 });
  outbox.answered({ ack: "a", revision: 2 });
  outbox.answered({ refused: "b", reason: "gone" });
  assert.deepEqual(accepted, ["a"]);
});

test("an entry is kept from when it was given until it is acknowledged", () => {
  outbox.add(entry("a"));
  assert.deepEqual([...kept.keys()], ["a"]);
  outbox.open();
  outbox.answered({ ack: "a", revision: 2 });
  assert.deepEqual([...kept.keys()], []);
});

test("a refused entry is kept with its answer until somebody has dealt with it", () => {
  outbox.open();
  outbox.add(entry("a"));
  outbox.answered({ refused: "a", reason: "conflict" });
  assert.deepEqual([...kept], [["a", "conflict"]]);
});

test("what another tab left is sent in its order, and never taken for unsent", () => {
  outbox.inherit([entry("a"), entry("b")]);
  outbox.inherit([entry("b"), entry("c")]);
  outbox.open();
  for (const id of ["a", "b", "c"]) outbox.answered({ ack: id, revision: 2 });
  assert.deepEqual(sent, ["a", "b", "c"]);
  outbox.inherit([entry("d")]);
  assert.equal(outbox.withdraw("d"), false);
});

test("what builds on something that will not be made comes back with it, and the rest goes on", () => {
  const card = "11111111-1111-4111-8111-111111111111";
  outbox.open();
  outbox.add({ ...entry("make"), fields: { card, title: "Hull" } });
  outbox.add({ ...entry("edit"), command: "card.edit", fields: { card, title: "Hull, red" } });
  outbox.add({ ...entry("beside"), command: "card.move", fields: { card: "other", after: card } });
  outbox.add(entry("else"));
  outbox.answered({ refused: "make", reason: "gone" });
  assert.deepEqual(refused, [["make", "gone", "edit"]]);
  assert.deepEqual(ids(), ["beside", "else"]);
  assert.deepEqual(sent, ["make", "beside"]);
});
