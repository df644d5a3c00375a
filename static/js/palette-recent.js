// What was opened by the palette in this tab, the latest first. Only addresses are kept: what they are called is asked of
// the page each time, so that nothing turns up that has gone from it. Signing out forgets them with all of the tab.

const KEY = "liveboard-recent";
const MOST = 20;

// Actions

/** Return those things of the page that were opened lately. */
export function recent(things) {
  const byAddress = new Map(things.filter(({ group }) => group === "cards").map((thing) => [thing.href, thing]));
  return kept().flatMap((href) => (byAddress.has(href) ? [{ ...byAddress.get(href), group: "recent" }] : []));
}

export function remember({ group, href }) {
  if (group !== "cards" && group !== "recent") return;
  const hrefs = [href, ...kept().filter((other) => other !== href)];
  sessionStorage.setItem(KEY, JSON.stringify(hrefs.slice(0, MOST)));
}

// Private

const kept = () => JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
