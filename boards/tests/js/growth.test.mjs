import assert from "node:assert/strict";
import { test } from "node:test";
import { growth } from "../../../static/js/lib/growth.js";

const entry = (first, last = first, says = `${first} to ${last}`) => ({ first, last, says });

test("what is new is added, what is known stays", () => {
  const shown = [entry(3), entry(2), entry(1)];
  const { changed, added } = growth(shown, [entry(5), entry(4), entry(3), entry(2)]);
  assert.deepEqual(changed, []);
  assert.deepEqual(added, [entry(5), entry(4)]);
});

test("an entry that grew is the same one and says something else", () => {
  const shown = [entry(3, 4), entry(2)];
  const { changed, added } = growth(shown, [entry(3, 7), entry(2)]);
  assert.deepEqual(changed, [[entry(3, 4), entry(3, 7)]]);
  assert.deepEqual(added, []);
});

test("an entry that was undone says something else in its place", () => {
  const { changed, added } = growth([entry(2), entry(1)], [entry(3), entry(2), entry(1, 1, "undone")]);
  assert.deepEqual(changed, [[entry(1), entry(1, 1, "undone")]]);
  assert.deepEqual(added, [entry(3)]);
});

test("what the edge of the fresh page cuts is not new", () => {
  const shown = [entry(9), entry(3, 8), entry(1)];
  const { changed, added } = growth(shown, [entry(10), entry(9), entry(6, 8)]);
  assert.deepEqual(changed, []);
  assert.deepEqual(added, [entry(10)]);
});

test("a list that has nothing in common with the fresh page begins anew", () => {
  assert.equal(growth([entry(2), entry(1)], [entry(60), entry(59)]), null);
  assert.equal(growth([], [entry(1)]), null);
  // One entry that is longer than a page: its beginning is on no fresh page any more.
  assert.equal(growth([entry(1, 50)], [entry(2, 51)]), null);
});

test("a narrowed list that stays empty is empty", () => {
  assert.equal(growth([], []), null);
});
