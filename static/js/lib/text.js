// Counting and filling in text.

/** Return the length of a text as the server counts it: in code points, line breaks as one. */
export function lengthOf(text) {
  return [...text.replaceAll("\r\n", "\n")].length;
}

/** Return how many characters are left, or null while that is nothing to speak of (negative: too many). */
export function leftOf(text, limit) {
  const left = limit - lengthOf(text);
  return left <= limit / 10 ? left : null;
}

/** Fill `{name}` in a sentence of the page with values; numbers are written as the page's language does. */
export function fill(sentence, values, lang = globalThis.document?.documentElement.lang) {
  const shown = (value) => (typeof value === "number" ? value.toLocaleString(lang) : value);
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => shown(values[name]) ?? whole);
}
