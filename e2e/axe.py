"""The rules of accessibility that a program can check, on what is open: axe-core, in light and in dark."""

import re
from importlib.resources import files

from playwright.sync_api import Error, Page

from e2e.browsers import script

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SOURCE = (files("axe_playwright_python") / "axe.min.js").read_text()
# Preloading style sheets would follow their imports from the wrong folder; no rule of ours needs it.
RUN = """async (runOnly) => {
  // What has just come or changed is on its way for a moment, the colours of each element after those around it.
  const underWay = () => document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime < Infinity);
  for (let round = 0; round < 20 && underWay().length; round += 1)
    await Promise.race([
      Promise.allSettled(underWay().map(({ finished }) => finished)),
      new Promise((resolve) => setTimeout(resolve, 500)),
    ]);
  const { violations } = await window.axe.run(document, { runOnly, preload: false, resultTypes: ["violations"] });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\\n  ${html}\\n  ${failureSummary}`));
}"""
IS_DARK = "() => matchMedia('(prefers-color-scheme: dark)').matches"
# A theme that somebody has chosen is the only one that their page has.
HAS_THEME = "() => 'theme' in document.documentElement.dataset"

# What Playwright says of a page that goes on to another, or closes, while it is asked something.
LEFT = re.compile(r"context was destroyed|has been closed")


def violations(page: Page) -> list[str]:
    """Return what breaks a rule on a page: in the colours that it has, and what of the other ones cannot be read."""
    page.evaluate(f"() => {{ {SOURCE} }}")
    found = _run(page, TAGS)
    if not page.evaluate(HAS_THEME):
        mine, other = ("dark", "light") if page.evaluate(IS_DARK) else ("light", "dark")
        page.emulate_media(color_scheme=other)  # type: ignore[arg-type]
        found += [f"in {other}: {each}" for each in _run(page, ["color-contrast"])]
        page.emulate_media(color_scheme=mine)  # type: ignore[arg-type]
    return found


def _run(page: Page, rules: list[str]) -> list[str]:
    kind = "tag" if rules is TAGS else "rule"
    found: list[str] = page.evaluate(RUN, {"type": kind, "values": rules})
    return found


class Inspector:
    """Looks at what stories leave open, and at each kind of thing only once: axe takes a second for a page."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def violations(self, page: Page) -> list[str]:
        """Return what breaks a rule, unless all that the page shows was looked at before, or it is on its way out."""
        try:
            kinds = set(page.evaluate(script("kinds")))
            if kinds <= self._seen:
                return []
            self._seen |= kinds
            return violations(page)
        except Error as error:
            if LEFT.search(str(error)):
                return []
            raise


def report(who: str, page: Page, found: list[str]) -> str:
    """Return words for people."""
    path = page.url.partition("//")[2].partition("/")[2]
    return f"What {who} sees at /{path} breaks rules of accessibility:\n" + "\n".join(found)


def is_ours(page: Page) -> bool:
    """Tell whether a tab shows something that these rules are for: the admin's pages are Django's."""
    return not page.is_closed() and page.url.startswith("http") and "/admin/" not in page.url
