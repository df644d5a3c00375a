// Moments as people say them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { sayer } from "../../../static/js/lib/moments.js";

const NOW = new Date("2026-03-02T00:30:00Z");
const said = (iso, zone = "UTC") => sayer("en", zone).brief(new Date(iso), NOW).replaceAll(" ", " ");

test("a near day has a name, a far one a date, and only another year is told", () => {
  assert.equal(said("2026-03-02T00:05:00Z"), "today, 12:05 AM");
  assert.equal(said("2026-03-01T22:05:00Z"), "yesterday, 10:05 PM");
  assert.equal(said("2026-02-28T22:05:00Z"), "Feb 28, 10:05 PM");
  assert.equal(said("2025-12-31T22:05:00Z"), "Dec 31, 2025");
});

test("where the reader lives decides which day it is", () => {
  assert.equal(said("2026-03-01T22:05:00Z", "America/New_York"), "today, 5:05 PM");
  assert.equal(said("2026-03-02T00:05:00Z", "Asia/Tokyo"), "today, 9:05 AM");
});

test("as a heading a day has its name, with a capital, then its date, and of another year with that", () => {
  const day = (iso, zone = "UTC") => sayer("en", zone).day(new Date(iso), NOW);
  assert.equal(day("2026-03-02T00:05:00Z"), "Today");
  assert.equal(day("2026-03-02T00:05:00Z", "America/New_York"), "Today");
  assert.equal(day("2026-03-01T22:05:00Z"), "Yesterday");
  assert.equal(day("2026-02-27T22:05:00Z"), "Friday, February 27");
  assert.equal(day("2025-12-31T22:05:00Z"), "Dec 31, 2025");
  assert.equal(sayer("en", "Asia/Tokyo").clock(new Date("2026-03-01T22:05:00Z")).replaceAll("\u202f", " "), "7:05 AM");
});

test("the exact moment names the day and the year", () => {
  assert.match(sayer("en", "UTC").exact(NOW), /Monday, March 2, 2026.*12:30/);
});

test("a zone that this browser does not know is no sayer", () => {
  assert.equal(sayer("en", "Atlantis/Harbour"), undefined);
});
