"""Every component in every state keeps the rules of accessibility and the figures of contrast, under every theme."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from e2e import axe
from e2e import house as houses
from e2e.browsers import Browsers
from e2e.conftest import Site
from e2e.house import House
from e2e.places import visit

THEMES = [("light", ""), ("dark", ""), ("light", "more"), ("dark", "more")]
FIGURES = """() => Array.from(document.querySelectorAll("[data-ink]"), ({ dataset }) =>
  [`${dataset.ink} on ${dataset.on}`, Number(dataset.ratio), Number(dataset.least)])"""


@pytest.fixture(scope="module")
def workshop(site: Site) -> Iterator[House]:
    """Give a server as whoever develops starts it."""
    with houses.opened(site("workshop"), LIVEBOARD_DEBUG="1") as opened:
        yield opened


@pytest.fixture
def page(browsers: Browsers) -> Iterator[Page]:
    """Give a page that lets axe in."""
    context = browsers.get("chromium").new_context(bypass_csp=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("theme", "contrast"), THEMES)
def test_the_sheet_under_each_theme(theme: str, contrast: str, workshop: House, page: Page) -> None:
    visit(page, f"{workshop.url}/styleguide/sheet/?theme={theme}&contrast={contrast}")
    expect(page.locator("body[data-ready]")).to_have_count(1)
    figures = page.evaluate(FIGURES)
    assert len(figures) > 20
    # With more contrast words keep what WCAG 2.2 asks for at its highest level (1.4.6).
    too_low = [each for each in figures if each[1] < (7 if contrast and each[2] >= 4.5 else each[2])]
    assert not too_low
    assert not axe.violations(page)


def test_all_themes_stand_side_by_side(workshop: House, page: Page) -> None:
    visit(page, f"{workshop.url}/styleguide/")
    expect(page.locator("iframe")).to_have_count(len(THEMES))
    for index, (theme, _) in enumerate(THEMES):
        root = page.frame_locator("iframe").nth(index).locator("html")
        expect(root).to_have_css("color-scheme", theme)
