// Who is on the board, as the server tells it: everybody once, then differences.

/** Return the people after a message `{all}` or `{some}`: a map from an id to `{name, …}`; null in `some` is a farewell. */
export function peopleAfter(people, { all, some }) {
  if (all) return new Map(Object.entries(all));
  const next = new Map(people);
  for (const [id, entry] of Object.entries(some)) {
    if (entry === null) next.delete(id);
    else next.set(id, entry);
  }
  return next;
}

/** Those who are at work before those who are away, oneself last of all, otherwise by name. */
export function inOrder(people, me) {
  const rank = ([id, { idle }]) => (id === me ? 2 : Number(idle));
  return [...people].toSorted((a, b) => rank(a) - rank(b) || a[1].name.localeCompare(b[1].name));
}

/** What somebody is at on a card: "dragging", "title", "description", "open", or an empty text. */
export function deedOn({ card, editing, dragging }, id) {
  if (dragging === id) return "dragging";
  return card === id ? editing || "open" : "";
}

const WEIGHTS = ["dragging", "description", "title", "open"];

/** Return a map from each card that people are seen at to these people: who is at work and does most comes first. */
export function atCards(people) {
  const groups = Map.groupBy(people.filter(cardOf), cardOf);
  const weight = (person) => WEIGHTS.indexOf(deedOn(person, cardOf(person))) + (person.idle ? WEIGHTS.length : 0);
  for (const group of groups.values()) group.sort((a, b) => weight(a) - weight(b));
  return groups;
}

/** The card that somebody is seen at. */
export const cardOf = ({ card, dragging }) => dragging || card;
