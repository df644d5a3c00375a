// The page for when there is no network: lists the boards of which this browser has a copy, and goes on by itself.

import { format } from "./times.js";

const list = document.getElementById("copies");

window.addEventListener("online", () => location.reload());
for (const name of await caches.keys()) if (name.startsWith("boards ")) await show(await caches.open(name));

async function show(cache) {
  for (const request of await cache.keys()) {
    const copy = await cache.match(request);
    const page = new DOMParser().parseFromString(await copy.text(), "text/html");
    add(new URL(request.url).pathname, page);
  }
  list.hidden = list.querySelector("li") === null;
}

function add(path, page) {
  const row = document.getElementById("t-copy").content.cloneNode(true);
  const link = row.querySelector("a");
  link.href = path;
  link.textContent = page.querySelector(".board-name").textContent;
  row.querySelector("time").dateTime = page.documentElement.dataset.kept;
  list.querySelector("ul").append(format(row));
}
