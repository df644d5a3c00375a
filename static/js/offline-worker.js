// The service worker (/sw.js): boards that somebody has seen stay readable without a network.
//
// What it answers itself are files whose names change with their content, and pages that cannot be had. A board's page
// is kept as the server sent it, with the time; the page's own script takes it from there: it says that it is a copy,
// keeps in its outbox what is typed, and catches up by the hello once there is a network. Nothing else is ever kept:
// no other page, no answer to a script, nothing that was posted.
//
// Whatever fails in here, the browser goes to the network as if there were no worker. boards/views/app.py puts
// `self.known` before this: the version, its files, and the addresses that matter.

const { version, files, static: shelf, offline, home, signOut } = self.known;
const FILES = `files ${version}`;
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const BOARD = /^\/b\/[0-9a-f-]{36}\/$/;
const CARD = /^(\/b\/[0-9a-f-]{36}\/)c\/(\d+)\/$/;
// One cache for each person, of whom a browser has one at a time.
const BOARDS = "boards ";
const MOST = 12;
// Milliseconds: how old a copy may be; how long the network may take where there is one.
const OLDEST = 14 * 24 * 60 * 60 * 1000;
const PATIENCE = 8_000;
const SINCE = "X-Kept-Since";
const WITH = "X-Kept-With";
// Copies that were asked for before the last time that all were forgotten are not kept any more.
let forgettings = 0;

// Lifecycle

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", fetched);
self.addEventListener("message", (event) => event.waitUntil(attempt(keepAnew, event.data.keep)));

async function install() {
  const cache = await caches.open(FILES);
  await cache.addAll([offline, ...files]);
  // Pages name their own files, so it does not matter which version's worker sees to them.
  await self.skipWaiting();
}

async function activate() {
  // The network is asked while the worker wakes up.
  await self.registration.navigationPreload?.enable();
  await tidy();
  await self.clients.claim();
}

function fetched(event) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && pathname === signOut) event.respondWith(leave(request));
  if (request.method !== "GET") return;
  if (pathname.startsWith(shelf) && HASHED.test(pathname)) event.respondWith(fileOf(request));
  else if (request.mode === "navigate") event.respondWith(pageOf(event, pathname));
}

// Answers

async function fileOf(request) {
  const kept = await attempt(() => caches.match(request.url, { ignoreVary: true }));
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) attempt(putFile, request.url, response.clone());
  return response;
}

/** The network's page; where there is none, or none for a long while, the copy; else the page that says so. */
async function pageOf(event, path) {
  const asked = ask(event);
  // First of all, so that the body has not been read when it is noted.
  event.waitUntil(
    asked.then(
      (response) => attempt(note, path, response),
      () => {},
    ),
  );
  const copy = BOARD.test(path) ? await attempt(copyOf, path) : undefined;
  if (copy) return Promise.race([asked, rest(PATIENCE).then(() => copy)]).catch(() => copy);
  return asked.catch(async () => (await attempt(boardOf, path)) ?? nothing());
}

const ask = async (event) => (await event.preloadResponse) ?? fetch(event.request);
const nothing = async () => (await attempt(() => caches.match(offline, { ignoreVary: true }))) ?? Response.error();

/** Whoever signs out leaves nothing, whatever becomes of the request. */
async function leave(request) {
  const left = fetch(request).catch(nothing);
  await attempt(forget);
  return left.finally(() => attempt(forget));
}

// Copies

/** See what an answer means for the copies: one more, one less, or none left to somebody who is not signed in. */
async function note(path, response) {
  if (path !== home && !BOARD.test(path)) return undefined;
  if (response.type === "opaqueredirect") return forget();
  if ([403, 404].includes(response.status)) return drop(path);
  const isPage = response.ok && response.headers.get("Content-Type")?.startsWith("text/html");
  return isPage && path !== home ? keep(path, response.clone()) : undefined;
}

/** A page has news that its copy does not have. */
async function keepAnew(path) {
  if (!BOARD.test(path)) return undefined;
  const response = await fetch(path, { redirect: "manual" });
  return note(path, response);
}

async function keep(path, response) {
  const asked = forgettings;
  const page = await response.text();
  const owner = page.match(/<body data-me="([^"]+)"/)?.[1];
  const named = new Set(page.match(/(?<=")\/[^"]+\.[0-9a-f]{12}\.\w+(?=")/g));
  await Promise.all([...named].filter((name) => name.startsWith(shelf)).map((name) => attempt(ensure, name)));
  if (!owner || asked !== forgettings) return;
  const others = (await cachesOfBoards()).filter((name) => name !== BOARDS + owner);
  await Promise.all(others.map((name) => caches.delete(name)));
  const headers = new Headers(response.headers);
  // Of what came over the wire, not of the text.
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  const now = new Date().toISOString();
  headers.set(SINCE, now);
  headers.set(WITH, version);
  const copy = new Response(page.replace("<html", `<html data-kept="${now}"`), { headers });
  await (await caches.open(BOARDS + owner)).put(path, copy);
  await tidy();
}

async function copyOf(path) {
  for (const name of await cachesOfBoards()) {
    const copy = await (await caches.open(name)).match(path, { ignoreVary: true });
    if (copy && ageOf(copy) < OLDEST) return copy;
  }
  return undefined;
}

/** A card opens on its board: where there is a copy of that, it is the way on. */
async function boardOf(path) {
  const [, board, number] = path.match(CARD) ?? [];
  return board && (await copyOf(board)) ? Response.redirect(`${board}?card=${number}`) : undefined;
}

async function drop(path) {
  for (const name of await cachesOfBoards()) await (await caches.open(name)).delete(path, { ignoreVary: true });
}

/** Forget all copies, those that are on their way as well. */
async function forget() {
  forgettings += 1;
  await Promise.all((await cachesOfBoards()).map((name) => caches.delete(name)));
}

/** Keep few copies, and none for long; and no files but this version's and those that a copy was kept with. */
async function tidy() {
  const versions = new Set([version]);
  for (const name of await cachesOfBoards()) {
    const cache = await caches.open(name);
    const copies = await Promise.all((await cache.keys()).map(async (key) => [key, await cache.match(key)]));
    copies.sort(([, a], [, b]) => ageOf(a) - ageOf(b));
    for (const [at, [key, copy]] of copies.entries()) {
      if (at >= MOST || ageOf(copy) >= OLDEST) await cache.delete(key);
      else versions.add(copy.headers.get(WITH));
    }
  }
  const names = (await caches.keys()).filter((name) => name.startsWith("files "));
  await Promise.all(
    names.filter((name) => !versions.has(name.slice("files ".length))).map((name) => caches.delete(name)),
  );
}

// Private

const ageOf = (copy) => Date.now() - Date.parse(copy.headers.get(SINCE));
const cachesOfBoards = async () => (await caches.keys()).filter((name) => name.startsWith(BOARDS));
const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A copy is worth nothing without its files: have each of them, whichever version it is of. */
async function ensure(name) {
  if (!(await caches.match(name, { ignoreVary: true }))) await putFile(name, await fetch(name));
}

async function putFile(address, response) {
  if (response.ok) await (await caches.open(FILES)).put(address, response);
}

/** Storage that is full, broken or forbidden is no reason to have no answer. */
async function attempt(work, ...given) {
  try {
    return await work(...given);
  } catch {
    return undefined;
  }
}
