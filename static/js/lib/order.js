// Order keys and neighbours. Keys are strings over [0-9a-z]; they sort bytewise, as JavaScript compares strings anyway.

/** Compare two order keys, for Array.sort. */
export function compareKeys(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * Return the indexes of the keys that have to move to bring the list into order: the fewest possible.
 *
 * What stays is a longest increasing subsequence (patience sorting, O(n log n); Fredman 1975). Moving few elements
 * matters: one that stays keeps its focus and scroll position even where browsers cannot move without a loss.
 */
export function misplaced(keys) {
  const tails = [];
  const previous = new Array(keys.length).fill(-1);
  for (let index = 0; index < keys.length; index += 1) {
    const length = firstIndex(tails.length, (at) => keys[tails[at]] >= keys[index]);
    previous[index] = length > 0 ? tails[length - 1] : -1;
    tails[length] = index;
  }
  const moving = new Set(keys.keys());
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index]) moving.delete(index);
  return moving;
}

/** Return the first of `length` indexes that satisfies a test which, once true, stays true; `length` if none does. */
export function firstIndex(length, test) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Return the place at `index` of a list of ids (without the one that moves) as fields of a move: `after` is empty for
 * the first place; `before` is left out at the end.
 */
export function placeAt(ids, index) {
  const place = { after: ids[index - 1] ?? "" };
  if (index < ids.length) place.before = ids[index];
  return place;
}

/** Return the place one step (-1 or 1) from where `id` stands in `ids`, or null if it is at that end. */
export function placeBeside(ids, id, step) {
  const index = ids.indexOf(id) + step;
  if (!ids.includes(id) || index < 0 || index >= ids.length) return null;
  return placeAt(
    ids.filter((other) => other !== id),
    index,
  );
}
