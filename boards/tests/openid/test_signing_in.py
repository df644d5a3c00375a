"""Single sign-on: who is let in, as whom, and where they go on."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.conf import settings as configured
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from boards import signup
from boards.models import Board, User
from boards.models.fields import NAME_LENGTH
from boards.openid.names import name_from
from boards.tests.commands.test_invitation import invite
from boards.tests.conftest import PASSWORD
from boards.tests.openid.conftest import LOGIN, Provide, Visitor
from boards.tests.openid.issuer import ROSA
from boards.tests.security.test_10_invitations import page_of
from boards.tests.views.conftest import browse
from boards.tests.views.test_account_pages import is_ours
from boards.tests.views.test_factors import with_app

__all__ = ["browse"]


def confirm(user: User) -> None:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def who(visitor: Visitor) -> Any:
    return visitor.client.get("/").wsgi_request.user


def test_a_server_without_a_provider_has_neither_button_nor_address(db: None, settings: Settings) -> None:
    assert configured.OPENID is None
    client = Client()
    for path in (LOGIN, "/accounts/openid/callback/", "/accounts/openid/", "/accounts/3rdparty/"):
        assert client.get(path).status_code == 404 and client.post(path).status_code == 404
    assert "openid" not in client.get("/accounts/login/").text


def test_a_page_to_sign_in_asks_the_database_nothing_more(
    provide: Provide, db: None, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        Client().get("/accounts/login/")
    provide()
    with django_assert_num_queries(0):
        assert LOGIN in Client().get("/accounts/login/").text


def test_somebody_new_gets_an_account_and_the_same_one_the_next_time(visitor: Visitor) -> None:
    page = visitor.signs_in()
    is_ours(page)
    rosa = who(visitor)
    assert (rosa.name, rosa.email, rosa.has_usable_password()) == ("Rosa Luz", "rosa@example.org", False)
    assert EmailAddress.objects.get(user=rosa).verified
    again = Visitor(visitor.issuer)
    again.signs_in()
    assert who(again) == rosa and User.objects.count() == 1


def test_what_is_kept_is_little_and_no_token_is(visitor: Visitor) -> None:
    visitor.issuer.person |= {"groups": ["board"], "phone_number": "1"}
    visitor.signs_in()
    account = SocialAccount.objects.get()
    assert (account.provider, account.uid) == (visitor.issuer.url, "rosa-1")
    assert account.extra_data == {"email": "rosa@example.org", "name": "Rosa Luz"}
    assert not SocialToken.objects.exists()


def test_another_address_at_the_provider_makes_nobody_else_of_her(visitor: Visitor, alice: User) -> None:
    confirm(alice)
    visitor.signs_in()
    rosa = who(visitor)
    visitor.issuer.person |= {"email": alice.email, "name": "Alice"}
    again = Visitor(visitor.issuer)
    again.signs_in()
    assert who(again) == rosa and who(again).email == "rosa@example.org"


def test_the_same_subject_at_another_issuer_is_somebody_else(visitor: Visitor, bob: User) -> None:
    SocialAccount.objects.create(user=bob, provider="https://old.example.org", uid="rosa-1")
    visitor.signs_in()
    assert who(visitor) != bob


def test_a_link_leads_back_to_where_she_wanted_to_go(visitor: Visitor) -> None:
    assert visitor.signs_in(next="/roles/").redirect_chain[-1][0] == "/roles/"
    assert Visitor(visitor.issuer).signs_in(next="https://evil.example/").redirect_chain[-1][0] == "/"


def test_the_button_stands_where_one_signs_in_and_up_and_keeps_the_way(visitor: Visitor, provide: Provide) -> None:
    provide(name="Sign in with <ACME>")
    for path in ("/accounts/login/", "/accounts/signup/"):
        page = visitor.client.get(f"{path}?next=/roles/").text
        assert "Sign in with &lt;ACME&gt;</button>" in page
        assert page.count('name="next" value="/roles/"') == page.count('class="form" method="post"')
        assert "None" not in visitor.client.get(path).text


def test_a_link_from_elsewhere_signs_nobody_in_but_asks(visitor: Visitor) -> None:
    page = visitor.client.get(f"{LOGIN}?next=/roles/")
    is_ours(page)
    assert "Refresh" not in page and visitor.issuer.asked == []
    assert Client(enforce_csrf_checks=True).post(LOGIN).status_code == 403


def test_a_link_adds_nothing_to_what_the_provider_is_asked(visitor: Visitor) -> None:
    asked = visitor.leaves("?scope=offline_access&auth_params=prompt%3Dnone%26nonce%3Dmine&process=login")
    assert "offline_access" not in asked and "prompt" not in asked and "mine" not in asked


def test_the_way_back_is_the_public_address_whatever_the_host_header_says(visitor: Visitor, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    address = visitor.client.post(LOGIN, headers={"host": "evil.example"})["Refresh"]
    assert "evil.example" not in address
    assert visitor.issuer.grant(address.removeprefix("0; url=")).startswith(configured.PUBLIC_URL)


def test_whoever_has_a_confirmed_address_here_and_there_is_one_person(visitor: Visitor, alice: User) -> None:
    confirm(alice)
    visitor.issuer.person["email"] = alice.email.upper()
    visitor.signs_in()
    assert who(visitor) == alice
    # The password goes on, and from now on the address does not matter.
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD) and SocialAccount.objects.get().user == alice


@pytest.mark.django_db(transaction=True)
def test_whoever_is_recognised_by_her_address_is_told_by_mail(visitor: Visitor, alice: User) -> None:
    confirm(alice)
    visitor.issuer.person["email"] = alice.email
    visitor.signs_in()
    (message,) = mail.outbox
    assert message.subject == "Another way into your account at Liveboard" and message.to == [alice.email]
    assert visitor.issuer.url in str(message.body)


@pytest.mark.parametrize("says", [False, "false", "true", 1, None])
def test_an_address_that_the_provider_did_not_confirm_opens_nothing(visitor: Visitor, alice: User, says: Any) -> None:
    confirm(alice)
    visitor.issuer.person |= {"email": alice.email, "email_verified": says}
    page = visitor.signs_in()
    is_ours(page)
    assert page.status_code == 409 and "There is an account with your address" in page.text
    assert who(visitor).is_anonymous and not SocialAccount.objects.exists() and User.objects.count() == 1


def test_an_account_whose_address_was_never_confirmed_here_is_no_trap(visitor: Visitor, bob: User) -> None:
    # Bob signed up with rosa's address and waits for her to come.
    User.objects.filter(pk=bob.pk).update(email=ROSA["email"])
    page = visitor.signs_in()
    assert page.status_code == 409 and who(visitor).is_anonymous and not SocialAccount.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_where_addresses_are_confirmed_by_mail_nobody_is_told_who_has_an_account(
    visitor: Visitor, alice: User, settings: Settings
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    confirm(alice)
    pages = []
    for email in (alice.email, "free@example.org"):
        person = Visitor(visitor.issuer)
        person.issuer.person |= {"sub": email, "email": email, "email_verified": False}
        page = person.signs_in()
        is_ours(page)
        pages.append(page.redirect_chain[-1][0])
        assert who(person).is_anonymous
    assert pages[0] == pages[1] == "/accounts/confirm-email/"
    assert [message.to for message in mail.outbox] == [[alice.email], ["free@example.org"]]


def is_closed(page: Any, status: int = 200) -> None:
    is_ours(page)
    assert page.status_code == status and "Accounts by invitation" in page.text


def test_the_provider_says_who_is_new_unless_the_operator_says_otherwise(
    visitor: Visitor, provide: Provide, alice: User, settings: Settings
) -> None:
    settings.SIGNUP_OPEN = False
    provide(makes_accounts=False)
    is_closed(visitor.signs_in())
    assert User.objects.count() == 1
    # Whoever has an account comes in all the same.
    confirm(alice)
    visitor.issuer.person["email"] = alice.email
    visitor.signs_in()
    assert who(visitor) == alice
    provide(makes_accounts=True)
    other = Visitor(visitor.issuer)
    other.issuer.person = {**ROSA, "sub": "rosa-2"}
    other.signs_in()
    assert who(other).name == "Rosa Luz"


@pytest.mark.parametrize(("email", "may"), [("rosa@example.org", True), ("rosa@sub.example.org", False), (None, False)])
def test_without_the_providers_word_the_address_decides_as_in_signing_up(
    visitor: Visitor, provide: Provide, settings: Settings, email: str | None, may: bool
) -> None:
    settings.SIGNUP_OPEN, settings.SIGNUP_DOMAINS = False, frozenset({"example.org"})
    provide(makes_accounts=False)
    visitor.issuer.person["email"] = email
    page = visitor.signs_in()
    assert User.objects.exists() == may
    if not may:
        is_closed(page)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("makes_accounts", [True, False])
def test_whoever_was_invited_comes_by_way_of_the_provider_too(
    visitor: Visitor, provide: Provide, board: Board, alice: User, settings: Settings, makes_accounts: bool
) -> None:
    settings.SIGNUP_OPEN = False
    provide(makes_accounts=makes_accounts)
    invitation = invite(alice, board)
    visitor.client.post(page_of(invitation), {"new": "1"})
    page = visitor.signs_in()
    is_ours(page)
    assert page.redirect_chain[-1][0] == reverse("boards:invited") and who(visitor).name == "Rosa Luz"
    visitor.client.post(reverse("boards:invited"))
    assert board.memberships.filter(user=who(visitor)).exists()


def test_an_invitation_for_one_makes_one_account(
    visitor: Visitor, provide: Provide, board: Board, alice: User, settings: Settings
) -> None:
    settings.SIGNUP_OPEN = False
    provide(makes_accounts=False)
    invitation = invite(alice, board)
    visitors = [Visitor(visitor.issuer) for _ in range(2)]
    for number, each in enumerate(visitors):
        each.client.post(page_of(invitation), {"new": "1"})
        visitor.issuer.person |= {"sub": str(number), "email": f"{number}@example.org"}
        page = each.signs_in()
    is_closed(page)
    assert not User.objects.filter(email="1@example.org").exists()


def test_the_last_gate_holds_where_the_first_was_passed(
    visitor: Visitor, provide: Provide, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SIGNUP_OPEN = False
    provide(makes_accounts=False)
    monkeypatch.setattr(signup, "may_sign_up", lambda email, request: True)
    is_closed(visitor.signs_in(), 403)
    assert not User.objects.exists()


def test_where_signing_up_is_closed_the_button_is_offered_to_whoever_it_lets_in(
    visitor: Visitor, provide: Provide, settings: Settings
) -> None:
    settings.SIGNUP_OPEN = False
    assert LOGIN in visitor.client.get("/accounts/signup/").text
    provide(makes_accounts=False)
    assert LOGIN not in visitor.client.get("/accounts/signup/").text


def test_the_second_factor_is_asked_for_after_the_provider(visitor: Visitor, bob: User) -> None:
    with_app(bob)
    EmailAddress.objects.update_or_create(user=bob, email=bob.email, defaults={"verified": True, "primary": True})
    visitor.issuer.person["email"] = bob.email
    page = visitor.signs_in()
    assert page.redirect_chain[-1][0] == reverse("mfa_authenticate") and who(visitor).is_anonymous
    Authenticator.objects.all().delete()
    other = Visitor(visitor.issuer)
    other.signs_in()
    assert who(other) == bob


def test_somebody_deactivated_is_told_so(visitor: Visitor) -> None:
    visitor.signs_in()
    User.objects.update(is_active=False)
    other = Visitor(visitor.issuer)
    page = other.signs_in()
    is_ours(page)
    assert "This account is closed" in page.text and who(other).is_anonymous


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": "  Rosa\nLuz "}, "Rosa Luz"),
        ({"name": "R" * 300}, "R" * NAME_LENGTH),
        ({"name": "", "preferred_username": "rluz"}, "rluz"),
        ({"name": {"first": "Rosa"}, "preferred_username": None}, "rosa"),
        ({"name": "<b>Rosa</b>"}, "<b>Rosa</b>"),
    ],
)
def test_a_new_account_has_a_name_that_fits(visitor: Visitor, claims: dict[str, Any], name: str) -> None:
    visitor.issuer.person |= claims
    visitor.signs_in()
    assert who(visitor).name == name


def test_somebody_whom_nothing_names_is_somebody() -> None:
    assert name_from(None, "", "\n") == "Somebody"


def test_what_the_token_does_not_say_the_userinfo_endpoint_does(visitor: Visitor) -> None:
    visitor.issuer.tells_later = {"email", "email_verified", "name"}
    visitor.signs_in()
    assert who(visitor).email == "rosa@example.org" and who(visitor).name == "Rosa Luz"
    assert EmailAddress.objects.get().verified and "/userinfo" in visitor.issuer.asked


def test_a_confirmation_is_never_put_beside_another_address(visitor: Visitor) -> None:
    visitor.issuer.tells_later = {"email", "name"}
    visitor.issuer.userinfo = {"email_verified": None}
    visitor.signs_in()
    assert not EmailAddress.objects.get().verified
