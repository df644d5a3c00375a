"""What clients claim about themselves and about us: nothing of it is believed, and honest people are told apart."""

from pathlib import Path

from e2e.compose import stranger
from e2e.compose.browserless import ask
from e2e.compose.deployment import WEBS, Deployment

# Ten failures a minute and address are forgiven, by each process.
TRIES = 10 * len(WEBS) + 5
HOSTILE = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Prefix": "/evil",
    "Forwarded": "for=203.0.113.9;host=evil.example;proto=https",
    "X-Real-IP": "203.0.113.9",
    "Daphne-Root-Path": "/evil",
}


def test_addresses_that_a_client_claims_do_not_help_it(office: Deployment) -> None:
    assert refused_tries(office, "web2", TRIES) > 0
    # Somebody else, who has an address of their own, does not pay for it.
    assert refused_tries(office, "web1", 5) == 0


def refused_tries(office: Deployment, container: str, tries: int) -> int:
    """Let a stranger try from a container; return how many tries were refused for being too many."""
    program = Path(stranger.__file__).read_bytes()
    words = ("python", "-", "caddy", str(office.port), "localhost", str(tries))
    return int(office.runs(container, *words, given=program))


def test_names_that_a_client_claims_appear_nowhere(office: Deployment) -> None:
    answer = ask(office, "/", headers=HOSTILE)
    assert answer.status == 302
    assert answer.headers["location"] == "/accounts/login/?next=/"
    answer = ask(office, "/accounts/login/", headers=HOSTILE)
    assert answer.status == 200
    assert b"evil" not in answer.body
    assert "evil" not in repr(answer.headers)
    # Plain HTTP stays plain, whatever is claimed.
    assert "secure" not in answer.headers["set-cookie"].lower()


def test_another_name_of_the_machine_is_told_the_right_one(office: Deployment) -> None:
    for name in ("evil.example", f"127.0.0.1:{office.port}"):
        answer = ask(office, "/", headers={"Host": name})
        assert answer.status == 421
        assert f"its address is {office.url}." in answer.body.decode()


def test_bodies_are_bounded_as_they_are_without_a_proxy(office: Deployment) -> None:
    answer = ask(office, "/accounts/login/", body=b"x" * 2_000_000)
    assert answer.status == 413
    assert ask(office, "/accounts/login/", body=b"x" * 1_000_000).status == 403
