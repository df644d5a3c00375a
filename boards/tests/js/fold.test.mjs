// What several waiting commands come to.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fold } from "../../../static/js/lib/fold.js";

const created = { command: "card.create", fields: { card: "a", column: "x", title: "Tea" } };
const moved = { command: "card.move", fields: { card: "a", column: "y", after: "b", before: "c" } };

test("a new card that is moved and renamed while it waits shows where and what it will be", () => {
  const edited = { command: "card.edit", fields: { card: "a", title: "Coffee", description: "black" } };
  const view = fold([created, moved, edited]).get("a");
  assert.deepEqual(view.place, { column: "y", after: "b", before: "c" });
  assert.deepEqual([view.created, view.texts], [true, { title: "Coffee" }]);
});

test("an edit that leaves the title alone does not touch it", () => {
  const edited = { command: "card.edit", fields: { card: "a", description: "black" } };
  assert.deepEqual(fold([edited]).get("a").texts, {});
});

test("who was placed last comes last, after its neighbours", () => {
  const other = { command: "card.create", fields: { card: "b", column: "x", title: "Cup" } };
  assert.deepEqual([...fold([created, other, moved]).keys()], ["b", "a"]);
});

test("what is done to several cards is done to each, one below the other", () => {
  const several = { command: "cards.move", fields: { cards: "b a c", column: "y", after: "", before: "d" } };
  const away = { command: "cards.archive", fields: { cards: "c d" } };
  const views = fold([moved, several, away]);
  assert.deepEqual(views.get("b"), {
    noun: "card",
    created: false,
    leaving: false,
    texts: {},
    place: { column: "y", after: "", before: "d" },
  });
  assert.deepEqual(views.get("a").place, { column: "y", after: "b", before: undefined });
  assert.deepEqual(
    [...views].filter(([, view]) => view.leaving).map(([id]) => id),
    ["c", "d"],
  );
});

test("what leaves is marked", () => {
  const views = fold([
    { command: "column.archive", fields: { column: "x" } },
    { command: "card.delete", fields: { card: "a" } },
  ]);
  assert.deepEqual([views.get("x").leaving, views.get("a").leaving], [true, true]);
});

test("the board has no id of its own in its commands", () => {
  assert.deepEqual(fold([{ command: "board.rename", fields: { name: "Kitchen" } }]).get("").texts, { name: "Kitchen" });
});

test("a command that this page does not know yet leaves no sign", () => {
  assert.equal(fold([{ command: "card.paint", fields: { card: "a" } }]).get("a").place, null);
});
