"""With an https address and nothing else: certificates, secure cookies, sockets; and behind another proxy."""

from collections.abc import Iterator

import pytest

from e2e.casting import Casting
from e2e.compose.browserless import ask
from e2e.compose.conftest import meet
from e2e.compose.deployment import Deployment

FROM_OUTSIDE = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https"}


def test_two_people_work_over_https(casting: Casting, internet: Deployment) -> None:
    alice, bob = (casting.appear(name, internet, ignore_https_errors=True) for name in ("Alice", "Bob"))
    meet(alice, bob, internet)
    alice.adds_card("To do", "Paint")
    bob.sees_cards("To do", "Paint")
    cookies = alice.context.cookies()
    assert {cookie["name"] for cookie in cookies} == {"__Host-sessionid", "__Host-csrftoken"}
    assert all(cookie["secure"] for cookie in cookies)


def test_whoever_comes_without_https_is_sent_on(internet: Deployment) -> None:
    answer = ask(internet, "/b/", url=f"http://localhost:{internet.port}")
    assert answer.status == 308
    assert answer.headers["location"] == f"{internet.url}/b/"
    # The proxy's word on the scheme is believed, and no client's.
    answer = ask(internet, "/accounts/login/", headers={"X-Forwarded-Proto": "http"})
    assert answer.status == 200
    assert "max-age" in answer.headers["strict-transport-security"]


@pytest.fixture
def inner(internet: Deployment) -> Iterator[Deployment]:
    """Give the deployment while another proxy, which sees to HTTPS, stands in front of it: this machine."""
    before = internet.url
    behind = {"LIVEBOARD_URL": "https://board.example.org", "LIVEBOARD_OUTER_PROXY": "private_ranges"}
    internet.set(**behind, LIVEBOARD_TRUSTED_PROXIES="2")
    internet.up()
    yield internet
    internet.set(LIVEBOARD_URL=before, LIVEBOARD_OUTER_PROXY="", LIVEBOARD_TRUSTED_PROXIES="")
    internet.up()


def test_another_proxy_may_stand_in_front(inner: Deployment) -> None:
    door = f"http://localhost:{inner.port}"
    name = {"Host": "board.example.org"}
    answer = ask(inner, "/accounts/login/", url=door, headers={**name, **FROM_OUTSIDE})
    assert answer.status == 200
    assert "secure" in answer.headers["set-cookie"].lower()
    # It says itself that somebody came without HTTPS; then the app sends them on, to the right name.
    answer = ask(inner, "/b/", url=door, headers={**name, **FROM_OUTSIDE, "X-Forwarded-Proto": "http"})
    assert answer.status == 301
    assert answer.headers["location"] == "https://board.example.org/b/"
