// The revision rule.

import assert from "node:assert/strict";
import { test } from "node:test";

import { stampOf, verdict } from "../../../static/js/lib/revision.js";

const page = { epoch: "e", revision: 10 };
const frame = (from, revision, more = {}) => ({ epoch: "e", from, revision, reset: false, ...more });

test("the next revision is applied", () => assert.equal(verdict(frame(10, 11), page), "apply"));

test("a frame that overlaps what is here is applied", () => assert.equal(verdict(frame(7, 12), page), "apply"));

test("what is here already is dropped, however often it comes", () => {
  assert.equal(verdict(frame(9, 10), page), "drop");
  assert.equal(verdict(frame(3, 4), page), "drop");
});

test("a gap is asked about", () => assert.equal(verdict(frame(11, 12), page), "ask"));

test("another epoch is asked about, even an older revision", () => {
  assert.equal(verdict(frame(3, 4, { epoch: "other" }), page), "ask");
});

test("a reset is applied, whatever the page has", () => {
  assert.equal(verdict(frame(0, 4, { epoch: "other", reset: true }), page), "apply");
});

test("a stamp that cannot be read is asked about", () => {
  assert.equal(verdict(stampOf({ epoch: "e", from: "x", revision: "y" }), page), "ask");
});

test("a stamp is read from data attributes", () => {
  const stamp = stampOf({ epoch: "e", from: "11", revision: "12", reset: "" });
  assert.deepEqual(stamp, { epoch: "e", from: 11, revision: 12, reset: true });
});
