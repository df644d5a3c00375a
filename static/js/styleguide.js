// The style guide's script: what the product's scripts do to a page, done to samples; and figures for its tokens.

const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const copyOf = (name) => document.getElementById(`t-${name}`).content.firstElementChild.cloneNode(true);

measureTokens();
showTiles();
showWaiting();
showNotices();
for (const menu of document.querySelectorAll(".menu")) menu.removeAttribute("popover");
for (const face of document.querySelectorAll("[data-away] .avatar")) {
  face.classList.add("face");
  face.dataset.idle = "";
}
for (const item of document.querySelectorAll("[data-connection]"))
  item.querySelector(".connection").dataset.state = item.dataset.connection;
document.body.dataset.ready = "";

function measureTokens() {
  for (const { style, dataset, lastElementChild } of document.querySelectorAll("[data-ink]")) {
    // What bounds a control is no colour for words.
    if (Number(dataset.least) < 4.5) style.borderInlineStart = `4px solid var(--${dataset.ink})`;
    else style.color = `var(--${dataset.ink})`;
    style.background = `var(--${dataset.on})`;
    dataset.ratio = contrast(dataset.ink, dataset.on).toFixed(2);
    lastElementChild.textContent = dataset.ratio;
  }
  for (const { style, dataset } of document.querySelectorAll("[data-size]")) style.fontSize = `var(--${dataset.size})`;
  for (const { style, dataset } of document.querySelectorAll("[data-space]"))
    style.borderInlineStartWidth = `var(--${dataset.space})`;
}

function showTiles() {
  const [, , waiting, lifted, here, glowing, refused] = document.querySelectorAll(".cards > .card");
  waiting.dataset.pending = "";
  lifted.classList.add("is-lifted");
  here.classList.add("colour-0");
  here.append(copyOf("here"));
  glowing.classList.add("colour-3");
  glowing.style.boxShadow = "0 0 0 2px var(--person)";
  refused.querySelector(".host").append(copyOf("refused"));
}

function showWaiting() {
  const column = copyOf("pending-column");
  column.querySelector(".column-name").textContent = "A column that waits";
  const card = copyOf("pending-card");
  card.querySelector(".card-title").textContent = "A card that waits";
  column.querySelector(".cards").append(card);
  document.querySelector("[data-pending-samples]").append(column);
}

function showNotices() {
  for (const name of ["notice", "offer", "kept"]) {
    const notice = copyOf(name);
    notice.querySelector("[data-part=words]").textContent = "Moved “Pack” to Done.";
    document.querySelector(".guide-notices").append(notice);
  }
}

/** The ratio of contrast of two tokens: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio. */
function contrast(...names) {
  const [dark, bright] = names.map(luminance).sort((one, other) => one - other);
  return (bright + 0.05) / (dark + 0.05);
}

function luminance(name) {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  canvas.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue] = Array.from(canvas.getImageData(0, 0, 1, 1).data, (part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
