// A refusal stays where the command was made, with what was typed, and editable; nothing is dropped silently.

import { hostFor } from "./editor-kinds.js";
import { open, sent } from "./editors.js";
import { inputsOf, isDirty } from "./fields.js";
import { keep } from "./notices.js";
import { give, settle } from "./outbox.js";
import { fromTemplate, on, sentence } from "./page.js";

// Where what was typed goes back into an editor.
const EDITORS = {
  "card.create": ({ column }) => ["add-card", column],
  "card.edit": ({ card, description }) => [description === undefined ? "edit-title" : "edit-card", card],
  "column.rename": ({ column }) => ["rename-column", column],
  "board.rename": () => ["rename-board", ""],
};
const TYPED = ["name", "title", "description"];

// Lifecycle

export function start() {
  on("refused", show);
  document.addEventListener("click", ({ target }) => {
    target.closest("[data-forget]")?.closest(".refusal").remove();
    if (target.closest("[data-take-theirs]")) takeTheirs(target.closest("form"));
  });
}

// Private

/** Leave what stands there; what was written goes to the card's versions, and what nobody disputes is saved. */
function takeTheirs(form) {
  const card = form.dataset.for;
  const disputed = new Set(Array.from(form.querySelectorAll("[data-theirs]"), ({ dataset }) => dataset.theirs));
  const written = inputsOf(form).filter(isDirty);
  for (const [command, isIts] of [
    ["card.set_aside", ({ name }) => disputed.has(name)],
    ["card.edit", ({ name }) => !disputed.has(name)],
  ]) {
    const texts = written.filter(isIts).map(({ name, value }) => [name, value]);
    if (texts.length) give(command, { card, ...Object.fromEntries(texts) }, form.dataset.base);
  }
  sent(form);
}

async function show({ entry, answer: { content = sentence("refused"), revision }, followers = [] }) {
  const { command, base } = entry;
  const fields = withEdits(entry, followers);
  const done = () => [entry, ...followers].forEach(({ id }) => settle(id));
  // What was to stand in a column that was not made comes back with its name.
  const texts = [
    fields,
    ...followers.filter(({ command: each }) => each.endsWith(".create")).map((each) => each.fields),
  ];
  const text = texts
    .flatMap((each) => TYPED.map((name) => each[name]))
    .filter(Boolean)
    .join("\n\n");
  // Only a conflict shows what stands there now; otherwise the author still has not seen it.
  const refused = { values: fields, base: revision ?? base, content };
  const isBack = EDITORS[command]
    ? await reopen(EDITORS[command](fields), refused)
    : !text && putBeside(fields, content);
  if (isBack) done();
  else keep("", { text, content, done });
}

/** The texts of something that was to be made, as they were edited while it waited. */
function withEdits({ command, fields }, followers) {
  const [noun] = command.split(".");
  const edits = followers.filter((each) => ["card.edit", "column.rename"].includes(each.command));
  const own = edits.filter((each) => each.fields[noun] === fields[noun]);
  return Object.assign(
    {},
    fields,
    ...own.map(({ fields: { title, description, name } }) => ({
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...(name !== undefined && { name }),
    })),
  );
}

/** Put what was typed back into an editor; false, whatever the cause, where that did not work. */
async function reopen([kind, id], refused) {
  try {
    return (await open(kind, id, refused)) !== null;
  } catch (error) {
    console.error("A refused text found no editor", error);
    return false;
  }
}

/** Nothing was typed: the reason stands at the tile or column until it is read. */
function putBeside({ card, cards, column }, content) {
  // Of several cards none is the place.
  if (cards) return false;
  const host = card ? hostFor("edit-title", card) : hostFor("rename-column", column);
  if (!host) return false;
  const reason = fromTemplate("refused-here");
  reason.querySelector("[data-part=content]").innerHTML = content;
  host.append(reason);
  return true;
}
