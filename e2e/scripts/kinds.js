// The kinds of elements that a page shows: each with what it stands in and its states, since that decides how it looks
// and what it is called. A page of kinds that were all seen before has nothing new to be checked.

() => {
  if (document.contentType !== "text/html" || !document.body) return [];
  // Nothing that takes time ends where a story has switched scripts off, or winds the clock itself.
  const hasTime = matchMedia("(scripting: enabled)").matches && /native code/.test(String(setTimeout));
  if (!hasTime) return [];
  const STATES = ["role", "type", "aria-expanded", "aria-current", "data-state", "open", "disabled", "data-hue"];
  // Ids and numbers are of this story only.
  const place = location.pathname.replace(/[0-9a-f-]{36}|[\w-]{22,}|\d+/g, "*");
  const ofItself = ({ localName, classList, attributes }) => {
    const states = STATES.filter((name) => name in attributes).map((name) => `[${name}=${attributes[name].value}]`);
    return [localName, ...[...classList].sort(), ...states].join(".");
  };
  const shown = [...document.body.querySelectorAll("*")].filter((element) => element.checkVisibility());
  return [...new Set(shown.map((element) => `${place} ${ofItself(element.parentNode)} > ${ofItself(element)}`))];
}
