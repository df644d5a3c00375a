"""Whose word counts for a client's address."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from twisted.web.http_headers import Headers

from board_project.environment import trusted_proxies
from board_project.server.proxies import settle


@pytest.mark.parametrize(
    ("claimed", "hops", "address"),
    [
        ("198.51.100.1", 0, None),
        ("198.51.100.1", 1, "198.51.100.1"),
        ("6.6.6.6, 198.51.100.1", 1, "198.51.100.1"),
        ("6.6.6.6, 198.51.100.1, 10.0.0.1", 2, "198.51.100.1"),
        ("198.51.100.1:5123", 1, "198.51.100.1"),
        ("[2001:db8::1]:5123", 1, "2001:db8::1"),
        ("2001:db8::1", 1, "2001:db8::1"),
        # Past the outer proxy: the inner one still saw its peer.
        ("198.51.100.1", 2, "198.51.100.1"),
        ("no address", 1, None),
        ("", 1, None),
    ],
)
def test_the_address_is_the_one_that_the_trusted_hops_saw(claimed: str, hops: int, address: str | None) -> None:
    headers = Headers({"X-Forwarded-For": [claimed]})
    assert settle(headers, hops=hops) == address
    assert headers.getRawHeaders("X-Forwarded-For") == ([address] if address else None)


def test_the_scheme_is_settled_alike() -> None:
    headers = Headers({"X-Forwarded-Proto": ["https, http"]})
    settle(headers, hops=1)
    assert headers.getRawHeaders("X-Forwarded-Proto") == ["http"]


def test_the_number_of_proxies_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert trusted_proxies() == 0
    monkeypatch.setenv("LIVEBOARD_TRUSTED_PROXIES", "2")
    assert trusted_proxies() == 2
    monkeypatch.setenv("LIVEBOARD_TRUSTED_PROXIES", "*")
    with pytest.raises(ImproperlyConfigured, match="how many"):
        trusted_proxies()
