// What a description will look like, as the server renders it, in the place of the field; once more brings the field back.

import { partial } from "./door.js";
import { say } from "./notices.js";

// Lifecycle

export function start() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("form[data-command] [data-preview]");
    if (!button) return;
    event.preventDefault();
    toggle(button);
  });
}

// Private

async function toggle(button) {
  const { form } = button;
  const field = form.elements.description;
  const shown = form.querySelector(".preview");
  const fresh = shown ? null : await partial(button.formAction, { description: field.value });
  if (!shown && !fresh) return say("preview-offline");
  shown?.remove();
  if (fresh) field.after(fresh);
  field.hidden = fresh !== null;
  button.ariaPressed = String(fresh !== null);
  return (fresh ?? field).focus();
}
