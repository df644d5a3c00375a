// Finding by the beginnings of words: which texts match what was typed, how well, and where.

// How good a place is: where the text begins, where a word of it does, within a word; beside the text.
const [AT_START, AT_WORD, WITHIN, BESIDE] = [4, 3, 2, 1];
const LETTER = /[\p{L}\p{N}]/u;
const MARKS = /^\p{M}+$/u;

/** Return a text with one letter for each of its own, without case and accents. */
export function fold(text) {
  return Array.from({ length: text.length }, (_, index) => foldUnit(text[index])).join("");
}

/** Return the words of what was typed, as they are compared. */
export const wordsOf = (typed) => fold(typed.normalize()).split(/\s+/).filter(Boolean);

/**
 * Return how well `{label, detail}` matches all words, and the spans `[from, to)` of its label that do, in order; or
 * null where a word is nowhere. Beside the label a word has to begin one; a sign such as # begins one too.
 */
export function match({ label, detail = "" }, words) {
  const [name, rest] = [fold(label), fold(detail)];
  const spans = [];
  let score = 0;
  for (const word of words) {
    const at = placeIn(name, word);
    if (at >= 0) {
      score += at === 0 ? AT_START : isBeginning(name, at) ? AT_WORD : WITHIN;
      spans.push([at, at + word.length]);
    } else if (beginningIn(rest, word) >= 0) score += BESIDE;
    else return null;
  }
  return { score: words.length ? score / words.length : 0, spans: joined(spans) };
}

// Private

function foldUnit(unit) {
  const [base, ...marks] = unit.normalize("NFD");
  const plain = (marks.length && MARKS.test(marks.join("")) ? base : unit).toLowerCase();
  return plain.length === 1 ? plain : unit;
}

/** The beginning of a word, if there is one, before anywhere else. */
function placeIn(text, word) {
  const at = beginningIn(text, word);
  return at >= 0 ? at : text.indexOf(word);
}

function beginningIn(text, word) {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (isBeginning(text, at)) return at;
  return -1;
}

const isBeginning = (text, at) => at === 0 || !LETTER.test(text[at - 1]) || !LETTER.test(text[at]);

function joined(spans) {
  const whole = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = whole.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else whole.push([from, to]);
  }
  return whole;
}
