"""Row 18: every answer has the policy, with nonces and nothing unsafe, and no page has what it would stop.

That browsers report no violation is told by every story: ``e2e/actors.py`` listens to all their pages.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse

from boards import administration
from boards.models import Board, User
from boards.tests.acts import card, do
from boards.tests.page import parse
from boards.tests.security import walk
from boards.tests.views.conftest import Browse, browse
from boards.views import home

__all__ = ["browse"]

pytestmark = pytest.mark.django_db(transaction=True)

# None tells another site more than where one comes from; where the address is a secret, ours neither.
REFERRERS = {"same-origin", "strict-origin", "no-referrer"}
POLICY = {
    "default-src": "'none'",
    "script-src": "'nonce'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy_of(response: Any) -> dict[str, str]:
    """Return the directives of an answer, without its nonce."""
    policy = re.sub(r"'nonce-[\w+/=-]{22,}'", "'nonce'", response["Content-Security-Policy"])
    return dict(directive.strip().split(" ", 1) for directive in policy.split(";"))


def is_guarded(response: Any, what: object) -> None:
    policy = policy_of(response)
    # Where a page has no script, no nonce is made, and nothing at all may run.
    assert {"script-src": "'nonce'", **policy} == POLICY, what
    assert "Content-Security-Policy-Report-Only" not in response, what
    assert response["X-Content-Type-Options"] == "nosniff", what
    assert response["Referrer-Policy"] in REFERRERS, what
    if response.get("Content-Type", "").startswith("text/html"):
        is_clean(response.text, response["Content-Security-Policy"], what)


def is_clean(html: str, policy: str, what: object) -> None:
    """Check that a page has no style and no script in it but those with the answer's own nonce."""
    for element in parse(html).walk():
        names = set(element.attributes)
        assert element.tag != "style" and "style" not in names, (what, element.attributes)
        assert not [name for name in names if name.startswith("on")], (what, element.attributes)
        if element.tag == "script" and element.attributes.get("type") != "application/json":
            assert f"'nonce-{element.attributes['nonce']}'" in policy, what


def addresses(board: Board) -> list[str]:
    """Return every address, those of the admin with rows that there are."""
    return [_of_a_row(route.address) for route in walk.routes(**walk.filled(board))]


def _of_a_row(address: str) -> str:
    if match := re.match(r"/admin/boards/(\w+)/x/", address):
        row = next(model for model in walk.models() if model._meta.model_name == match[1])._default_manager.first()
        return address.replace("/x/", f"/{row.pk}/", 1) if row else address
    return address


@pytest.mark.parametrize("name", ["Alice", "Charlie", "nobody"])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_every_answer_has_the_policy(
    headers: dict[str, str], name: str, board: Board, alice: User, charlie: User, browse: Browse
) -> None:
    administration.set_administrator(alice, to=True)
    do(alice, board, "card.archive", card=card(board, "Call"))
    do(alice, board, "link.create", name="For guests")
    person = {"Alice": alice, "Charlie": charlie}.get(name)
    seen = set()
    for address in addresses(board):
        for method in ("get", "post"):
            # Another browser each time: some addresses sign out.
            response = getattr(browse(person), method)(address, headers=headers)
            is_guarded(response, (method, address))
            seen.add(response.status_code)
    expected = {"Alice": {200, 302, 403, 404, 405}, "Charlie": {200, 302, 404, 405}, "nobody": {200, 302, 405}}
    assert seen >= expected[name]


def test_every_error_has_the_policy(
    alice: User, browse: Browse, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    failing = browse(alice)
    failing.raise_request_exception = False
    monkeypatch.setattr(home, "_home", None)
    careful = Client(enforce_csrf_checks=True)
    login = reverse("account_login")
    wrong = {"login": alice.email, "password": "wrong"}
    tries = [client.post(reverse("account_reset_password"), {"email": alice.email}) for _ in range(11)]
    for status, response in {
        400: client.get("/", headers={"host": "evil.example"}),
        403: careful.post(login, wrong),
        404: client.get("/nowhere/"),
        405: browse(alice).get(reverse("boards:create")),
        429: tries[-1],
        500: failing.get("/"),
    }.items():
        assert response.status_code == status
        is_guarded(response, status)


def test_files_have_the_policy_too(client: Client, tmp_path: Path) -> None:
    """A picture of ours, opened by itself, is a page."""
    with override_settings(STATIC_ROOT=tmp_path):
        call_command("collectstatic", "--noinput", verbosity=0)
        for name in ("favicon.svg", "css/main.css"):
            assert finders.find(name)
            response = client.get(f"/{settings.STATIC_URL.strip('/')}/{name}")
            assert response.status_code == 200
            is_guarded(response, name)
            response.close()
            # Browsers hold pictures to the policy that they come with: theirs have no style of their own either.
            if name.endswith(".svg"):
                is_clean(Path(str(finders.find(name))).read_text(), "", name)
    door = (settings.BASE_DIR / "deploy" / "caddy" / "Caddyfile").read_text()
    # In containers they come from Caddy.
    assert "header Content-Security-Policy \"default-src 'none'; frame-ancestors 'none'\"" in door


def test_the_policy_allows_nothing_unsafe_and_reports_are_no_substitute() -> None:
    assert not getattr(settings, "SECURE_CSP_REPORT_ONLY", None)
    for directive, sources in settings.SECURE_CSP.items():
        assert not {"*", "data:", "blob:", "https:", "http:"} & set(sources), directive
        assert not any("unsafe" in source for source in sources), directive
