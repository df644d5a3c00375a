// How fast to scroll while something is held near an edge.

const ZONE = 48;
const FASTEST = 22;

/** Return pixels per frame for a pointer at `at` between the edges `start` and `end`; negative towards the start. */
export function speedAt(at, start, end) {
  const zone = Math.min(ZONE, (end - start) / 4);
  const depth = Math.max(start + zone - at, 0) - Math.max(at - (end - zone), 0);
  const share = Math.max(-1, Math.min(1, depth / zone));
  return share === 0 ? 0 : -Math.sign(share) * Math.ceil(FASTEST * share * share);
}
