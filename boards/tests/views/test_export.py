"""One's own data as an archive: whole, nothing of others, bounded, and only for whoever is at the keyboard."""

import io
import json
import tracemalloc
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from asgiref.sync import sync_to_async
from django.conf import settings as configured
from django.test import AsyncClient, Client
from pytest_django import Settings

from boards import ordering, pictures
from boards.commands.board import Plan, create_board
from boards.commands.perform import perform
from boards.export import archive, boards
from boards.models import Board, Card, Change, Column, Membership, Patch, User, Visit
from boards.tests.acts import card, do
from boards.tests.conftest import PASSWORD
from boards.tests.hostile import PAYLOADS
from boards.tests.laws.samples import SAMPLES, submission
from boards.tests.security.test_22_minimum import secrets
from boards.tests.views.conftest import Browse, browse
from boards.tests.views.test_account_pages import is_ours
from boards.tests.views.test_factors import with_app

__all__ = ["browse"]

PATH = "/accounts/export/"


def at_the_keyboard(user: User, client: Client | None = None) -> Client:
    """Sign in, and give the password once more."""
    client = client or Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    asked = client.get(PATH)
    page = client.post(asked["Location"], {"password": PASSWORD, "next": PATH}, follow=True)
    assert page.redirect_chain[-1][0] == PATH
    is_ours(page)
    return client


def unpacked(data: bytes) -> dict[str, Any]:
    """Return the files of an archive by name, JSON as what it says."""
    with ZipFile(io.BytesIO(data)) as found:
        assert found.testzip() is None
        return {
            name: json.loads(found.read(name)) if name.endswith(".json") else found.read(name)
            for name in found.namelist()
        }


def made(user: User) -> bytes:
    file = io.BytesIO()
    archive.write(user, file)
    return file.getvalue()


def taken(user: User) -> dict[str, Any]:
    return unpacked(made(user))


def test_the_archive_says_who_one_is(bob: User, board: Board) -> None:
    with_app(bob)
    EmailAddress.objects.update_or_create(user=bob, email=bob.email, defaults={"verified": True, "primary": True})
    Authenticator.objects.create(user=bob, type="webauthn", data={"name": "Laptop", "credential": {"rawId": "secret"}})
    SocialAccount.objects.create(user=bob, provider="https://login.example.org", uid="b", extra_data={"name": "Bob"})
    User.objects.filter(pk=bob.pk).update(theme="dark", contrast="more", time_zone="Europe/Lisbon", language="de")
    bob.refresh_from_db()
    files = taken(bob)
    person = files["person.json"]
    assert (person["format"], person["version"], person["server"]) == ("liveboard-export", 1, configured.PUBLIC_URL)
    assert person["profile"]["name"] == "Bob" and person["profile"]["email"] == "bob@example.org"
    assert person["settings"] == {
        "colour": bob.colour,
        "theme": "dark",
        "contrast": "more",
        "time_zone": "Europe/Lisbon",
        "language": "de",
    }
    assert person["addresses"] == [{"email": bob.email, "verified": True, "primary": True}]
    kinds = {(each["kind"], each["name"]) for each in person["second_factors"]}
    assert kinds == {("totp", ""), ("recovery_codes", ""), ("webauthn", "Laptop")}
    assert all(set(each) == {"kind", "name", "added_at", "used_at"} for each in person["second_factors"])
    assert person["accounts_elsewhere"][0]["uid"] == "b"
    assert person["picture"] is None and "picture.webp" not in files


def test_no_secret_is_in_it_not_even_ones_own(bob: User, board: Board) -> None:
    client, secret, codes = with_app(bob)
    files = taken(bob)
    text = json.dumps(files)
    (session,) = files["person.json"]["sessions"]
    assert session["ip"] == "127.0.0.1" and str(client.session.session_key) not in text
    values = [value for each in Authenticator.objects.all() for value in each.data.values()]
    kept = [value for value in values if isinstance(value, str)]
    assert len(kept) > 1
    bob.refresh_from_db()
    for hidden in (secret, *codes, *kept, bob.password, bob.get_session_auth_hash()):
        assert hidden not in text


