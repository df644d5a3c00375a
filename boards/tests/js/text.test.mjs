// Counting as the server counts, and filling in sentences; ids; scrolling.

import assert from "node:assert/strict";
import { test } from "node:test";

import { speedAt } from "../../../static/js/lib/scroll.js";
import { fill, leftOf, lengthOf } from "../../../static/js/lib/text.js";
import { newId } from "../../../static/js/lib/uuid.js";

test("a character beyond the basic plane counts once, a line break too", () => {
  assert.equal(lengthOf("a🚢b"), 3);
  assert.equal(lengthOf("a\r\nb"), 3);
});

test("what is left is told from nine tenths on", () => {
  assert.equal(leftOf("a".repeat(89), 100), null);
  assert.equal(leftOf("a".repeat(90), 100), 10);
  assert.equal(leftOf("a".repeat(103), 100), -3);
});

test("a sentence is filled in; what is unknown stays", () => {
  assert.equal(fill("{actor} moved {object} {where}", { actor: "Mia", object: "Tea" }), "Mia moved Tea {where}");
});

test("numbers are written as the language of the page does", () => {
  const many = (lang) => fill("{n}", { n: 12345 }, lang);
  assert.deepEqual(["en", "de", "es"].map(many), ["12,345", "12.345", "12.345"]);
});

test("what somebody typed is not filled in again", () => {
  assert.equal(fill("{actor}: {object}", { actor: "{object}", object: "Tea" }), "{object}: Tea");
});

test("an id is a random UUID, with and without a secure context", () => {
  const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const plain = { getRandomValues: (bytes) => globalThis.crypto.getRandomValues(bytes) };
  assert.match(newId(), shape);
  assert.match(newId(plain), shape);
  assert.notEqual(newId(plain), newId(plain));
});

test("scrolling is fastest at the edges, backwards at the first, and rests in the middle", () => {
  assert.equal(speedAt(500, 0, 1_000), 0);
  assert.ok(speedAt(995, 0, 1_000) > speedAt(970, 0, 1_000));
  assert.ok(speedAt(2, 0, 1_000) < 0);
  assert.equal(speedAt(-500, 0, 1_000), -22);
});
