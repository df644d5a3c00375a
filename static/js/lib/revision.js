// What to do with a frame: the one rule that makes late, repeated and missing frames harmless.

/**
 * Compare a frame with the page.
 *
 * `frame` and the page both have `epoch` and `revision`; a frame also has `from`, the revision that it builds on, and
 * `reset`, true where it holds the whole board. Returns "apply", "drop" (it is here already) or "ask" (something is
 * missing: say hello again).
 */
export function verdict(frame, page) {
  if (frame.reset) return "apply";
  if (frame.epoch !== page.epoch) return "ask";
  if (frame.revision <= page.revision) return "drop";
  return frame.from <= page.revision ? "apply" : "ask";
}

/** Read a frame's stamp from the data attributes of its element. */
export function stampOf(data) {
  return {
    epoch: data.epoch,
    from: Number.parseInt(data.from, 10),
    revision: Number.parseInt(data.revision, 10),
    reset: data.reset !== undefined,
  };
}
