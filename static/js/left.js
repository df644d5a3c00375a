// What dead tabs leave of this reader, here: taken over by one tab, as soon as they are dead.

import { board, me } from "./page.js";
import { read } from "./store.js";
import { tab, whenDead } from "./tabs.js";

const watched = new Set();

// Actions

/**
 * Call `take` with what each tab has left in a table, in the order in which it was made, when that tab is dead.
 * `isHere` tells which records belong on this page.
 */
export async function watch(table, take, isHere = isOfBoard) {
  const last = new Map();
  for (const record of await ours(table, isHere)) if (record.tab !== tab) last.set(record.tab, record.at);
  for (const [owner, at] of last) {
    const name = `${table} ${owner}`;
    if (watched.has(name)) continue;
    watched.add(name);
    // Read again: it may have been through with some until it died.
    whenDead(owner, at).then(async () => take((await ours(table, isHere)).filter((record) => record.tab === owner)));
  }
}

// Private

const isOfBoard = (record) => record.board === board.dataset.board;

async function ours(table, isHere) {
  const records = await read(table, me());
  return records.filter(isHere).sort((a, b) => a.at - b.at);
}
