// What waiting commands will make of the board: the last word on each object, for the signs of what is pending.

/**
 * Fold entries into views by object id: `{noun, created, leaving, texts, place}`.
 *
 * `texts` are the fields that were typed, `place` is `{column, after, before}` of the last move or creation. Commands on
 * the board itself are filed under "".
 */
export function fold(entries) {
  const views = new Map();
  for (const { command, fields } of entries.flatMap(oneByOne)) {
    const [noun, verb] = command.split(".");
    const id = fields[noun] ?? "";
    const view = views.get(id) ?? { noun, created: false, leaving: false, texts: {}, place: null };
    // Taken out and put in again: who was placed last comes last, since its neighbours have to be there first.
    views.delete(id);
    views.set(id, { ...view, ...EFFECTS[verb]?.(fields, view) });
  }
  return views;
}

/** What is done to several cards, as the same done to each of them: below the one before it. */
function oneByOne(entry) {
  const { command, fields } = entry;
  if (!command.startsWith("cards.")) return [entry];
  const ids = fields.cards.split(" ");
  const below = (index) => (index === 0 ? {} : { after: ids[index - 1], before: undefined });
  return ids.map((card, index) => ({
    command: command.replace("cards.", "card."),
    fields: { ...fields, card, ...below(index) },
  }));
}

const placeOf = ({ column, after, before }) => ({ column, after, before });
const textsOf = ({ title, name }) =>
  Object.fromEntries(Object.entries({ title, name }).filter(([, text]) => text !== undefined));

const EFFECTS = {
  create: (fields) => ({ created: true, place: placeOf(fields), texts: textsOf(fields) }),
  move: (fields) => ({ place: placeOf(fields) }),
  edit: (fields, view) => ({ texts: { ...view.texts, ...textsOf(fields) } }),
  rename: (fields, view) => ({ texts: { ...view.texts, ...textsOf(fields) } }),
  archive: () => ({ leaving: true }),
  delete: () => ({ leaving: true }),
};
