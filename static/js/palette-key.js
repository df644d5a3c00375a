// The key and the button of the palette. The palette itself comes when it is asked for; or once the page has been there
// for long, so that it is at hand when the network is gone.

// Milliseconds.
const A_WHILE = 10_000;
// Where Ctrl+K deletes to the end of the line.
const isMac = /^(Mac|iP)/.test(navigator.platform);
const dialog = document.getElementById("palette");
const button = document.querySelector("[data-palette]");

document.addEventListener("keydown", pressed, { capture: true });
document.addEventListener("click", clicked);
// On its way before the finger is up.
button.addEventListener("pointerenter", () => load().catch(() => {}));
button.hidden = false;
button.setAttribute("aria-haspopup", "dialog");
if (isMac) button.querySelector("kbd").textContent = "⌘K";
setTimeout(() => load().catch(() => {}), A_WHILE);

function pressed(event) {
  const { key, shiftKey, altKey } = event;
  if (key.toLowerCase() !== "k" || shiftKey || altKey || !(isMac ? event.metaKey : event.ctrlKey)) return;
  event.preventDefault();
  if (!event.repeat) toggle();
}

function clicked(event) {
  if (!event.target.closest("[data-palette]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  toggle();
}

/** Whatever else asks for an answer first stays where it is. */
async function toggle() {
  if (document.querySelector("dialog:modal") && !dialog.open) return;
  try {
    (await load()).toggle();
  } catch (error) {
    // A page that could not fetch it does not leave a board for a page that cannot be fetched either.
    if (button.href && navigator.onLine) location.assign(button.href);
    else throw error;
  }
}

const load = () => import("./palette.js");
