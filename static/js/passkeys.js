// Passkeys and security keys: what the browser and the server tell each other goes through a form's hidden field.

const TROUBLES = {
  AbortError: "stopped",
  InvalidStateError: "known",
  NotAllowedError: "stopped",
  NotSupportedError: "unsupported",
  SecurityError: "unsupported",
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.querySelector("[type=submit]").hidden = false;
  form.addEventListener("submit", submitted);
}

function submitted(event) {
  event.preventDefault();
  prove(event.target);
}

async function prove(form) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return tell(form, "unsupported");
  tell(form, "");
  const ask = form.dataset.passkey === "create" ? create : get;
  try {
    const credential = await ask(await optionsOf(form), form);
    form.elements.credential.value = JSON.stringify(credential);
    // Not through the event again.
    HTMLFormElement.prototype.submit.call(form);
  } catch (error) {
    tell(form, TROUBLES[error.name] ?? "failed");
  }
}

/** Return what the server asks for: it stands in the page, or is fetched where nobody knows yet who will sign in. */
async function optionsOf({ dataset }) {
  if (!dataset.optionsUrl) return JSON.parse(document.getElementById(dataset.options).textContent).publicKey;
  const response = await fetch(dataset.optionsUrl, { headers: { Accept: "application/json" } });
  return (await response.json()).request_options.publicKey;
}

function get(options) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return navigator.credentials.get({ publicKey });
}

function create(options, { elements }) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const alone = elements.passwordless.checked;
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone && { userVerification: "required" }),
  };
  return navigator.credentials.create({ publicKey });
}

function tell(form, trouble) {
  const box = form.querySelector("[data-trouble]");
  for (const words of box.children) words.hidden = words.dataset.when !== trouble;
  box.hidden = !trouble;
}
