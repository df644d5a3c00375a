// When a page calls itself live, offline or blocked.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { GRACE, Liveness, PROBE, SILENCE } from "../../../static/js/lib/liveness.js";

let page;
beforeEach(() => {
  page = new Liveness(0);
});

test("an open socket is not live before its hello is answered", () => {
  page.opened(10);
  assert.equal(page.state, "connecting");
  page.heard(20);
  assert.equal(page.state, "live");
});

test("a page without a live socket is connecting for a while, then offline", () => {
  page.heard(0);
  page.closed(100);
  page.tick(100 + GRACE - 1);
  assert.equal(page.state, "connecting");
  page.tick(100 + GRACE);
  assert.equal(page.state, "offline");
});

test("attempts that fail do not begin the time anew", () => {
  page.heard(0);
  page.closed(100);
  page.opened(3_000);
  page.closed(3_001);
  page.tick(100 + GRACE);
  assert.equal(page.state, "offline");
});

test("an offline page stays offline until it is answered", () => {
  page.tick(GRACE);
  page.opened(GRACE + 1);
  page.tick(GRACE + 2);
  assert.equal(page.state, "offline");
  page.heard(GRACE + 3);
  assert.equal(page.state, "live");
});

test("an open socket that says nothing for too long is silent", () => {
  page.opened(0);
  page.heard(10);
  assert.equal(page.isSilent(10 + SILENCE), false);
  assert.equal(page.isSilent(11 + SILENCE), true);
});

test("after a doubt the answer has to come soon", () => {
  page.heard(0);
  page.doubted(100);
  assert.equal(page.isSilent(101 + PROBE), true);
  page.heard(102);
  assert.equal(page.isSilent(101 + PROBE), false);
});

test("a lost page stays lost", () => {
  page.lose();
  page.heard(1);
  page.closed(2);
  page.tick(GRACE + 2);
  assert.equal(page.state, "lost");
  assert.equal(page.isBlocked(1e9), false);
});

test("a page that was signed out leaves lost for one attempt at a time", () => {
  page.heard(0);
  page.lose({ forGood: false });
  assert.equal(page.comeBack(1e6), true);
  assert.equal(page.state, "connecting");
  page.lose({ forGood: false });
  assert.equal(page.state, "lost");
  page.comeBack(2e6);
  page.tick(2e6 + GRACE - 1);
  assert.equal(page.state, "connecting");
  page.heard(2e6 + GRACE);
  assert.equal(page.state, "live");
});

test("a new reason to hope begins a new attempt, as the one under way may have come too early", () => {
  page.lose({ forGood: false });
  assert.equal(page.comeBack(10), true);
  assert.equal(page.comeBack(20), true);
  page.heard(30);
  assert.equal(page.comeBack(40), false);
  assert.equal(page.state, "live");
});

test("a page that was lost for good does not come back", () => {
  assert.equal(page.comeBack(1), false);
  page.lose();
  assert.equal(page.comeBack(2), false);
  assert.equal(page.state, "lost");
});

test("sockets count as blocked sooner where none ever opened", () => {
  assert.equal(page.isBlocked(8_000), true);
  page.heard(8_001);
  page.closed(10_000);
  assert.equal(page.isBlocked(20_000), false);
  assert.equal(page.isBlocked(40_000), true);
});

test("who was live and is told to sign in looks once more, and not again", () => {
  assert.equal(page.looksTwice(), false);
  page.heard(1);
  assert.equal(page.looksTwice(), true);
  page.opened(2);
  assert.equal(page.looksTwice(), false);
  page.heard(3);
  assert.equal(page.looksTwice(), true);
});
