// Order keys and neighbours.

import assert from "node:assert/strict";
import { test } from "node:test";

import { compareKeys, firstIndex, misplaced, placeAt, placeBeside } from "../../../static/js/lib/order.js";

const reorder = (keys) => {
  const moving = misplaced(keys);
  const kept = keys.filter((_, index) => !moving.has(index));
  return { moving, kept };
};

test("keys sort bytewise: digits before letters, a prefix before what it begins", () => {
  assert.deepEqual(["b", "a1", "9", "a", "0z"].toSorted(compareKeys), ["0z", "9", "a", "a1", "b"]);
});

test("nothing moves in a list that is in order", () => assert.equal(misplaced(["1", "2", "3"]).size, 0));

test("one that went from front to back, or back to front, is the only one to move", () => {
  assert.deepEqual([...misplaced(["9", "1", "2", "3"])], [0]);
  assert.deepEqual([...misplaced(["1", "2", "3", "0"])], [3]);
});

test("what stays is in order, and nothing is left out", () => {
  for (let seed = 1; seed < 200; seed += 1) {
    const keys = Array.from({ length: seed % 23 }, (_, index) => String((index * seed * 7919) % 101).padStart(3, "0"));
    const { moving, kept } = reorder(keys);
    assert.deepEqual(kept, kept.toSorted(compareKeys));
    assert.equal(moving.size + kept.length, keys.length);
  }
});

test("an empty list has nothing to move", () => assert.equal(misplaced([]).size, 0));

test("the first index that satisfies a test is found by halving", () => {
  for (let first = 0; first <= 9; first += 1)
    assert.equal(
      firstIndex(9, (index) => index >= first),
      first,
    );
});

test("a place names its neighbours: nobody before the first, nobody after the last", () => {
  assert.deepEqual(placeAt(["a", "b"], 0), { after: "", before: "a" });
  assert.deepEqual(placeAt(["a", "b"], 1), { after: "a", before: "b" });
  assert.deepEqual(placeAt(["a", "b"], 2), { after: "b" });
  assert.deepEqual(placeAt([], 0), { after: "" });
});

test("one step up or down passes one neighbour", () => {
  assert.deepEqual(placeBeside(["a", "b", "c"], "c", -1), { after: "a", before: "b" });
  assert.deepEqual(placeBeside(["a", "b", "c"], "a", 1), { after: "b", before: "c" });
});

test("there is no step beyond the ends, nor for what is not there", () => {
  assert.equal(placeBeside(["a", "b"], "a", -1), null);
  assert.equal(placeBeside(["a", "b"], "b", 1), null);
  assert.equal(placeBeside(["a", "b"], "x", 1), null);
});
