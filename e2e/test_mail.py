"""What goes by mail: confirming an address, and the way back of somebody who has forgotten the password."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from boards.demo import PASSWORD
from e2e import house as houses
from e2e import post
from e2e.actors import Actor
from e2e.conftest import Cast, Site
from e2e.house import House
from e2e.post import PostOffice


@pytest.fixture(scope="module")
def office() -> Iterator[PostOffice]:
    with post.opened() as office:
        yield office


@pytest.fixture(scope="module")
def posted(site: Site, office: PostOffice) -> Iterator[House]:
    """Give a house that has a mail server."""
    with houses.opened(
        site("posted"), LIVEBOARD_MAIL_URL=office.url, LIVEBOARD_MAIL_FROM="board@demo.example"
    ) as opened:
        yield opened


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["script", "no script"])
def test_whoever_signs_up_confirms_the_address_and_begins(
    cast: Cast, posted: House, office: PostOffice, options: dict[str, bool]
) -> None:
    email = f"dora{len(options)}@demo.example"
    dora = cast("", posted, **options)
    dora.goes_to("/accounts/signup/")
    fills(dora.page, Name="Dora", Email=email, Password="seven-lighthouses")
    dora.page.get_by_role("button", name="Create the account").click()
    expect(dora.page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    dora.goes_to(office.link_for(email))
    dora.page.get_by_role("button", name="Confirm the address").click()
    expect(dora.page.get_by_role("heading", level=1)).to_have_text("Your boards")


def test_whoever_has_forgotten_the_password_chooses_another_and_is_signed_out_elsewhere(
    cast: Cast, posted: House, office: PostOffice
) -> None:
    board = posted.board(name="Forgotten")
    name, email = posted.ask("make_person", name="Rosa", board=board.id).values()
    elsewhere = cast(name, posted)
    elsewhere.opens(board)
    rosa = cast("", posted)
    rosa.goes_to("/accounts/login/")
    rosa.page.get_by_role("link", name="Forgot your password?").click()
    fills(rosa.page, Email=email)
    rosa.page.get_by_role("button", name="Send the link").click()
    expect(rosa.page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    rosa.goes_to(office.link_for(email))
    for field in rosa.page.locator("[type=password]").all():
        field.fill("seven-lighthouses")
    rosa.page.get_by_role("button", name="Save the password").click()
    expect(rosa.page.get_by_role("heading", level=1)).to_have_text("The password is changed")
    expect(elsewhere.sign).to_contain_text("Signed out.")
    rosa.page.get_by_role("main").get_by_role("link", name="Sign in").click()
    fills(rosa.page, Email=email, Password="seven-lighthouses")
    rosa.page.get_by_role("button", name="Sign in", exact=True).click()
    expect(rosa.page.get_by_role("heading", level=1)).to_have_text("Your boards")


def test_an_address_is_changed_with_the_password_and_a_link(cast: Cast, posted: House, office: PostOffice) -> None:
    posted.ask("make_person", name="Sven")
    sven = cast("Sven", posted)
    sven.goes_to("/accounts/profile/")
    sven.page.get_by_role("link", name="Change the address").click()
    fills(sven.page, **{"New address": "sven@new.example"})
    sven.page.get_by_role("button", name="Change the address").click()
    fills(sven.page, Password=PASSWORD)
    sven.page.get_by_role("button", name="Go on").click()
    expect(sven.page.get_by_role("main")).to_contain_text("sven@new.example not confirmed")
    sven.goes_to(office.link_for("sven@new.example"))
    sven.page.get_by_role("button", name="Confirm the address").click()
    expect(sven.page.get_by_role("status")).to_contain_text("sven@new.example is confirmed.")
    sven.goes_to("/accounts/email/")
    expect(sven.page.get_by_role("main")).to_contain_text("You sign in as sven@new.example")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_that_mails_lead_to_break_no_rule(cast: Cast, posted: House, office: PostOffice, scheme: str) -> None:
    name, email = posted.ask("make_person", name=f"Tea{scheme}").values()
    tea: Actor = cast("", posted, color_scheme=scheme)
    for path in (
        *("/accounts/confirm-email/", "/accounts/confirm-email/nonsense/", "/accounts/inactive/"),
        *("/accounts/password/reset/key/1-nonsense/", "/accounts/password/reset/done/"),
        "/accounts/password/reset/key/done/",
    ):
        tea.goes_to(path)
        tea.breaks_no_rule()
    tea.goes_to("/accounts/password/reset/")
    fills(tea.page, Email=email)
    tea.page.get_by_role("button", name="Send the link").click()
    expect(tea.page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    tea.goes_to(office.link_for(email))
    expect(tea.page.get_by_role("heading", level=1)).to_have_text("Choose a new password")
    tea.breaks_no_rule()
    signed_in: Actor = cast(name, posted, color_scheme=scheme)
    for path in ("/accounts/reauthenticate/", "/accounts/password/change/", "/accounts/email/"):
        signed_in.goes_to(path)
        signed_in.breaks_no_rule()


def fills(page: Page, **fields: str) -> None:
    """Fill fields in by their labels."""
    for label, value in fields.items():
        page.get_by_role("main").get_by_label(label).first.fill(value)
