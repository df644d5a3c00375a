// Who is on the board, from messages of everybody and of differences.

import assert from "node:assert/strict";
import { test } from "node:test";

import { atCards, cardOf, deedOn, inOrder, peopleAfter } from "../../../static/js/lib/people.js";

const someone = (name, more) => ({ name, idle: false, card: "", editing: "", dragging: "", ...more });

test("everybody replaces whoever was there, differences come and go", () => {
  let people = peopleAfter(new Map(), { all: { a: someone("Alice"), b: someone("Bob") } });
  people = peopleAfter(people, { some: { a: null, b: someone("Bob", { idle: true }), c: someone("Cleo") } });
  assert.deepEqual([...people.keys()], ["b", "c"]);
  assert.equal(people.get("b").idle, true);
  people = peopleAfter(people, { all: { a: someone("Alice") } });
  assert.deepEqual([...people.keys()], ["a"]);
});

test("who works comes first, who is away later, oneself last", () => {
  const people = new Map(
    Object.entries({ m: someone("Me"), z: someone("Zoe"), i: someone("Ida", { idle: true }), b: someone("Bob") }),
  );
  assert.deepEqual(
    inOrder(people, "m").map(([id]) => id),
    ["b", "z", "i", "m"],
  );
});

test("what somebody does with a card is said by the strongest of it", () => {
  assert.equal(deedOn(someone("Bob"), "1"), "");
  assert.equal(deedOn(someone("Bob", { card: "1" }), "1"), "open");
  assert.equal(deedOn(someone("Bob", { card: "1", editing: "title" }), "1"), "title");
  assert.equal(deedOn(someone("Bob", { card: "1", editing: "title", dragging: "2" }), "2"), "dragging");
  assert.equal(cardOf(someone("Bob", { card: "1", dragging: "2" })), "2");
});

test("of those at one card, who is at work and does most comes first", () => {
  const people = [
    someone("Away", { card: "1", editing: "title", idle: true }),
    someone("Looks", { card: "1" }),
    someone("Drags", { card: "2", dragging: "1" }),
    someone("Writes", { card: "1", editing: "title" }),
    someone("Elsewhere", { card: "2" }),
    someone("Nowhere"),
  ];
  const groups = atCards(people);
  assert.deepEqual(
    groups.get("1").map(({ name }) => name),
    ["Drags", "Writes", "Looks", "Away"],
  );
  assert.deepEqual([...groups.keys()], ["1", "2"]);
});
