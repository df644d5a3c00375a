"""A board's background: chosen over the board, there for everybody at once, and never drowning words."""

import pytest
from playwright.sync_api import expect

from boards.models import Background
from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.pairs import two_people

# The lowest ratio of contrast (WCAG 2.2, 1.4.3) of the quietest words on a lane's foot, over an end of a background.
CONTRAST = """() => {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const paint = (...layers) => {
    for (const layer of layers) {
      context.fillStyle = layer;
      context.fillRect(0, 0, 1, 1);
    }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => {
    const [red, green, blue] = colour.map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const colour = (value) => {
    const probe = document.createElement("i");
    probe.style.color = value;
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
  const ink = paint(colour("var(--ink-soft)"));
  const ground = colour("var(--ground)");
  const lane = colour("var(--lane-foot, var(--lane))");
  const shown = getComputedStyle(document.querySelector(".page")).backgroundImage;
  const ends = shown === "none" ? [ground] : shown.match(/(?:oklch|oklab|color|rgba?)\\([^()]*\\)/g);
  return Math.min(...ends.map((end) => {
    const [dark, bright] = [light(ink), light(paint(ground, end, lane))].sort((one, other) => one - other);
    return (bright + 0.05) / (dark + 0.05);
  }));
}"""


@two_people
def test_everybody_sees_at_once_what_was_chosen(alice: Actor, bob: Actor, board: Board) -> None:
    alice.opens(board)
    bob.opens(board)
    alice.page.get_by_role("button", name="What to do with this board").click()
    alice.page.get_by_role("menuitem", name="Background").click()
    choice = alice.page.get_by_role("region", name="Background")
    expect(choice.get_by_role("button", name="Plain", pressed=True)).to_be_focused()
    choice.get_by_role("button", name="Dusk").click()
    for actor in (alice, bob):
        expect(actor.page.locator("body")).to_have_attribute("data-background", "dusk")
    expect(choice.get_by_role("button", name="Dusk", pressed=True)).to_be_visible()
    expect(bob.page.locator("#announcer")).to_have_text("Alice chose another background for the board.")
    alice.page.keyboard.press("Escape")
    expect(choice).to_have_count(0)
    alice.undoes()
    for actor in (alice, bob):
        expect(actor.page.locator("body")).to_have_attribute("data-background", "plain")
        actor.sees_the_truth()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_keep_their_contrast_on_every_background(scheme: str, house: House, cast: Cast, board: Board) -> None:
    alice = cast("Alice", house, color_scheme=scheme).opens(board)
    for background in Background.values:
        if background != Background.PLAIN:
            alice.gives("board.set_background", {"background": background})
        expect(alice.page.locator("body")).to_have_attribute("data-background", background)
        assert alice.page.evaluate(CONTRAST) >= 4.5, background


@pytest.mark.parametrize("preference", [{"contrast": "more"}, {"forced_colors": "active"}, {}])
def test_there_is_none_with_more_contrast_and_on_paper(
    preference: dict[str, str], house: House, cast: Cast, board: Board
) -> None:
    alice = cast("Alice", house, **preference).opens(board)
    alice.gives("board.set_background", {"background": "slate"})
    expect(alice.page.locator("body")).to_have_attribute("data-background", "slate")
    if not preference:
        alice.page.emulate_media(media="print")
    picture = alice.page.locator(".page").evaluate("(page) => getComputedStyle(page).backgroundImage")
    # A gradient of nothing is none.
    assert picture == "none" or picture.count(" / 0)") == picture.count("oklch("), picture
