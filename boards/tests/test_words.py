"""Nothing that people read bypasses the catalogs: not in templates, not in Python, not on any page."""

import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from boards.activity.sentences import SENTENCES
from boards.commands.board import Plan, create_board
from boards.commands.registry import COMMANDS
from boards.models import Board, Membership, Role, User
from boards.tests import words
from boards.tests.acts import do, make_link
from boards.tests.security import walk

ROOT = Path(__file__).resolve().parent.parent.parent
# Read by whoever runs the server (logs, the command line, what it says before it can serve), or develops it.
OURS = re.compile(
    r"templates/styleguide/|boards/views/styleguide\.py"
    r"|boards/(demo|administration|rows)\.py|boards/(management|migrations|tests)/"
    r"|board_project/(environment|settings|sign_in)\.py|board_project/(server|tests)/"
)
# Of no language: names of time zones and languages, and what walking the addresses fills in.
CONTENT = {*available_timezones(), *(name for _, name in settings.LANGUAGES), "nonsense"}


def test_templates_mark_every_word() -> None:
    paths = [path for path in (ROOT / "templates").rglob("*.*") if not OURS.match(str(path.relative_to(ROOT)))]
    found = {path: list(words.in_template(path.read_text())) for path in paths}
    assert {path: unmarked for path, unmarked in found.items() if unmarked} == {}


def test_python_marks_every_sentence_and_label() -> None:
    paths = [path for name in ("boards", "board_project") for path in (ROOT / name).rglob("*.py")]
    found = {
        path: list(words.in_module(path))
        for path in paths
        if not OURS.match(str(path.relative_to(ROOT))) and path.name != "roles.py"
    }
    assert {path: unmarked for path, unmarked in found.items() if unmarked} == {}


def test_scripts_have_no_sentence() -> None:
    sentence = re.compile(r"""["'`][A-Z][a-z]+ [a-z]+[^"'`]*[.!?…]["'`]""")
    found = {path: sentence.findall(path.read_text()) for path in (ROOT / "static" / "js").rglob("*.js")}
    assert {path: unmarked for path, unmarked in found.items() if unmarked} == {}


def test_what_happened_is_put_into_words_when_it_is_read() -> None:
    for kind, sentence in SENTENCES.items():
        with translation.override("de"):
            assert str(sentence).startswith(("hat ", "ist ")), kind


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put every text that goes through a catalog between brackets; Django's and allauth's too."""

    def marked(text: object) -> str:
        return f"{words.OPENING}{text}{words.CLOSING}"

    def one_of(one: str, many: str, number: int) -> str:
        return marked(one if number == 1 else many)

    for name, function in {
        "gettext": marked,
        "ngettext": one_of,
        "pgettext": lambda _, text: marked(text),
        "npgettext": lambda _, *forms: one_of(*forms),
    }.items():
        # Asked for once, so that it is there to be replaced.
        getattr(translation._trans, name)  # type: ignore[attr-defined]
        monkeypatch.setattr(translation._trans, name, function)  # type: ignore[attr-defined]


@pytest.fixture
def wordless(alice: User, vera: User) -> Board:
    """A board on which people have written no Latin letter, and are called by none."""
    board = create_board(owner=alice, name="Доска", columns=(Plan("Колонка", [("Карточка", "Текст")]), Plan("Вторая")))
    Membership.objects.create(board=board, user=vera, role=Role.VIEWER)
    make_link(alice, board, "Гости")
    do(alice, board, "invitation.create", email="new@example.org", role="editor")
    do(alice, board, "card.edit", card=board.cards.get(), title="Другая")
    for user in (alice, vera):
        user.name = "Алиса"
        user.save(update_fields=["name"])
    return board


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("pseudo")
def test_pages_say_nothing_that_is_not_in_a_catalog(wordless: Board, alice: User) -> None:
    found = {}
    for client, who in ((Client(), "visitor"), (_signed_in(alice), "member")):
        for route in walk.routes(**walk.filled(wordless)):
            if route.is_admins or "logout" in route.address:
                continue
            response = client.get(route.address)
            if response.headers.get("Content-Type", "").startswith("text/html"):
                found[who, route.address] = list(_unmarked(response.text))
    assert len(found) > 60
    assert {where: unmarked for where, unmarked in found.items() if unmarked} == {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("pseudo")
def test_refusals_say_nothing_that_is_not_in_a_catalog(wordless: Board, alice: User, vera: User) -> None:
    found = {}
    for user in (alice, vera):
        client = _signed_in(user)
        for verb in COMMANDS:
            page = client.post(f"/b/{wordless.pk}/do/{verb}/", {"title": "", "name": "", "email": "я"})
            found[user.pk, verb] = list(_unmarked(page.text))
    assert {where: unmarked for where, unmarked in found.items() if unmarked} == {}


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500", "503"])
def test_trouble_says_nothing_that_is_not_in_a_catalog(name: str) -> None:
    assert list(_unmarked(render_to_string(f"{name}.html"))) == []


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _unmarked(html: str) -> Iterator[str]:
    return (text for text in words.on_page(html) if not CONTENT.issuperset(text.split("\n")))
