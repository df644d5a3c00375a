// The htmx extension that applies frames: what one change did to the board, whoever made it and however it arrived.

import { takeInside } from "./dialog-frame.js";
import { stampOf, verdict } from "./lib/revision.js";
import { board, emit, setStamp, stamp } from "./page.js";
import { arrange, order, place, remove, renew, settle } from "./primitives.js";

const STYLE = "frame";
// More newcomers than this, and sorting the container once costs less than looking for each one's place.
const A_FEW = 5;
let morph;

// Lifecycle

/** Teach htmx the element <hx-frame>. Must run before the first frame arrives. */
export function install(htmx) {
  htmx.registerExtension("frame", {
    init: (api) => {
      morph = api.morph;
    },
    htmx_process_frame: (template, { ctx, tasks }) => {
      const { dataset, content } = template;
      tasks.push({
        type: STYLE,
        fragment: content,
        target: board,
        swapSpec: { style: STYLE, data: { ...dataset } },
        sourceElement: ctx.sourceElement,
      });
    },
    // The live elements go back to htmx: with `true` it would not look for controls inside of them.
    handle_swap: (style, _target, fragment, { data }) => style === STYLE && take(data, fragment),
  });
}

// Actions

/** Put the text of an HTTP answer through htmx, as the socket does with its messages. */
export function swapIn(text) {
  return window.htmx.swap({ sourceElement: board, target: board, swap: "none swapEmpty:false", text });
}

/** Make an element what a freshly fetched one is, without disturbing whoever is in it. */
export const bring = (live, fresh) => renew(live, fresh, morph);

// Private

function take(data, fragment) {
  if (data.card) return takeInside(data, fragment, morph);
  const frame = stampOf(data);
  const decision = verdict(frame, stamp());
  if (decision === "ask") emit("behind", { revision: frame.revision });
  if (decision !== "apply") return [];
  const cards = cardsIn(fragment);
  emit("before-frame", { data, cards });
  let elements = [];
  let failure = null;
  try {
    elements = apply(fragment, frame);
    setStamp(frame);
  } catch (error) {
    // The stamp stays where it was, so asking again brings all of this once more.
    console.error("A frame could not be applied", error);
    failure = error;
  }
  emit("frame", { data, ...frame, elements, cards, failed: failure !== null });
  return elements;
}

/** The tiles that a frame places or takes away, by their ids on the page. */
function cardsIn(fragment) {
  const ids = Array.from(
    fragment.querySelectorAll("template[hx]"),
    ({ dataset, content }) => dataset.id ?? content.firstElementChild?.id ?? "",
  );
  return ids.filter((id) => id.startsWith("card-"));
}

function apply(fragment, { reset }) {
  const context = { morph, arrivals: new Map(), disordered: new Set() };
  const elements = [];
  const named = new Set();
  for (const template of fragment.querySelectorAll("template[hx]")) {
    const type = template.getAttribute("type");
    if (type === "place") {
      named.add(template.content.firstElementChild.id);
      elements.push(place(template, context));
    } else if (type === "remove") remove(template);
    else if (type === "order") order(template, context);
  }
  if (reset) removeOthers(named);
  for (const [container, newcomers] of context.arrivals) {
    if (newcomers.length > A_FEW) context.disordered.add(container);
    else settle(container, newcomers);
  }
  context.disordered.forEach(arrange);
  // A whole board is looked through once, not tile by tile.
  return (reset ? [board.querySelector(".columns")] : elements).filter(Boolean);
}

function removeOthers(named) {
  for (const element of board.querySelectorAll(".column[data-order], .card[data-order]")) {
    if (!named.has(element.id)) element.remove();
  }
}