def test_the_picture_is_in_it(bob: User, settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    pictures.give(bob, b"RIFF of bob")
    files = taken(bob)
    assert files["picture.webp"] == b"RIFF of bob" and files["person.json"]["picture"] == "picture.webp"


def test_an_owner_takes_the_whole_board_and_an_editor_what_she_did(board: Board, alice: User, bob: User) -> None:
    do(bob, board, "card.edit", card=card(board, "Paint"), description="Three coats")
    do(bob, board, "card.archive", card=card(board, "Sand"))
    owned = taken(alice)["boards/001-boat.json"]
    assert [column["name"] for column in owned["columns"]] == ["To do", "Doing", "Done"]
    cards = {each["title"]: each for each in owned["cards"]}
    assert len(cards) == 6 and cards["Paint"]["description"] == "Three coats" and cards["Sand"]["archived"]
    assert cards["Paint"]["column"] == owned["columns"][1]["id"]
    # What others did is theirs.
    assert [change["command"] for change in owned["my_changes"]] == ["board.create"]
    edited = taken(bob)["boards/001-boat.json"]
    assert "columns" not in edited and "cards" not in edited and edited["role"] == "editor"
    described, archived = edited["my_changes"]
    assert described["command"] == "card.edit"
    assert described["rows"][0]["before"] == {"description": "Two coats"}
    assert described["rows"][0]["after"] == {"description": "Three coats"}
    assert archived["rows"][0]["after"]["archived"] is True


def test_boards_are_listed_with_role_and_star(board: Board, bob: User, foreign: Board) -> None:
    Visit.objects.create(board=board, user=bob, starred=True)
    (listed,) = taken(bob)["person.json"]["boards"]
    assert listed["file"] == "boards/001-boat.json"
    assert (listed["name"], listed["role"], listed["starred"]) == ("Boat", "editor", True)


def test_a_board_that_one_left_is_not_in_it(board: Board, bob: User) -> None:
    do(bob, board, "card.edit", card=card(board, "Paint"), description="Three coats")
    Visit.objects.create(board=board, user=bob, starred=True)
    do(bob, board, "member.leave")
    files = taken(bob)
    assert list(files) == ["person.json"] and files["person.json"]["boards"] == []
    assert "Boat" not in json.dumps(files) and "coats" not in json.dumps(files)


def test_nothing_of_others_is_in_it_but_their_names(board: Board, alice: User, charlie: User, bob: User) -> None:
    do(alice, board, "member.add", email=charlie.email, role="editor")
    others = secrets([bob, charlie, board.members.get(name="Vera")])
    files = taken(alice)
    text = json.dumps(files)
    assert not [secret for secret in others if secret in text]
    added = files["boards/001-boat.json"]["my_changes"][-1]
    row = {"kind": "member", "id": str(charlie.pk), "name": "Charlie", "before": None, "after": {"role": "editor"}}
    assert added["rows"] == [row]


@pytest.mark.django_db(transaction=True)
def test_every_field_of_every_command_is_thought_of(board: Board, alice: User) -> None:
    for verb, fields in SAMPLES:
        if Board.objects.filter(pk=board.pk).exists():
            perform(submission(verb, fields(board)), actor=alice, board_id=board.pk)
    found = {
        (patch.kind, field)
        for patch in Patch.objects.all()
        for values in (patch.before, patch.after)
        for field in values or {}
    }
    assert len(found) > 8
    assert {(kind, field) for kind, field in found if field not in boards.FIELDS.get(kind, ())} == set()


@pytest.mark.parametrize(
    "name", [*PAYLOADS, "../../etc/passwd", "C:\\con", "a/b\x00c", "…", "日本", "-" * 90, "A" * 90]
)
def test_hostile_names_stay_in_their_folder(name: str, bob: User) -> None:
    create_board(owner=bob, name=name.replace("\x00", "")[:100], columns=())
    files = taken(bob)
    (path,) = [each for each in files if each.startswith("boards/")]
    assert set(path) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_/.") and path.count("/") == 1
    assert ".." not in path and len(path) < 60 and path.startswith("boards/001")
    assert files[path]["name"] == name.replace("\x00", "")[:100]


def test_two_boards_of_one_name_have_two_files(bob: User) -> None:
    for _ in range(2):
        create_board(owner=bob, name="Twin", columns=(Plan("One"),))
    assert set(taken(bob)) == {"person.json", "boards/001-twin.json", "boards/002-twin.json"}


def fill(board: Board, count: int, size: int) -> None:
    """Put cards into a new column of the board, and as many changes of its owner's into its journal."""
    owner = board.memberships.get(role="owner").user
    done = Change.objects.filter(board=board).count()
    column = Column.objects.create(board=board, name="Many", order=f"z{done:05}a")
    text = "x" * size
    for index, key in enumerate(ordering.spread(count), start=1000 + done):
        Card.objects.create(board=board, column=column, number=index, title="Many", description=text, order=key)
        change = Change.objects.create(board=board, revision=index, actor=owner, command="card.edit")
        values = {"description": text}
        Patch.objects.create(change=change, kind="card", row=board.pk, before=values, after=values)


def test_memory_does_not_grow_with_the_board(board: Board, alice: User, tmp_path: Path) -> None:
    peaks = []
    # 12 MB of text, and 36.
    for more in (200, 400):
        fill(board, more, 20_000)
        with (tmp_path / "archive.zip").open("w+b") as file:
            tracemalloc.start()
            try:
                archive.write(alice, file)
                peaks.append(tracemalloc.get_traced_memory()[1])
            finally:
                tracemalloc.stop()
            file.seek(0)
            found = unpacked(file.read())["boards/001-boat.json"]
    assert len(found["cards"]) == 606 and len(found["my_changes"]) == 601
    assert peaks[1] < peaks[0] * 1.2 and peaks[1] < 20 * 1024 * 1024, peaks


def test_the_database_is_asked_by_the_portion_not_by_the_row(
    board: Board, alice: User, django_assert_max_num_queries: Any
) -> None:
    fill(board, 3 * boards.PORTION, 1)
    # Eleven for the person, four for the board, and two for each portion of changes.
    with django_assert_max_num_queries(11 + 4 + 2 * 4):
        made(alice)


def test_a_download_has_a_plain_name_and_is_kept_by_nobody(board: Board, alice: User) -> None:
    response = at_the_keyboard(alice).post(PATH)
    assert response.status_code == 200 and response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"].startswith('attachment; filename="liveboard-2')
    assert "no-store" in response["Cache-Control"]
    assert set(unpacked(b"".join(response))) == {"person.json", "boards/001-boat.json"}


@pytest.mark.django_db(transaction=True)
async def test_a_server_sends_it_piece_by_piece(board: Board, alice: User) -> None:
    client = await sync_to_async(at_the_keyboard)(alice)
    aclient = AsyncClient()
    aclient.cookies = client.cookies
    await sync_to_async(fill)(board, 400, 10)
    response: Any = await aclient.post(PATH)
    pieces = [piece async for piece in response]
    assert len(pieces) >= 1 and "boards/001-boat.json" in unpacked(b"".join(pieces))
    await sync_to_async(response.close)()


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_open_session_is_not_enough(method: str, bob: User, board: Board, browse: Browse) -> None:
    page = getattr(browse(bob), method)(PATH, follow=True)
    is_ours(page)
    assert "Give your password once more" in page.text
    assert getattr(browse(None), method)(PATH)["Location"].startswith("/accounts/login/")


def test_whoever_has_no_password_is_asked_nothing(bob: User) -> None:
    client = at_the_keyboard(bob)
    bob.refresh_from_db()
    bob.set_unusable_password()
    bob.save(update_fields=["password"])
    client.force_login(bob)
    assert client.get(PATH).status_code == 200


def test_a_token_is_wanted(bob: User, browse: Browse) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browse(bob).cookies
    assert strict.post(PATH).status_code == 403


def test_it_is_not_made_without_end(bob: User, alice: User) -> None:
    client = at_the_keyboard(bob)
    for _ in range(3):
        assert unpacked(b"".join(client.post(PATH)))
    refused = client.post(PATH)
    is_ours(refused)
    assert refused.status_code == 429 and "Wait ten minutes" in refused.text
    # It is nobody else's trouble.
    assert unpacked(b"".join(at_the_keyboard(alice).post(PATH)))


def test_what_fails_leaves_no_file(bob: User, settings: Settings, tmp_path: Path, monkeypatch: Any) -> None:
    client = at_the_keyboard(bob)
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(archive, "VERSION", object())
    with pytest.raises(TypeError):
        client.post(PATH)
    assert list(tmp_path.iterdir()) == []


def test_memberships_alone_decide(board: Board, bob: User) -> None:
    Membership.objects.filter(board=board, user=bob).delete()
    assert list(taken(bob)) == ["person.json"]
