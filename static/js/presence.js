// Who else is here: faces in the bar, a ring and a name on the tile that somebody is at, and words in its dialog.
//
// Signs on tiles are no part of the board: taken off before each frame, like those of what is pending, and put back after.
// In a short break they stay; a page that is offline knows of nobody, and shows nobody.

import { atCards, cardOf, deedOn, inOrder, peopleAfter } from "./lib/people.js";
import { fill } from "./lib/text.js";
import { elementOf, fromTemplate, me, on, openCard, sentence } from "./page.js";

// More faces than these become a number.
const FACES = 5;
const button = document.querySelector(".faces");
const popover = document.getElementById("people-here");
const list = popover.querySelector(".people-list");
const inDialog = document.querySelector(".dialog-people");
let people = new Map();
let signs = [];

// Lifecycle

export function start() {
  on("answer", ({ presence }) => presence && hear(presence));
  on("before-frame", lift);
  for (const name of ["frame", "dialog"]) on(name, paint);
  on("state", ({ state }) => (state === "offline" || state === "lost") && hear({ all: {} }));
  popover.addEventListener("beforetoggle", showList);
}

// Private

function hear(message) {
  people = peopleAfter(people, message);
  showFaces();
  paint();
}

function paint() {
  lift();
  const others = [...people].filter(([id]) => id !== me()).map(([, person]) => person);
  for (const [card, group] of atCards(others)) showOnTile(card, group);
  showInDialog(others.filter((person) => openCard() && person.card === openCard()));
}

function lift() {
  signs.forEach((sign) => sign.remove());
  signs = [];
}

function showFaces() {
  const everybody = inOrder(people, me());
  button.hidden = everybody.length === 0;
  const faces = everybody.slice(0, FACES).map(([id, person]) => faceOf(person, `${nameOf(id)} ${wordsOn(person)}`));
  const more = everybody.length - faces.length;
  button.querySelector("[data-part=faces]").replaceChildren(...faces, ...(more ? [`+${more}`] : []));
  button.ariaLabel = fill(sentence(everybody.length === 1 ? "here-one" : "here-many"), { n: everybody.length });
  if (popover.matches(":popover-open")) showList();
  if (button.hidden) popover.hidePopover();
}

function showList() {
  list.replaceChildren(...inOrder(people, me()).map(rowOf));
}

function rowOf([id, person]) {
  const row = document.createElement("li");
  const name = document.createElement("strong");
  name.textContent = nameOf(id);
  row.append(faceOf(person), name, ` ${wordsOn(person)}`);
  return row;
}

const nameOf = (id) => (id === me() ? fill(sentence("you"), people.get(id)) : people.get(id).name);

/** What somebody is at, in words that follow the name; a card that this page does not show is nobody's business. */
function wordsOn(person) {
  const card = elementOf("card", cardOf(person))?.querySelector(".card-title").textContent.trim();
  const deed = card ? deedOn(person, cardOf(person)) : "here";
  return fill(sentence(`at-${person.idle ? "idle" : deed}`), { card });
}

/** One sign for all who are at a card: who does most there is named, the others counted. */
function showOnTile(card, [person, ...more]) {
  const tile = elementOf("card", card);
  if (!tile) return;
  const sign = fromTemplate("here");
  sign.classList.add(`colour-${person.colour}`);
  sign.dataset.deed = deedOn(person, card);
  sign.toggleAttribute("data-idle", person.idle);
  sign.firstElementChild.textContent = [deedWords(person, card), ...(more.length ? [`+${more.length}`] : [])].join(" ");
  tile.append(sign);
  signs.push(sign);
}

const deedWords = (person, card) => fill(sentence(`tile-${deedOn(person, card)}`), person);

function showInDialog(others) {
  const rows = others.map((person) => {
    const row = document.createElement("span");
    row.append(faceOf(person), deedWords(person, person.card));
    return row;
  });
  // What says the same is not said again.
  if (rows.map((row) => row.textContent).join() === inDialog.textContent) return;
  inDialog.replaceChildren(...rows);
}

function faceOf({ initials, colour, idle, name, picture }, title = name) {
  const face = fromTemplate("face");
  face.classList.add(`colour-${colour}`);
  face.toggleAttribute("data-idle", idle);
  face.title = title;
  face.textContent = initials;
  if (picture) face.append(pictureOf(picture));
  return face;
}

function pictureOf(name) {
  const image = fromTemplate("picture");
  image.src = `${image.dataset.folder}${name}/`;
  return image;
}
