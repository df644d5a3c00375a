// The palette's list: which things stand in it, in which order, and how they are drawn.

import { match, wordsOf } from "./lib/match.js";

const MOST = { recent: 5, cards: 12, boards: 6, actions: 12, columns: 4, people: 5, elsewhere: 8 };
const WITHOUT_WORDS = ["recent", "boards", "actions"];
const dialog = document.getElementById("palette");

// Actions

/** Return groups `[name, [{thing, spans}]]` of what matches: the group with the best match first, in it the best first. */
export function groupsOf(things, typed) {
  const words = wordsOf(typed);
  const hits = once(words.length ? things.filter(({ group }) => group !== "recent") : offered(things))
    // What the server found may match by a text that is not here.
    .map((thing) => ({ thing, ...(match(thing, words) ?? (thing.isFound && { score: 0, spans: [] })) }))
    .filter(({ spans }) => spans)
    .toSorted((a, b) => b.score - a.score);
  const groups = Map.groupBy(hits, ({ thing }) => thing.group);
  const names = words.length ? [...groups.keys()] : WITHOUT_WORDS.filter((name) => groups.has(name));
  // What comes later, from elsewhere, does not push away what one is about to choose.
  names.sort((a, b) => (a === "elsewhere") - (b === "elsewhere"));
  return names.map((name) => [name, groups.get(name).slice(0, MOST[name])]);
}

/** Draw the groups; return their things, one for each option. */
export function draw(list, groups) {
  const things = [];
  list.replaceChildren(
    ...groups.map(([name, hits]) => {
      const [group, icon] = dialog.querySelector(`template[data-group=${name}]`).content.cloneNode(true).children;
      for (const hit of hits) group.append(optionOf(hit, icon, things.push(hit.thing) - 1));
      return group;
    }),
  );
  return things;
}

// Private

/** Where nothing is typed yet: each word for an action once, not for every column. */
function offered(things) {
  const labels = new Set();
  return things.filter(({ group, label }) => {
    if (group !== "actions") return WITHOUT_WORDS.includes(group);
    return !labels.has(label) && labels.add(label);
  });
}

/** Each address once: what the page has comes before what was fetched. */
function once(things) {
  const seen = new Set();
  return things.filter(({ group, href, label, detail }) => {
    const key = `${group === "recent" || group === "actions" ? group : ""} ${href ?? `${label} ${detail}`}`;
    return !seen.has(key) && seen.add(key);
  });
}

function optionOf({ thing, spans }, icon, index) {
  const option = create("div", "palette-option");
  option.id = `palette-option-${index}`;
  option.setAttribute("role", "option");
  const label = create("span", "palette-label");
  label.append(...marked(thing.label, spans));
  option.append((thing.icon ?? icon).cloneNode(true), label);
  if (thing.detail) {
    const detail = create("span", "palette-detail soft");
    detail.textContent = thing.detail;
    option.append(detail);
  }
  return option;
}

function* marked(text, spans) {
  let done = 0;
  for (const [from, to] of spans) {
    const mark = create("mark");
    mark.textContent = text.slice(from, to);
    yield text.slice(done, from);
    yield mark;
    done = to;
  }
  yield text.slice(done);
}

function create(name, classes = "") {
  const element = document.createElement(name);
  if (classes) element.className = classes;
  return element;
}
