"""Single sign-on in browsers, with a provider of our own: in, out, connected, and when the provider is away."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from boards.demo import PASSWORD
from boards.tests.openid import issuer as issuers
from boards.tests.openid.issuer import Issuer
from e2e import house as houses
from e2e.actors import Actor
from e2e.conftest import Cast, Site
from e2e.house import House
from e2e.pairs import two_people
from e2e.test_phone import is_within

LABEL = "Sign in with ACME"
SMALL = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture(scope="module")
def _office() -> Iterator[Issuer]:
    with issuers.opened() as issuer:
        yield issuer


@pytest.fixture(scope="module")
def acme(site: Site, _office: Issuer) -> Iterator[House]:
    """Give a house whose people have accounts at a provider."""
    variables: dict[str, Any] = _office.variables
    with houses.opened(site("acme"), **variables, LIVEBOARD_OIDC_NAME=LABEL) as opened:
        _office.redirect_uri = f"{opened.url}/accounts/openid/callback/"
        yield opened


@pytest.fixture
def issuer(_office: Issuer) -> Issuer:
    """Give an honest provider."""
    _office.behave()
    return _office


def sits_there(issuer: Issuer, name: str) -> None:
    """Let somebody sit before the provider, with an account of this story's own."""
    issuer.person = {
        "sub": name,
        "name": name,
        "email": f"{name.lower()}@acme.example",
        "email_verified": True,
    }


def goes_through(actor: Actor, button: str = LABEL) -> None:
    """Press the button and say at the provider who it is."""
    actor.page.get_by_role("button", name=button).click()
    actor.page.get_by_role("button", name="I am").click()


@two_people
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_somebody_comes_in_and_goes_and_comes_back(
    cast: Cast, acme: House, issuer: Issuer, engine: str, script: bool
) -> None:
    name = f"Rosa{engine}{script}"
    sits_there(issuer, name)
    rosa = cast("", acme, engine=engine, java_script_enabled=script)
    for _ in range(2):
        rosa.goes_to("/accounts/login/")
        goes_through(rosa)
        rosa.is_at_home()
        expect(rosa.page.get_by_role("banner")).to_contain_text(name)
        rosa.page.get_by_role("button", name="Sign out").click()
        expect(rosa.page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_link_to_a_board_leads_there_by_way_of_the_provider(cast: Cast, acme: House, issuer: Issuer) -> None:
    board = acme.board(name="Canal")
    _, email = acme.ask("make_person", name="Sven", board=board.id).values()
    sits_there(issuer, "Sven")
    # The address is confirmed here and there.
    issuer.person["email"] = email
    sven = cast("", acme)
    sven.goes_to(board.path)
    goes_through(sven)
    expect(sven.head).to_have_text("Canal")
    sven.is_live()


def test_an_account_is_connected_with_the_password_and_disconnected(cast: Cast, acme: House, issuer: Issuer) -> None:
    _, email = acme.ask("make_person", name="Tove").values()
    sits_there(issuer, "Elsewhere")
    tove = cast("", acme)
    tove.signs_in(email, PASSWORD)
    tove.goes_to("/accounts/profile/")
    tove.page.get_by_role("main").get_by_role("link", name="Single sign-on").last.click()
    goes_through(tove, "Connect an account")
    tove.page.get_by_label("Password").fill(PASSWORD)
    tove.page.get_by_role("button", name="Go on").click()
    expect(tove.page.get_by_role("status")).to_contain_text("it signs you in from now on")
    expect(tove.page.locator(".keys")).to_contain_text("elsewhere@acme.example")
    tove.page.get_by_role("button", name="Disconnect").click()
    expect(tove.page.get_by_role("status")).to_contain_text("does not sign you in any more")


def test_whoever_goes_back_at_the_provider_or_finds_it_ill_is_told(cast: Cast, acme: House, issuer: Issuer) -> None:
    sits_there(issuer, "Una")
    una = cast("", acme)
    una.may_hear("503")
    una.goes_to("/accounts/login/")
    una.page.get_by_role("button", name=LABEL).click()
    una.page.get_by_role("button", name="Go back").click()
    expect(una.page.get_by_role("status")).to_contain_text("Nothing has changed")
    issuer.answers["/keys"] = (500, "{}")
    goes_through(una)
    expect(una.page.get_by_role("heading", level=1)).to_have_text("Single sign-on does not answer")
    says_who_is_away(acme)
    issuer.answers.clear()
    una.page.get_by_role("link", name="Go to the sign-in page").click()
    goes_through(una)
    una.is_at_home()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_break_no_rule_and_fit(cast: Cast, acme: House, issuer: Issuer, scheme: str) -> None:
    sits_there(issuer, f"Vida{scheme}")
    vida = cast("", acme, color_scheme=scheme, **SMALL)
    vida.may_hear("401", "403", "409", "503")
    issuer.answers["/keys"] = (500, "{}")
    for path in ("/accounts/login/", "/accounts/signup/", "/accounts/openid/login/", "/accounts/openid/callback/"):
        vida.goes_to(path)
        is_fine(vida)
    vida.goes_to("/accounts/login/")
    goes_through(vida)
    is_fine(vida)
    issuer.answers.clear()
    says_who_is_away(acme)
    for claims in ({"email": None}, {"email": "alice@demo.example"}):
        issuer.person |= claims
        vida.goes_to("/accounts/login/")
        goes_through(vida)
        is_fine(vida)
    sits_there(issuer, f"Vida{scheme}")
    vida.goes_to("/accounts/login/")
    goes_through(vida)
    vida.is_at_home()
    for path in ("/accounts/openid/", "/accounts/profile/", "/accounts/password/set/"):
        vida.goes_to(path)
        is_fine(vida)


def says_who_is_away(acme: House) -> None:
    """Take the server's complaint, which is for its operator."""
    (complaint,) = acme.servers[0].complaints()
    assert "Service Unavailable: /accounts/openid/callback/" in complaint


def is_fine(actor: Actor) -> None:
    actor.breaks_no_rule()
    is_within(actor)
