// Sends a command as every form of the page does: the outbox takes the submit. Resolves once it is accepted, if it is to
// wait for that.

([verb, fields, waits]) => {
  const accepted = new Promise((resolve) => document.addEventListener("board:accepted", () => resolve(), { once: true }));
  const form = document.createElement("form");
  form.dataset.command = verb;
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("textarea");
    [input.name, input.value] = [name, value];
    form.append(input);
  }
  form.hidden = true;
  document.body.append(form);
  form.requestSubmit();
  form.remove();
  return waits ? accepted : undefined;
}
