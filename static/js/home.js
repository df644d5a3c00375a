// Home: what is typed into the search hides the boards of other names at once.

import { start as showTimes } from "./times.js";

const search = document.querySelector(".search input");
const nothing = document.querySelector("[data-nothing]");
const sections = document.querySelectorAll(".home section");

search.addEventListener("input", filter);
showTimes();
filter();

function filter() {
  const sought = search.value.trim().toLocaleLowerCase();
  const tiles = Array.from(document.querySelectorAll(".board-tile"));
  for (const tile of tiles) tile.hidden = !tile.dataset.name.toLocaleLowerCase().includes(sought);
  for (const section of sections) section.hidden = !section.querySelector(".board-tile:not([hidden])");
  nothing.hidden = tiles.length === 0 || tiles.some((tile) => !tile.hidden);
}
