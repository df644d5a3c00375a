// The board of a document as the server would render it: slots only, without what this browser alone has put there.
// Evaluates to a function of a document, which returns markup that is the same for the same page; of what is inside an
// open dialog too, which stands in a page of its own where it is fresh.

(document, inside = document.querySelector("#card-dialog[open]:not([data-state=gone]) .inside")) => {
  // What scripts note on elements of the server's, and what stands there between a command and its frame.
  const OURS = ["style", "hidden", "data-pending", "data-later", "aria-expanded", "data-hx-revision", "hx-ws:connect"];
  const MARKS = ["is-lifted", "is-chosen"];
  const EXTRA = ".pending, .draft-mark, .drop-gap, .here";

  const attributesOf = (element) => {
    const pairs = Array.from(element.attributes, ({ name, value }) => [name, value]).filter(
      ([name, value]) => !OURS.includes(name) && value !== "w-chosen",
    );
    return pairs
      .map(([name, value]) => {
        if (name !== "class") return ` ${name}="${value}"`;
        const names = value.split(/\s+/).filter((word) => word && !MARKS.includes(word));
        return names.length ? ` class="${names.sort().join(" ")}"` : "";
      })
      .sort()
      .join("");
  };

  const write = (node) => {
    if (node.nodeType === 3) return node.data.trim() && node.data.replace(/\s+/g, " ").trim();
    if (node.nodeType !== 1 || node.matches(EXTRA)) return "";
    const name = node.localName;
    const isHost = node.hasAttribute("hx-morph-skip");
    const inside = isHost ? "" : Array.from(node.childNodes, write).filter(Boolean).join("\n");
    return `<${name}${attributesOf(node)}>\n${inside}\n</${name}>`;
  };

  const board = document.querySelector("[data-board]");
  const head = document.getElementById(`${board.id}-head`);
  const columns = document.getElementById(`${board.id}-columns`);
  return { revision: board.dataset.revision, epoch: board.dataset.epoch, markup: `${write(head)}\n${write(columns)}\n${inside ? write(inside) : ""}` };
}
