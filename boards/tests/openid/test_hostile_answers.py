"""What comes back from the provider is believed only if it is right; otherwise a page says what to do."""

import time
from typing import Any

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from boards.models import User
from boards.openid import tokens
from boards.openid.discovery import PATH as DISCOVERY
from boards.tests.openid.conftest import CALLBACK, LOGIN, Provide, Visitor
from boards.tests.openid.issuer import CLIENT_ID, Issuer, new_key
from boards.tests.openid.test_signing_in import who
from boards.tests.views.test_account_pages import is_ours

NOBODY_ELSE = {"azp": "another", "aud": [CLIENT_ID, "another"]}


def is_refused(page: Any, visitor: Visitor, status: int = 401) -> None:
    is_ours(page)
    assert page.status_code == status
    assert ("does not answer" if status == 503 else "You are not signed in") in page.text
    for word in ("Traceback", "Error", "token", "nonce", visitor.issuer.url):
        assert word not in page.text
    assert who(visitor).is_anonymous and not SocialAccount.objects.exists() and not User.objects.exists()


@pytest.mark.parametrize(
    "lies",
    [
        {"aud": "another"},
        {"aud": [CLIENT_ID, "another"]},
        NOBODY_ELSE,
        {"azp": "another"},
        {"aud": None},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"iat": None},
        {"nbf": 4_102_444_800},
        {"sub": None},
        {"sub": ""},
        {"sub": "x" * 192},
    ],
    ids=str,
)
def test_a_token_for_somebody_else_or_of_another_time_is_refused(visitor: Visitor, lies: dict[str, Any]) -> None:
    visitor.issuer.lies = lies
    is_refused(visitor.signs_in(), visitor)


def test_a_token_that_somebody_else_signed_is_refused(visitor: Visitor) -> None:
    visitor.issuer.key = new_key()
    is_refused(visitor.signs_in(), visitor)


@pytest.mark.parametrize("kid", ["two", None])
def test_the_name_of_the_key_is_the_providers_or_there_is_only_one(visitor: Visitor, kid: str | None) -> None:
    visitor.issuer.kid = kid
    page = visitor.signs_in()
    if kid is None:
        assert who(visitor).name == "Rosa Luz"
    else:
        is_refused(page, visitor)


def test_a_token_without_a_signature_is_refused(visitor: Visitor) -> None:
    visitor.issuer.key, visitor.issuer.algorithm = None, "none"
    is_refused(visitor.signs_in(), visitor)


def test_a_token_signed_with_what_everybody_knows_is_refused(visitor: Visitor) -> None:
    # The public key, or the client's secret, in place of a key that only the provider has.
    for secret in (str(visitor.issuer.keys()["keys"][0]["n"]), "the client's secret, which is long enough"):
        visitor.issuer.key, visitor.issuer.algorithm = secret, "HS256"
        is_refused(visitor.signs_in(), visitor)


@pytest.mark.parametrize("state", ["", "nonsense", "A" * 16, "\x00"])
def test_a_wrong_state_is_refused_before_the_provider_is_asked(visitor: Visitor, state: str) -> None:
    visitor.issuer.grant(visitor.leaves())
    visitor.issuer.asked.clear()
    is_refused(visitor.client.get(CALLBACK, {"code": "x", "state": state}), visitor)
    assert visitor.issuer.asked == []


def test_the_way_back_of_one_browser_signs_nobody_in_at_another(visitor: Visitor) -> None:
    # Somebody wants another person to be signed in as himself (login CSRF).
    address = visitor.issuer.grant(visitor.leaves())
    other = Visitor(visitor.issuer)
    is_refused(other.arrives(address), other)


def test_a_way_back_can_be_gone_once(visitor: Visitor) -> None:
    address = visitor.issuer.grant(visitor.leaves())
    visitor.arrives(address)
    assert not who(visitor).is_anonymous
    assert visitor.client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 401


def test_a_code_of_another_sign_in_does_not_fit(visitor: Visitor) -> None:
    first, second = (visitor.issuer.grant(visitor.leaves()) for _ in range(2))
    code = first.partition("code=")[2].partition("&")[0]
    state = second.partition("state=")[2]
    # The provider compares the verifier (PKCE).
    is_refused(visitor.client.get(CALLBACK, {"code": code, "state": state}), visitor)


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/token", (200, "[]")),
        ("/token", (200, '["access_token"]')),
        ("/token", (200, "null")),
        ("/token", (200, '{"access_token": "x"}')),
        ("/token", (200, '{"access_token": "x", "id_token": 7}')),
        ("/token", (200, '{"access_token": "x", "id_token": "x.y.z"}')),
        ("/keys", (200, "[]")),
        ("/keys", (200, '{"keys": []}')),
        ("/keys", (200, '{"keys": [{"kid": "one", "kty": "oct", "k": "AAAA"}, 7]}')),
        ("/userinfo", (200, "[]")),
        ("/userinfo", (200, '{"sub": "alice", "email": "alice@example.org", "email_verified": true}')),
    ],
    ids=str,
)
def test_an_answer_that_means_nothing_is_refused(visitor: Visitor, path: str, answer: tuple[int, str]) -> None:
    visitor.issuer.tells_later = {"email"}
    visitor.issuer.answers[path] = answer
    is_refused(visitor.signs_in(), visitor)


