// A pasted list becomes cards: one for each line that says something.

import assert from "node:assert/strict";
import { test } from "node:test";

import { linesOf } from "../../../static/js/lib/lines.js";

test("lines are told apart however they end, and empty ones are none", () => {
  assert.deepEqual(linesOf("Paint\nSand\r\n\r\n  Test  \rLaunch\n"), ["Paint", "Sand", "Test", "Launch"]);
});

test("what only makes it a list is left out", () => {
  assert.deepEqual(linesOf("- Paint\n* Sand\n• Test\n1. Launch\n12) Float\n- [ ] Rig\n- [x] Sail"), [
    ..."Paint Sand Test Launch Float Rig Sail".split(" "),
  ]);
});

test("what a line begins with stays where it means something", () => {
  const lines = ["-1 degree", "2026. was it?", "3.5 knots", "[link](a)", "*bold* move"];
  assert.deepEqual(linesOf(lines.join("\n")), lines);
});

test("one line is one", () => {
  assert.deepEqual(linesOf("Paint the hull"), ["Paint the hull"]);
  assert.deepEqual(linesOf(" \n "), []);
});
