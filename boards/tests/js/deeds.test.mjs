// What one did is taken back in turn, and done again in turn.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Deeds } from "../../../static/js/lib/deeds.js";

const deed = (id) => ({ id, words: id, entry: {} });

function after(...ids) {
  const deeds = new Deeds();
  ids.forEach((id) => deeds.did(deed(id)));
  return deeds;
}

test("the latest is taken back first, and done again last", () => {
  const deeds = after("a", "b");
  for (const id of ["b", "a"]) {
    const taken = deeds.toUndo();
    assert.equal(taken.id, id);
    deeds.undid({ ...taken, id: `not ${id}` });
  }
  assert.equal(deeds.toUndo(), undefined);
  assert.deepEqual([deeds.toRedo().id, deeds.toRedo().id, deeds.toRedo()], ["not a", "not b", undefined]);
});

test("one may be taken back before others that came after it", () => {
  const deeds = after("a", "b");
  assert.equal(deeds.toUndo("a").id, "a");
  assert.deepEqual([deeds.toUndo("a"), deeds.toUndo().id], [undefined, "b"]);
});

test("something new leaves nothing to be done again", () => {
  const deeds = after("a");
  deeds.undid(deeds.toUndo());
  deeds.did(deed("b"));
  assert.equal(deeds.toRedo(), undefined);
});

test("what was done again can be taken back again", () => {
  const deeds = after("a");
  deeds.undid(deeds.toUndo());
  deeds.didAgain({ ...deeds.toRedo(), id: "a2" });
  assert.equal(deeds.toUndo().id, "a2");
});

test("what was refused never happened", () => {
  const deeds = after("a", "b");
  deeds.forget("b");
  assert.equal(deeds.toUndo().id, "a");
});

test("only so many are remembered", () => {
  const deeds = after(...Array.from({ length: 300 }, (_, index) => String(index)));
  let count = 0;
  while (deeds.toUndo()) count += 1;
  assert.equal(count, 200);
});

test("both stacks go on where they were kept, without what was said of commands that the server has", () => {
  let kept = null;
  const before = new Deeds(undefined, () => (kept = JSON.stringify(before)));
  for (const id of ["a", "b", "c"]) before.did({ id, words: id, entry: { command: "card.edit" } });
  before.accepted("a");
  before.undid({ ...before.toUndo(), id: undefined });
  const after = new Deeds(JSON.parse(kept));
  assert.deepEqual(after.toRedo(), { words: "c", entry: { command: "card.edit" } });
  assert.deepEqual(after.toUndo(), { id: "b", words: "b", entry: { command: "card.edit" } });
  assert.deepEqual(after.toUndo(), { id: "a", words: "a" });
});

test("it is known whether there is anything to take back or to do again", () => {
  const deeds = after("a");
  assert.deepEqual([deeds.canUndo, deeds.canRedo], [true, false]);
  deeds.undid(deeds.toUndo());
  assert.deepEqual([deeds.canUndo, deeds.canRedo], [false, true]);
});
