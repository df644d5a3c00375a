// Entries of an activity under the days of this reader: the server sorts them by those of UTC.

import { dayOf, format } from "./times.js";

// Actions

/** Sort a list that is not on the page yet, or was just loaded, into this reader's days. */
export function arrange(activity) {
  const sections = [...activity.querySelectorAll(".activity-day")];
  const days = Map.groupBy(entriesOf(activity), dayOfEntry);
  const sorted = Array.from(days, ([day, entries]) => section(sections[0], day, entries));
  sections.forEach((each) => each.remove());
  activity.prepend(...sorted);
}

/** Put what is newer than everything in a list on top of it. */
export function prepend(activity, entry) {
  const top = activity.querySelector(".activity-day");
  const day = dayOfEntry(entry);
  if (top.dataset.day === day) top.querySelector("ol").prepend(entry);
  else top.before(section(top, day, [entry]));
}

/** Put what is older than everything in a list, sorted already, at its end. */
export function append(activity, older) {
  const bottom = [...activity.querySelectorAll(".activity-day")].at(-1);
  const [next, ...others] = older.querySelectorAll(".activity-day");
  if (next.dataset.day === bottom.dataset.day) bottom.querySelector("ol").append(...entriesOf(next));
  else others.unshift(next);
  bottom.after(...others);
}

export const entriesOf = (root) => [...root.querySelectorAll(".activity-list > li")];

// Private

const dayOfEntry = (entry) => dayOf(entry.querySelector("time"));

/** Return a section like another one, for other entries. */
function section(model, day, entries) {
  const fresh = model.cloneNode(false);
  fresh.append(model.querySelector("h3").cloneNode(true), model.querySelector("ol").cloneNode(false));
  fresh.dataset.day = day;
  fresh.querySelector("time").dateTime = entries[0].querySelector("time").dateTime;
  fresh.querySelector("ol").append(...entries);
  format(fresh);
  return fresh;
}
