// What of a page does not fit: wider than the window, cut off, one over the other, or too small for a finger.

() => {
  // Not innerWidth: a phone widens that to the page.
  const room = document.documentElement.clientWidth;
  const NEAREST = 24; // CSS pixels: WCAG 2.2, 2.5.8.
  const found = [];
  const tell = (what, element) => found.push(`${what}: ${element.outerHTML.replace(/\s+/g, " ").slice(0, 160)}`);
  const styleOf = (element) => getComputedStyle(element);
  const around = function* (element) {
    for (let each = element.parentElement; each; each = each.parentElement) yield each;
  };
  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest("[inert], noscript");
  // For those who listen only.
  const isWhispered = (element) => [element, ...around(element)].some((each) => styleOf(each).clipPath === "inset(50%)");
  const scrolls = (element) => [...around(element)].some((each) => /auto|scroll/.test(styleOf(each).overflowX) && each !== document.body);
  const all = [...document.body.querySelectorAll("*")].filter((element) => isShown(element) && !isWhispered(element));
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const texts = all.filter((element) => hasText(element) && !element.closest("select, textarea, svg"));

  if (document.scrollingElement.scrollWidth > room) found.push(`The page is ${document.scrollingElement.scrollWidth} wide`);

  const TARGETS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=menuitem], [tabindex='0']";
  const targets = all.filter((element) => element.matches(TARGETS) && !element.matches(":disabled"));
  for (const element of new Set([...texts, ...targets])) {
    const { left, right, width } = element.getBoundingClientRect();
    if (width && (left < -1 || right > room + 1) && !scrolls(element)) tell("Beyond the edge", element);
  }

  // An ellipsis says that there is more; whatever else is cut off is lost.
  for (const element of texts) {
    const box = [element, ...around(element)].find((each) => /hidden|clip/.test(styleOf(each).overflow));
    if (!box || box === document.body || box === document.documentElement) continue;
    const { textOverflow, webkitLineClamp, overflowX, overflowY } = styleOf(box);
    if (textOverflow === "ellipsis" || webkitLineClamp !== "none") continue;
    const isCutAside = /hidden|clip/.test(overflowX) && box.scrollWidth > box.clientWidth + 1;
    const isCutBelow = /hidden|clip/.test(overflowY) && box.scrollHeight > box.clientHeight + 1;
    if (isCutAside || isCutBelow) tell("Cut off", element);
  }

  // Lines of text that lie on others. What floats over the page is meant to, so it is compared with itself only.
  const layerOf = (element) => [element, ...around(element)].find((each) => /fixed|sticky|absolute/.test(styleOf(each).position));
  const lines = texts.flatMap((element) => {
    const layer = layerOf(element);
    return [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
      .flatMap((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return [...range.getClientRects()].map((box) => ({ element, layer, box }));
      });
  });
  for (const [at, one] of lines.entries())
    for (const other of lines.slice(at + 1)) {
      if (one.element === other.element || one.layer !== other.layer) continue;
      // Lines that are spaced closely touch; those that cannot be read share more.
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (across > 2 && down > Math.min(one.box.height, other.box.height) / 2) tell("Over another text", other.element);
    }

  // A target is as large as its label with it. One in a sentence may be as small as its words, and a small one may
  // stand where a circle around it meets no other.
  const boxOf = (element) => {
    const boxes = [element, ...(element.labels ?? [])].map((each) => each.getBoundingClientRect());
    const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
    const [right, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))];
    return { element, left, top, right, bottom, isSmall: Math.min(right - left, bottom - top) < NEAREST - 0.5 };
  };
  const isInSentence = (element) => styleOf(element).display === "inline" && hasText(element.parentElement);
  const boxes = targets.map(boxOf).filter(({ left, right, element }) => right > left && !isInSentence(element));
  const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
  const meets = (small, other) => {
    const [x, y] = middle(small);
    const [a, b] = other.isSmall ? middle(other) : [Math.min(Math.max(x, other.left), other.right), Math.min(Math.max(y, other.top), other.bottom)];
    return Math.hypot(x - a, y - b) < (other.isSmall ? NEAREST : NEAREST / 2);
  };
  for (const box of boxes.filter(({ isSmall }) => isSmall))
    if (boxes.some((other) => other !== box && !other.element.contains(box.element) && !box.element.contains(other.element) && meets(box, other)))
      tell("Too small a target", box.element);
  return [...new Set(found)];
}
