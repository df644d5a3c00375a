// Who else is here: faces in the bar, a ring and a name on the tile that somebody is at, and words in its dialog.
//
// Signs on tiles are no part of the board: taken off before each frame, like those of what is pending, and put back after.

import { cardOf, deedOn, inOrder, peopleAfter } from "./lib/people.js";
import { fill } from "./lib/text.js";
import { elementOf, fromTemplate, me, on, openCard, sentence } from "./page.js";

// More faces than these become a number.
const FACES = 5;
const button = document.querySelector(".faces");
const list = document.querySelector(".people-list");
const inDialog = document.querySelector(".dialog-people");
let people = new Map();
let signs = [];

// Lifecycle

export function start() {
  on("answer", ({ presence }) => presence && hear(presence));
  on("before-frame", lift);
  for (const name of ["frame", "dialog"]) on(name, paint);
  // Without a socket nobody knows; the next one brings everybody.
  on("state", ({ state }) => state === "live" || hear({ all: {} }));
}

// Private

function hear(message) {
  people = peopleAfter(people, message);
  showFaces();
  paint();
}

function paint() {
  lift();
  const others = [...people].filter(([id]) => id !== me());
  for (const [, person] of others) showOnTile(person);
  showInDialog(others.filter(([, person]) => openCard() && person.card === openCard()));
}

function lift() {
  signs.forEach((sign) => sign.remove());
  signs = [];
}

function showFaces() {
  const everybody = inOrder(people, me());
  button.hidden = everybody.length === 0;
  const faces = everybody.slice(0, FACES).map(([, person]) => faceOf(person));
  const more = everybody.length - faces.length;
  button.querySelector("[data-part=faces]").replaceChildren(...faces, ...(more ? [`+${more}`] : []));
  button.ariaLabel = fill(sentence(everybody.length === 1 ? "here-one" : "here-many"), { n: everybody.length });
  list.replaceChildren(...everybody.map(rowOf));
}

function rowOf([id, person]) {
  const row = document.createElement("li");
  const at = elementOf("card", cardOf(person))?.querySelector(".card-title").textContent.trim();
  const deed = at ? deedOn(person, cardOf(person)) : "here";
  const words = fill(sentence(`at-${person.idle ? "idle" : deed}`), { card: at });
  const name = document.createElement("strong");
  name.textContent = id === me() ? fill(sentence("you"), person) : person.name;
  row.append(faceOf(person), name, ` ${words}`);
  return row;
}

function showOnTile(person) {
  const tile = elementOf("card", cardOf(person));
  if (!tile) return;
  const sign = fromTemplate("here");
  sign.classList.add(`colour-${person.colour}`);
  sign.dataset.deed = deedOn(person, cardOf(person));
  sign.firstElementChild.textContent = fill(sentence(`tile-${sign.dataset.deed}`), person);
  tile.append(sign);
  signs.push(sign);
}

function showInDialog(others) {
  const rows = others.map(([, person]) => {
    const row = document.createElement("span");
    row.append(faceOf(person), fill(sentence(`tile-${deedOn(person, person.card)}`), person));
    return row;
  });
  // What says the same is not said again.
  if (rows.map((row) => row.textContent).join() === inDialog.textContent) return;
  inDialog.replaceChildren(...rows);
}

function faceOf({ initials, colour, idle, name, picture }) {
  const face = fromTemplate("face");
  face.classList.add(`colour-${colour}`);
  face.toggleAttribute("data-idle", idle);
  face.title = name;
  face.textContent = initials;
  if (picture) face.append(pictureOf(picture));
  return face;
}

function pictureOf(name) {
  const image = fromTemplate("picture");
  image.src = `${image.dataset.folder}${name}/`;
  return image;
}
