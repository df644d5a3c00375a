// What waiting commands will make of the board: the last word on each object, for the signs of what is pending.

/**
 * Fold entries into views by object id: `{noun, created, leaving, texts, place}`.
 *
 * `texts` are the fields that were typed, `place` is `{column, after, before}` of the last move or creation. Commands on
 * the board itself are filed under "".
 */
export function fold(entries) {
  const views = new Map();
  for (const { command, fields } of entries) {
    const [noun, verb] = command.split(".");
    const id = fields[noun] ?? "";
    const view = views.get(id) ?? { noun, created: false, leaving: false, texts: {}, place: null };
    // Taken out and put in again: who was placed last comes last, since its neighbours have to be there first.
    views.delete(id);
    views.set(id, { ...view, ...EFFECTS[verb]?.(fields, view) });
  }
  return views;
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
