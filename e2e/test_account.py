"""One's own account: a profile that pages and others follow, and signing out everywhere at once."""

from pathlib import Path

from playwright.sync_api import Locator, expect

from boards.demo import PASSWORD
from boards.pictures import MAX_BYTES, NO_PICTURE, SIDE, TOO_LARGE
from boards.tests.images import picture
from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import Board, House
from e2e.pairs import two_people
from e2e.places import visit


@two_people
def test_the_profile_is_followed_by_pages_and_by_others(alice: Actor, bob: Actor, cast: Cast, house: House) -> None:
    board = house.board(name="Profiles")
    # A person of her own: the others' names belong to all stories.
    charlie = cast("Charlie", house)
    charlie.goes_to("/accounts/profile/")
    charlie.page.get_by_label("Colour of your initials").select_option("Blue")
    charlie.page.get_by_label("Time zone").select_option("Asia/Tokyo")
    charlie.page.get_by_role("button", name="Save").click()
    expect(charlie.page.get_by_role("status")).to_contain_text("Your profile was saved.")
    alice.opens(board)
    alice.gives("member.add", {"email": "charlie@demo.example", "role": "viewer"})
    expect(alice.board).to_have_attribute("data-revision", "2")
    charlie.opens(board)
    bob.opens(board)
    for other in (alice, bob):
        expect(other.faces.filter(has_text="C")).to_have_class("avatar face colour-5")


@two_people
def test_signing_out_closes_the_board_in_every_tab(bob: Actor, board: Board) -> None:
    bob.opens(board)
    other, tab = bob.context.new_page(), bob.context.new_page()
    visit(other, bob.url + board.path)
    expect(other.locator(".connection")).to_have_attribute("data-state", "live")
    visit(tab, f"{bob.url}/")
    tab.get_by_role("button", name="Sign out").click()
    for each in (bob.sign, other.locator(".connection")):
        expect(each).to_contain_text("Signed out.")


@two_people
def test_a_new_password_signs_out_other_browsers_and_not_this_one(
    bob: Actor, cast: Cast, house: House, engine: str
) -> None:
    board = house.board(name="Passwords")
    # A person of her own: the others' passwords belong to all stories.
    name = house.ask("make_person", name=f"Uma{engine}", board=board.id)["name"]
    here, elsewhere = cast(name, house), cast(name, house)
    for browser in (here, elsewhere, bob):
        browser.opens(board)
    tab = here.context.new_page()
    visit(tab, f"{here.url}/accounts/profile/")
    tab.get_by_role("link", name="Change the password").click()
    for field, value in zip(tab.locator("[type=password]").all(), (PASSWORD, *["seven-lighthouses"] * 2), strict=True):
        field.fill(value)
    tab.get_by_role("button", name="Change the password").click()
    expect(tab.get_by_role("status")).to_contain_text("Your password was changed.")
    expect(elsewhere.sign).to_contain_text("Signed out.")
    # Its session goes on under another key, and the board that is open beside it by itself.
    bob.adds_column("Later")
    here.sees_columns("To do", "Doing", "Done", "Later")
    here.is_live()
    here.never_reloaded()
    assert elsewhere.goes_to("/") == 200
    expect(elsewhere.page.get_by_role("heading", level=1)).to_have_text("Sign in")


@two_people
def test_a_picture_is_seen_wherever_its_person_is_and_goes_again(
    bob: Actor, cast: Cast, house: House, tmp_path: Path
) -> None:
    board = house.board(name="Pictures")
    # A person of her own, as others' faces belong to all stories.
    pia = cast(house.ask("make_person", name="Pia", board=board.id)["name"], house)
    bob.opens(board)
    pia.opens(board)
    profile = pia.context.new_page()
    visit(profile, f"{pia.url}/accounts/profile/")
    file = tmp_path / "me.png"
    file.write_bytes(picture(size=(500, 300)))
    profile.get_by_label("Your picture").set_input_files(file)
    profile.get_by_role("button", name="Use this picture").click()
    expect(profile.get_by_role("status")).to_contain_text("Your picture was saved.")
    assert is_shown(profile.locator(".me .avatar img"))
    # On an open board within seconds, and on pages.
    face = bob.faces.filter(has_text="P").locator("img")
    expect(face).to_be_visible()
    assert is_shown(face)
    bob.goes_to(f"{board.path}members/")
    assert is_shown(bob.page.locator(".member", has_text="Pia").locator("img"))
    bob.opens(board)
    profile.get_by_role("button", name="Remove it").click()
    expect(profile.get_by_role("status")).to_contain_text("Your picture was removed.")
    expect(face).to_have_count(0)
    expect(bob.faces.filter(has_text="P")).to_be_visible()


def test_a_file_too_large_is_told_of_when_it_is_chosen(alice: Actor, tmp_path: Path) -> None:
    alice.goes_to("/accounts/profile/")
    file = tmp_path / "large.png"
    file.write_bytes(bytes(MAX_BYTES + 1))
    field = alice.page.get_by_label("Your picture")
    field.set_input_files(file)
    alice.page.get_by_role("button", name="Use this picture").click()
    assert field.evaluate("(field) => field.validationMessage") == TOO_LARGE
    assert alice.page.url.endswith("/accounts/profile/")


def test_without_script_a_picture_is_chosen_and_a_wrong_file_explained(
    cast: Cast, house: House, tmp_path: Path
) -> None:
    name = house.ask("make_person", name="Quinn")["name"]
    quinn = cast(name, house, java_script_enabled=False)
    quinn.may_hear("422")
    quinn.goes_to("/accounts/profile/")
    wrong, large, right = (tmp_path / name for name in ("wrong.png", "large.png", "right.jpg"))
    wrong.write_text("<script>alert(1)</script>")
    large.write_bytes(bytes(MAX_BYTES + 1))
    # More than a request may hold elsewhere.
    right.write_bytes(picture("JPEG") + bytes(3_000_000))
    for file, words in ((wrong, NO_PICTURE), (large, TOO_LARGE)):
        quinn.page.get_by_label("Your picture").set_input_files(file)
        quinn.page.get_by_role("button", name="Use this picture").click()
        expect(quinn.page.locator(".errorlist")).to_have_text(str(words))
    quinn.page.get_by_label("Your picture").set_input_files(right)
    quinn.page.get_by_role("button", name="Use this picture").click()
    expect(quinn.page.locator(".me .avatar img")).to_be_visible()


def is_shown(image: Locator) -> bool:
    """Tell whether a picture has come, and is one."""
    expect(image).to_be_visible()
    width: int = image.evaluate("async (image) => { await image.decode(); return image.naturalWidth; }")
    return width == SIDE
