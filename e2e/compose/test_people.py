"""Two people through the proxy: each has a process of their own behind it, and neither can tell."""

from pathlib import Path

from playwright.sync_api import expect

from boards.tests.images import picture
from e2e.compose.conftest import Pair
from e2e.compose.deployment import WEBS, Deployment
from e2e.pairs import two_people


@two_people
def test_what_one_does_appears_with_the_other_through_two_processes(pair: Pair, office: Deployment) -> None:
    alice, bob, board = pair
    # Each process that has somebody on this board listens for it once: the proxy has spread the two.
    channel = f"board.{board.id.replace('-', '')}"
    listening = office.runs("redis", "redis-cli", "pubsub", "channels", f"*{channel}*")
    assert listening, "nobody listens"
    assert office.runs("redis", "redis-cli", "pubsub", "numsub", listening).split()[-1] == "2"
    alice.adds_card("To do", "Paint", "Sand")
    bob.sees_cards("To do", "Paint", "Sand")
    bob.drags("Paint", "Done")
    alice.sees_cards("Done", "Paint")
    field = alice.starts_editing("Sand", "Sand it twi")
    bob.edits_title("Paint", "Paint it red")
    alice.sees_cards("Done", "Paint it red")
    assert field.input_value() == "Sand it twi"
    field.press("Enter")
    bob.sees_cards("To do", "Sand it twi")
    for actor in (alice, bob):
        actor.sees_the_truth()
        actor.never_reloaded()
    assert board.cards("Done") == ["Paint it red"]


def test_a_picture_is_kept_where_both_processes_find_it(pair: Pair, office: Deployment, tmp_path: Path) -> None:
    alice, bob, _board = pair
    # More than a request may hold elsewhere.
    file = tmp_path / "me.jpg"
    file.write_bytes(picture("JPEG") + bytes(3_000_000))
    alice.goes_to("/accounts/profile/")
    alice.page.get_by_label("Your picture").set_input_files(file)
    alice.page.get_by_role("button", name="Use this picture").click()
    expect(alice.page.get_by_role("status")).to_contain_text("Your picture was saved.")
    address = str(alice.page.locator(".me .avatar img").get_attribute("src"))
    name = address.strip("/").split("/")[-1]
    for web in WEBS:
        assert name in office.runs(web, "find", "/data", "-name", "*.webp")
    assert bob.page.evaluate("async (address) => (await fetch(address)).status", address) == 200
