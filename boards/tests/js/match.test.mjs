import assert from "node:assert/strict";
import { test } from "node:test";

import { fold, match, wordsOf } from "../../../static/js/lib/match.js";

const found = (label, typed, detail) => match({ label, detail }, wordsOf(typed));

test("every word has to match, in any order", () => {
  assert.deepEqual(found("Paint the hull", "hull paint").spans, [
    [0, 5],
    [10, 14],
  ]);
  assert.equal(found("Paint the hull", "paint deck"), null);
});

test("the beginning of the text is better than that of a word, and that than its inside", () => {
  const scores = ["Sand the deck", "Wet sand", "Quicksand"].map((label) => found(label, "sand").score);
  assert.deepEqual(
    scores,
    scores.toSorted((a, b) => b - a),
  );
  assert.equal(new Set(scores).size, 3);
});

test("the beginning of a later word is taken before the inside of an earlier one", () => {
  assert.deepEqual(found("Quicksand and sand", "sand").spans, [[14, 18]]);
});

test("neither case nor accents count, and spans stay where the letters are", () => {
  assert.deepEqual(found("Ein Café für ÖL", "cafe ol").spans, [
    [4, 8],
    [13, 15],
  ]);
  assert.equal(fold("Straße İ 가").length, "Straße İ 가".length);
  assert.equal(found("가", "고"), null);
});

test("what stands beside is matched by beginnings, with less weight", () => {
  assert.ok(found("Paint", "#4", "Doing #4"));
  assert.ok(found("Paint", "paint doi", "Doing #4").score < found("Paint", "paint", "Doing #4").score);
  assert.equal(found("Paint", "oing", "Doing #4"), null);
});

test("spans that touch are one", () => {
  assert.deepEqual(found("Painting", "paint painting").spans, [[0, 8]]);
});

test("nothing typed matches everything", () => {
  assert.deepEqual(found("Paint", "  "), { score: 0, spans: [] });
});
