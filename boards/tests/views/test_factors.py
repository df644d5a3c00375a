"""The second factor: switched on, asked for, replaced by recovery codes, switched off, and every page of it ours."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from boards.models import User
from boards.tests.conftest import PASSWORD
from boards.tests.totp import code_for
from boards.tests.views.conftest import Browse
from boards.tests.views.test_account_pages import is_ours

INDEX = "/accounts/2fa/"
APP, AWAY = f"{INDEX}totp/activate/", f"{INDEX}totp/deactivate/"
KEY = f"{INDEX}webauthn/add/"
CODES = f"{INDEX}recovery-codes/"


def sign_in(user: User) -> tuple[Client, Any]:
    """Give the password; return the browser and the page that follows."""
    client = Client()
    return client, client.post("/accounts/login/", {"login": user.email, "password": PASSWORD}, follow=True)


def again(client: Client, path: str) -> Any:
    """Open a page that asks for the password once more, and give it."""
    asked = client.get(path, follow=True)
    is_ours(asked)
    assert "Give your password once more" in asked.text
    return client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)


def with_app(user: User) -> tuple[Client, str, list[str]]:
    """Set an app up; return the browser, the app's secret and the recovery codes."""
    client, _ = sign_in(user)
    page = again(client, APP)
    is_ours(page)
    (secret,) = re.findall(r'class="secret">(\w+)<', page.text)
    shown = client.post(APP, {"code": code_for(secret)}, follow=True)
    is_ours(shown)
    return client, secret, re.findall(r"<code>(\d+)</code>", shown.text)


def test_the_code_of_the_app_is_asked_for_at_signing_in(bob: User) -> None:
    _, secret, _ = with_app(bob)
    client, page = sign_in(bob)
    is_ours(page)
    assert "recovery code" in page.text and client.get("/").status_code == 302
    wrong = client.post(f"{INDEX}authenticate/", {"code": "000000"})
    is_ours(wrong)
    assert "is not right" in wrong.text
    client.post(f"{INDEX}authenticate/", {"code": code_for(secret, later=1)})
    assert client.get("/").status_code == 200


def test_recovery_codes_are_shown_once_and_work_once_each(bob: User) -> None:
    client, _, codes = with_app(bob)
    assert len(set(codes)) == 10
    later = client.get(CODES)
    is_ours(later)
    assert not any(code in later.text for code in codes) and "10 of 10 are left" in later.text
    assert client.get(f"{CODES}download/").status_code == 403
    for status in (200, 302):
        lost, _ = sign_in(bob)
        lost.post(f"{INDEX}authenticate/", {"code": codes[0]})
        assert lost.get("/").status_code == status


def test_new_recovery_codes_take_the_place_of_the_old_ones(bob: User) -> None:
    client, _, codes = with_app(bob)
    is_ours(client.get(f"{CODES}generate/"))
    shown = client.post(f"{CODES}generate/", follow=True)
    new = re.findall(r"<code>(\d+)</code>", shown.text)
    assert len(new) == 10 and not set(new) & set(codes)
    # They can be taken away without script.
    assert f'href="data:text/plain;charset=utf-8,{new[0]}%0A' in shown.text


# Mails go out when the rows are committed, while the request is still there.
@pytest.mark.django_db(transaction=True)
def test_switched_off_the_password_alone_will_do_and_its_owner_is_told(bob: User) -> None:
    client, _, _ = with_app(bob)
    is_ours(client.get(INDEX))
    is_ours(client.get(AWAY))
    is_ours(client.post(AWAY, follow=True))
    assert not Authenticator.objects.exists()
    other, _ = sign_in(bob)
    assert other.get("/").status_code == 200
    assert [message.subject for message in mail.outbox] == [
        "An authenticator app was set up for Liveboard",
        "The authenticator app for Liveboard was switched off",
    ]
    assert all("If that was not you" in str(message.body) for message in mail.outbox)


@pytest.mark.parametrize("path", [APP, KEY, AWAY, f"{CODES}generate/", CODES])
def test_nothing_of_it_is_changed_or_shown_before_the_password_is_given_again(
    path: str, bob: User, browse: Browse
) -> None:
    with_app(bob)
    # A session that is open at somebody's desk.
    client = browse(bob)
    if path == APP:
        Authenticator.objects.filter(type="totp").delete()
    count = Authenticator.objects.count()
    response = client.post(path, follow=True) if path != CODES else client.get(path, follow=True)
    is_ours(response)
    assert "Give your password once more" in response.text and Authenticator.objects.count() == count


def test_the_pages_for_keys_are_ours_and_offer_nothing_without_script(bob: User) -> None:
    client, _ = sign_in(bob)
    page = again(client, KEY)
    is_ours(page)
    assert "need JavaScript" in page.text and re.search(r'<button[^>]*type="submit" hidden', page.text)
    assert '"rp":' in page.text.replace(" ", "") and "<script>" not in page.text
    wrong = client.post(KEY, {"name": "Mine", "credential": "{}"})
    is_ours(wrong)
    assert not Authenticator.objects.exists()
    is_ours(client.get(f"{INDEX}webauthn/"))


def test_a_picture_of_the_secret_is_there_while_an_app_is_set_up_and_only_then(bob: User, browse: Browse) -> None:
    picture = f"{INDEX}totp/qr.svg"
    assert browse(bob).get(picture).status_code == 404
    client, _ = sign_in(bob)
    assert f'src="{picture}"' in again(client, APP).text
    response = client.get(picture)
    assert response.content.startswith(b"<?xml") and response["Content-Type"] == "image/svg+xml"
    assert "no-store" in response["Cache-Control"]
    assert browse(None).get(picture)["Location"].startswith("/accounts/login/")