@pytest.mark.parametrize("path", ["/keys", "/userinfo"])
@pytest.mark.parametrize("answer", [(500, "{}"), (200, "<html>"), (302, "http://127.0.0.1:9/")], ids=str)
def test_a_provider_that_fails_on_the_way_is_said_to_be_down(
    visitor: Visitor, path: str, answer: tuple[int, str]
) -> None:
    visitor.issuer.tells_later = {"email"}
    visitor.issuer.answers[path] = answer
    is_refused(visitor.signs_in(), visitor, 503)


@pytest.mark.parametrize("answer", [(500, "{}"), (200, "<html>"), (302, "http://127.0.0.1:9/")], ids=str)
def test_a_provider_that_does_not_say_where_it_is_is_said_to_be_down(visitor: Visitor, answer: tuple[int, str]) -> None:
    visitor.issuer.answers[DISCOVERY] = answer
    is_refused(visitor.client.post(LOGIN), visitor, 503)


@pytest.mark.parametrize(
    "says",
    [
        {"issuer": "https://evil.example"},
        {"issuer": None},
        {"token_endpoint": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": "file:///etc/passwd"},
        {"userinfo_endpoint": "ftp://127.0.0.1/"},
    ],
    ids=str,
)
def test_a_provider_that_says_it_is_another_or_unsafe_is_refused(visitor: Visitor, says: dict[str, Any]) -> None:
    visitor.issuer.discovery = says
    is_refused(visitor.client.post(LOGIN), visitor)


def test_nobody_is_there(visitor: Visitor, provide: Provide) -> None:
    # Port 9 of this machine: nothing listens.
    provide(url="http://127.0.0.1:9")
    is_refused(visitor.client.post(LOGIN), visitor, 503)


def test_a_provider_is_asked_once_where_it_is_however_often_the_button_is_pressed(visitor: Visitor) -> None:
    for _ in range(3):
        visitor.leaves()
    assert visitor.issuer.asked == [DISCOVERY]


def test_one_client_cannot_press_it_without_end(visitor: Visitor) -> None:
    statuses = {visitor.client.post(LOGIN).status_code for _ in range(61)}
    assert statuses == {200, 429}


@pytest.mark.parametrize("email", [None, "", "no address", 7, ["rosa@example.org"], "x" * 250 + "@example.org"])
def test_somebody_without_an_address_is_told_what_is_missing(visitor: Visitor, email: Any) -> None:
    visitor.issuer.person["email"] = email
    page = visitor.signs_in()
    is_ours(page)
    assert page.status_code == 403 and "Your account has no e-mail address" in page.text
    assert who(visitor).is_anonymous and not User.objects.exists()


def test_whoever_goes_back_at_the_provider_is_at_the_door_again(visitor: Visitor) -> None:
    page = visitor.arrives(visitor.issuer.refuse(visitor.leaves()))
    is_ours(page)
    assert page.redirect_chain == [(reverse("account_login"), 302)] and "Nothing has changed" in page.text


def test_any_other_error_of_the_provider_is_no_way_in_and_no_line_of_the_log(
    visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    state = visitor.leaves().partition("state=")[2].partition("&")[0]
    page = visitor.client.get(CALLBACK, {"error": "<script>server_error</script>\nERROR " + "x" * 500, "state": state})
    is_refused(page, visitor)
    assert "<script>server" not in page.text
    (line,) = [record.getMessage() for record in caplog.records if record.name == "liveboard.openid"]
    assert "\n" not in line and len(line) < 200


def test_addresses_take_only_what_they_are_for(visitor: Visitor) -> None:
    for method, path in (("head", LOGIN), ("put", LOGIN), ("post", CALLBACK), ("head", CALLBACK)):
        assert getattr(Client(), method)(path).status_code == 405


def test_tokens_of_a_provider_with_another_kind_of_key_are_read_too(issuer: Issuer) -> None:
    now = int(time.time())
    key = new_key()
    public = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    claims = {"iss": "i", "sub": "s", "aud": ["c"], "exp": now + 60, "iat": now, "nonce": "n"}
    token = jwt.encode(claims, key, "PS256", headers={"kid": "k"})
    keys = {"keys": [{**public, "kid": "k", "alg": "PS256"}, {**public, "kid": "k", "use": "enc", "alg": "PS256"}]}
    assert tokens.read(token, keys=keys, issuer="i", client_id="c", nonce="n")["sub"] == "s"
