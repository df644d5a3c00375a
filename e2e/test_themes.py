"""Day, night and more contrast: as the system says, or as somebody chose, and never first one and then the other."""

from itertools import product

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.places import visit

# The ground of the page, and what the browser is told to surround it with.
SURROUNDED = """() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const paint = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const said = [...document.querySelectorAll("meta[name=theme-color]")].find((meta) => matchMedia(meta.media).matches);
  return [paint(getComputedStyle(document.body).backgroundColor), paint(said.content)];
}"""


def ground(page: Page) -> int:
    """Return how light the page is, and see that the browser was told so."""
    page_is, said = page.evaluate(SURROUNDED)
    assert all(abs(one - other) <= 2 for one, other in zip(page_is, said, strict=True)), (page_is, said)
    return int(page_is[0])


@pytest.mark.parametrize(("scheme", "contrast"), list(product(("light", "dark"), ("no-preference", "more"))))
def test_the_pages_follow_the_system(house: House, cast: Cast, scheme: str, contrast: str) -> None:
    alice = cast("Alice", house, color_scheme=scheme, contrast=contrast)
    alice.goes_to("/")
    lightness = ground(alice.page)
    if scheme == "light":
        assert lightness >= (255 if contrast == "more" else 240)
    else:
        assert lightness <= (6 if contrast == "more" else 24)


def test_a_choice_by_hand_wins_without_script_as_well(house: House, cast: Cast) -> None:
    # Somebody of whom no other story looks at the pages: the others' rows belong to all stories.
    charlie = cast("Charlie", house, color_scheme="light", java_script_enabled=False)
    visit(charlie.page, f"{house.url}/look/")
    charlie.page.get_by_label("Dark").check()
    charlie.page.get_by_label("More").check()
    charlie.page.get_by_role("button", name="Save").click()
    expect(charlie.page.get_by_text("This is how pages look")).to_be_visible()
    # On another device, which prefers something else.
    elsewhere = cast("Charlie", house, color_scheme="light")
    elsewhere.goes_to("/")
    root = elsewhere.page.locator("html[data-theme=dark][data-contrast=more]")
    expect(root).to_have_css("color-scheme", "dark")
    elsewhere.goes_to("/look/")
    assert ground(elsewhere.page) <= 6
    elsewhere.page.get_by_role("group", name="Theme").get_by_label("As the system").check()
    # It shows before it is kept.
    expect(root).to_have_count(0)
    elsewhere.page.get_by_role("group", name="Contrast").get_by_label("As the system").check()
    elsewhere.page.get_by_role("button", name="Save").click()
    expect(elsewhere.page.get_by_text("This is how pages look")).to_be_visible()
    assert ground(elsewhere.page) >= 240


def test_a_visitor_chooses_on_the_way_in(house: House, cast: Cast) -> None:
    charlie = cast("Charlie", house, color_scheme="light")
    charlie.context.clear_cookies()
    charlie.goes_to("/accounts/login/")
    charlie.page.get_by_role("link", name="Appearance").click()
    charlie.page.get_by_label("Dark").check()
    charlie.page.get_by_role("button", name="Save").click()
    expect(charlie.page.get_by_text("This is how pages look")).to_be_visible()
    charlie.goes_to("/accounts/login/")
    assert ground(charlie.page) <= 24


def test_in_forced_colours_everything_has_an_edge(house: House, cast: Cast, board: Board) -> None:
    alice = cast("Alice", house, forced_colors="active").opens(board)
    paper = alice.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    for element in (alice.card("Pack"), alice.column("Done")):
        edge, width = element.evaluate(
            "(it) => [getComputedStyle(it).borderTopColor, getComputedStyle(it).borderTopWidth]"
        )
        assert edge != paper and width == "1px"
