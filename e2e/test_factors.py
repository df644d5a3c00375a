"""The second factor in browsers: an app's codes, and keys of a virtual authenticator (WebAuthn, over CDP)."""

import pytest
from playwright.sync_api import expect

from boards.demo import PASSWORD
from boards.tests.totp import code_for
from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import House
from e2e.pairs import two_people
from e2e.test_phone import is_within

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
INDEX = "/accounts/2fa/"
SMALL = {"viewport": {"width": 320, "height": 640}}


def somebody(cast: Cast, house: House, name: str, **options: object) -> Actor:
    """Give somebody of this story's own, signed in with the password."""
    house.ask("make_person", name=name)
    actor = cast("", house, **options)
    actor.name = name
    # Keys are made for names, not for numbers.
    actor.url = actor.url.replace("127.0.0.1", "localhost")
    gives_password(actor)
    actor.is_at_home()
    return actor


def gives_password(actor: Actor) -> None:
    actor.goes_to("/accounts/login/")
    actor.page.get_by_label("Email").fill(f"{actor.name.lower()}@demo.example")
    actor.page.get_by_label("Password").fill(PASSWORD)
    actor.page.get_by_role("button", name="Sign in", exact=True).click()


def is_asked(actor: Actor) -> None:
    expect(actor.page.get_by_role("heading", level=1)).to_have_text("Second factor")


def confirms(actor: Actor) -> None:
    actor.page.get_by_label("Password").fill(PASSWORD)
    actor.page.get_by_role("button", name="Go on").click()


def signs_out(actor: Actor) -> None:
    actor.page.get_by_role("button", name="Sign out").click()
    expect(actor.page.get_by_role("heading", level=1)).to_have_text("Sign in")


def adds_key(actor: Actor, *, alone: bool) -> None:
    """Plug in an authenticator, and register it."""
    devtools = actor.context.new_cdp_session(actor.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    actor.goes_to(INDEX)
    actor.page.get_by_role("link", name="Add a key").click()
    confirms(actor)
    actor.page.get_by_label("What you call it").fill("Laptop")
    actor.page.get_by_label("Sign in with it alone").set_checked(alone)
    actor.page.get_by_role("button", name="Add the key").click()
    expect(actor.page.get_by_role("heading", level=1)).to_have_text("Recovery codes")


@two_people
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_app_is_set_up_and_its_code_signs_in(cast: Cast, house: House, engine: str, script: bool) -> None:
    tom = somebody(cast, house, f"Tom{engine}{script}", engine=engine, java_script_enabled=script)
    tom.goes_to(INDEX)
    tom.page.get_by_role("link", name="Set up an app").click()
    confirms(tom)
    picture = tom.page.locator(".qr")
    expect(picture).to_be_visible()
    secret = tom.page.locator(".secret").inner_text()
    tom.page.get_by_label("code").fill(code_for(secret))
    tom.page.get_by_role("button", name="Switch it on").click()
    codes = tom.page.locator(".codes code").all_inner_texts()
    with tom.page.expect_download() as download:
        tom.page.get_by_role("link", name="Download them").click()
    assert download.value.path().read_text().split() == codes
    tom.page.get_by_role("link", name="I have kept them").click()
    signs_out(tom)
    for code in (code_for(secret), codes[0]):
        gives_password(tom)
        is_asked(tom)
        tom.page.get_by_label("Code of your app").fill(code)
        tom.page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
        tom.is_at_home()
        signs_out(tom)


def test_a_passkey_signs_in_alone(cast: Cast, house: House) -> None:
    pat = somebody(cast, house, "Pat")
    adds_key(pat, alone=True)
    pat.goes_to(INDEX)
    expect(pat.page.locator(".key")).to_contain_text("Laptop passkey")
    signs_out(pat)
    pat.page.get_by_role("button", name="Sign in with a passkey").click()
    pat.is_at_home()


def test_a_security_key_is_asked_for_after_the_password_until_it_is_removed(cast: Cast, house: House) -> None:
    kim = somebody(cast, house, "Kim")
    adds_key(kim, alone=False)
    kim.goes_to(INDEX)
    signs_out(kim)
    gives_password(kim)
    is_asked(kim)
    kim.page.get_by_role("button", name="Use a key").click()
    kim.is_at_home()
    kim.goes_to(INDEX)
    kim.page.get_by_role("link", name="Remove Laptop").click()
    # The key does as well as the password.
    kim.page.get_by_role("link", name="Use a security key").click()
    kim.page.get_by_role("button", name="Use a key").click()
    kim.page.get_by_role("button", name="Remove the key").click()
    expect(kim.page.get_by_role("status")).to_contain_text("The key was removed.")
    signs_out(kim)
    gives_password(kim)
    kim.is_at_home()


def test_where_the_browser_has_no_key_it_is_said_what_to_do(cast: Cast, house: House) -> None:
    stranger = cast("", house)
    stranger.goes_to("/accounts/login/")
    stranger.page.get_by_role("button", name="Sign in with a passkey").click()
    # This address is a number.
    expect(stranger.page.get_by_role("alert")).to_contain_text("http://localhost will do")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_break_no_rule_and_are_no_wider_than_the_smallest_screen(
    cast: Cast, house: House, scheme: str
) -> None:
    ria = somebody(cast, house, f"Ria{scheme}", color_scheme=scheme, **SMALL)

    def looks(title: str) -> None:
        expect(ria.page.get_by_role("heading", level=1)).to_have_text(title)
        ria.breaks_no_rule()
        is_within(ria)

    ria.goes_to(f"{INDEX}totp/activate/")
    looks("Is it you?")
    confirms(ria)
    looks("Set up an app")
    secret = ria.page.locator(".secret").inner_text()
    ria.page.get_by_label("code").fill(code_for(secret))
    ria.page.get_by_role("button", name="Switch it on").click()
    looks("Recovery codes")
    for path, title in {
        "": "Second factor",
        "totp/deactivate/": "Switch the app off?",
        "recovery-codes/": "Recovery codes",
        "recovery-codes/generate/": "New recovery codes",
        "webauthn/": "Your keys",
        "webauthn/add/": "Add a key",
        "reauthenticate/": "Is it you?",
    }.items():
        ria.goes_to(f"{INDEX}{path}")
        looks(title)
    signs_out(ria)
    looks("Sign in")
    gives_password(ria)
    looks("Second factor")
