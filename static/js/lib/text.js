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

/** Fill `{name}` in a sentence of the page with values. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
