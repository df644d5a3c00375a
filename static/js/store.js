// What this browser keeps for its reader until the server has it: commands that wait, and texts not sent yet.
//
// Every record names its `user`: nobody else's is ever read. Where a browser keeps nothing (a private window, a full
// disk), everything works as long as the page lives, and the page says so.

import { emit } from "./page.js";

const NAME = "liveboard";
const TABLES = { outbox: "id", drafts: "id" };
let opening = null;
let isKeeping = true;

// Actions

/** False once something could not be kept: what waits then lives as long as the page, no longer. */
export const keeps = () => isKeeping;

/** Resolve with the records of a user in a table, none where they cannot be read. */
export function read(table, user) {
  return attempt(async () => {
    const index = (await database()).transaction(table).objectStore(table).index("user");
    return done(index.getAll(user));
  }, []);
}

export const put = (table, record) => write(table, (records) => records.put(record));
export const remove = (table, id) => write(table, (records) => records.delete(id));

/** Forget everything of a user: she has signed out. */
export async function wipe(user) {
  for (const [table, key] of Object.entries(TABLES)) {
    const found = await read(table, user);
    await Promise.all(found.map((record) => remove(table, record[key])));
  }
  // Copies of boards (offline-worker.js).
  await attempt(() => globalThis.caches?.delete(`boards ${user}`));
}

// Private

function write(table, change) {
  return attempt(async () => {
    // Strict: a word is kept when it is on the disk.
    const transaction = (await database()).transaction(table, "readwrite", { durability: "strict" });
    return done(change(transaction.objectStore(table)));
  });
}

async function attempt(work, otherwise) {
  try {
    return await work();
  } catch (error) {
    if (isKeeping) emit("unkept", { error });
    isKeeping = false;
    return otherwise;
  }
}

function database() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      for (const [table, keyPath] of Object.entries(TABLES))
        asked.result.createObjectStore(table, { keyPath }).createIndex("user", "user");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("Another tab holds an older store open"));
  });
  return opening;
}

const done = (asked) =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
