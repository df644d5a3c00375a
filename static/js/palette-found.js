// What the server finds for the palette: one's boards and the people of this one, and cards by what was typed.

import { partial } from "./door.js";

const { dataset } = document.getElementById("palette");

/** Resolve with what matches, as things (palette-things.js); null where it cannot be had now. Guests have nothing there. */
export async function ask(sought) {
  if (!dataset.search) return [];
  const board = document.querySelector("[data-board]:not([data-shell^='/g/'])")?.dataset.board ?? "";
  const found = await partial(`${dataset.search}?${new URLSearchParams({ q: sought, board })}`);
  return found && Array.from(found.querySelectorAll("li > a"), thingOf);
}

function thingOf(link) {
  return {
    group: link.closest("[data-group]").dataset.group,
    label: link.textContent.trim().normalize(),
    detail: link.nextElementSibling?.textContent ?? "",
    // In a template nothing has a base that it could be relative to.
    href: new URL(link.getAttribute("href"), location.href).href,
  };
}
