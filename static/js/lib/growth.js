// What has become of a list of entries since it was fetched, by what is its newest page now.

/**
 * Compare entries `{first, last, says}`, the newest first, of a list with those of a fresh page. An entry that grows keeps
 * its oldest revision, `first`.
 *
 * Returns `{changed, added}`: pairs of an old entry and its fresh one that says something else, and fresh entries that are
 * newer than the list; or null where the two have nothing in common, so that the list has to begin anew. What the edge
 * of the fresh page cuts is in the list already, in full.
 */
export function growth(shown, fresh) {
  const known = new Map(shown.map((entry) => [entry.first, entry]));
  const pairs = fresh.filter(({ first }) => known.has(first)).map((entry) => [known.get(entry.first), entry]);
  if (pairs.length === 0) return null;
  const newest = shown[0].last;
  return {
    changed: pairs.filter(([old, now]) => old.says !== now.says),
    added: fresh.filter(({ first }) => first > newest),
  };
}
