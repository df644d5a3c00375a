import assert from "node:assert/strict";
import { test } from "node:test";
import { Pace, RETRY } from "../../../static/js/lib/pace.js";

/** A clock that somebody turns, and work that somebody ends. */
function workshop() {
  const timers = [];
  const runs = [];
  const clock = {
    time: 0,
    now: () => clock.time,
    later: (callback, delay) => timers.push({ callback, at: clock.time + delay }),
  };
  const work = () => new Promise((resolve) => runs.push({ at: clock.time, end: resolve }));
  const pace = new Pace(work, 1_000, clock);
  const pass = async (milliseconds) => {
    clock.time += milliseconds;
    for (const timer of timers.filter(({ at }) => at <= clock.time)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.callback();
    }
    await turn();
  };
  const end = async (result) => {
    runs.at(-1).end(result);
    await turn();
  };
  return { pace, pass, end, begun: () => runs.map(({ at }) => at) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("the first who asks does not wait", () => {
  const { pace, begun } = workshop();
  pace.ask();
  assert.deepEqual(begun(), [0]);
});

test("a burst costs one time at once and one when the pause is over", async () => {
  const { pace, pass, end, begun } = workshop();
  pace.ask();
  for (let n = 0; n < 50; n += 1) pace.ask();
  await end();
  for (let n = 0; n < 50; n += 1) pace.ask();
  await pass(999);
  assert.deepEqual(begun(), [0]);
  await pass(1);
  assert.deepEqual(begun(), [0, 1_000]);
  await end();
  await pass(10_000);
  assert.deepEqual(begun(), [0, 1_000]);
});

test("work that takes long is not done twice at once, and once more for who asked meanwhile", async () => {
  const { pace, pass, end, begun } = workshop();
  pace.ask();
  await pass(5_000);
  pace.ask();
  assert.deepEqual(begun(), [0]);
  await end();
  assert.deepEqual(begun(), [0, 5_000]);
});

test("what failed is tried again after a while", async () => {
  const { pace, pass, end, begun } = workshop();
  pace.ask();
  await end(false);
  await pass(RETRY - 1);
  assert.deepEqual(begun(), [0]);
  await pass(1);
  assert.deepEqual(begun(), [0, RETRY]);
});

test("what is hopeless is not tried again until somebody asks", async () => {
  const { pace, pass, end, begun } = workshop();
  pace.ask();
  await end(false);
  pace.giveUp();
  await pass(RETRY);
  assert.deepEqual(begun(), [0]);
  pace.ask();
  assert.deepEqual(begun(), [0, RETRY]);
});
