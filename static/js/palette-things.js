// What the page itself has to find: its cards and columns, its boards, and what its own links and buttons do.
//
// A thing is `{group, label, detail, icon, href, element}`: choosing it presses the element, or else follows the link.

// In this order where nothing is typed. Only what this reader may do stands in the page.
const ACTIONS = [
  ".column .add-card:not([hidden])",
  ".column-new > summary",
  ".board-form button",
  "#menu-board .menu-item:not([data-asked] *, [aria-disabled=true])",
  ".board-nav a",
  "main nav a:not([aria-current])",
  ".page-head > :is(.mark, a.me)",
  ".me > .me-name",
  ".palette-foot a",
  ".me > form button",
];

// Actions

/** `at` is where the focus was: what acts on the column around it comes before the same for others. */
export function thingsOnPage(at) {
  return [...cards(), ...columns(), ...boards(), ...actions(at.closest(".column"))];
}

/** Do what a thing stands for, or open it: its element may have gone meanwhile. */
export function choose({ element, href }) {
  if (!element?.isConnected) {
    if (href) location.assign(href);
    return;
  }
  // What lies in the board's menu acts on the board that the menu was opened for.
  if (element.matches("#menu-board button")) document.querySelector(".board-bar .trigger").click();
  const blank = element.form?.querySelector("input:not([type=hidden]):invalid");
  const isPlace = element.matches(".column-name > a");
  const target = blank ?? element;
  target.scrollIntoView({ block: "nearest", inline: "nearest" });
  target.focus();
  if (!blank && !isPlace) element.click();
  // What was folded up is there to be filled in.
  if (element.matches("summary")) element.parentNode.querySelector("input:not([type=hidden])")?.focus();
}

// Private

function cards() {
  return select(".columns .card[data-order] > .card-title > a").map((element) => ({
    group: "cards",
    label: textOf(element),
    detail: `${nameOfColumn(element)} · #${element.pathname.match(/(\d+)\/$/)[1]}`,
    href: element.href,
    element,
  }));
}

function columns() {
  return select(".columns > .column[data-order] .column-name > a").map((element) => ({
    group: "columns",
    label: textOf(element),
    href: element.href,
    element,
  }));
}

function boards() {
  return select(".board-tile h3 > a").map((element) => ({
    group: "boards",
    label: textOf(element),
    href: element.href,
  }));
}

function actions(column) {
  const found = new Map();
  const elements = ACTIONS.flatMap(select);
  const own = elements.filter((element) => column?.contains(element));
  for (const element of new Set([...own, ...elements])) {
    const detail = nameOfColumn(element);
    const label = element.title || element.ariaLabel || textOf(element);
    const key = element.href ?? `${label} ${detail}`;
    const icon = element.querySelector(".icon");
    if (!found.has(key)) found.set(key, { group: "actions", label, detail, icon, href: element.href, element });
  }
  return [...found.values()];
}

const select = (selector) => Array.from(document.querySelectorAll(selector));
const textOf = (element) => element.textContent.replace(/\s+/g, " ").trim().normalize();
const nameOfColumn = (element) => element.closest(".column")?.querySelector(".column-name").textContent.trim() ?? "";
