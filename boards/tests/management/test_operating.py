"""What an operator types: who is here, who owns what, and deleting for good only when it is meant."""

from io import StringIO
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from boards.live import heart
from boards.models import Board, User
from boards.tests.commands.test_member import roles
from boards.tests.doors import Socket, sign_in
from boards.threads import in_commands


def said(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_people_are_listed_and_found_by_words_of_name_or_address(board: Board, bob: User) -> None:
    lines = said("users").splitlines()
    assert [line.split()[1] for line in lines] == ["Alice", "Bob", "Charlie", "Vera"]
    (line,) = said("users", "BOB", "example").splitlines()
    assert line == "bob@example.org  Bob  1 board, never signed in"
    assert said("users", "bob", "alice") == "Nobody matches.\n"


def test_an_administrator_is_made_and_unmade(bob: User) -> None:
    assert "is an administrator now" in said("make_admin", "BOB@example.org")
    bob.refresh_from_db()
    assert bob.is_staff and bob.is_superuser and "administrator" in said("users", "bob")
    said("make_admin", bob.email, "--undo")
    bob.refresh_from_db()
    assert (bob.is_staff, bob.is_superuser) == (False, False)


@pytest.mark.parametrize("sends_mail", [True, False])
def test_the_first_account_is_made_at_the_shell_and_its_owner_chooses_the_password(
    sends_mail: bool, settings: Settings, db: None
) -> None:
    settings.SIGNUP_OPEN = False
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory" if sends_mail else "optional"
    words = said("make_admin", "--create", "Ann@Example.org", "--name", "Ann  Lee")
    assert words.startswith("Ann Lee is an administrator now")
    link = words.splitlines()[-1]
    assert link.startswith(f"{settings.PUBLIC_URL}/accounts/password/reset/key/")
    # Nobody can sign in before, and the link that was not used is not the only one.
    assert not User.objects.get().has_usable_password()
    assert said("make_admin", "--create", "ann@example.org").count("http") == 1
    client = Client()
    address = client.get(link.removeprefix(settings.PUBLIC_URL), follow=True).request["PATH_INFO"]
    client.post(address, {"password1": "a-new-harbour", "password2": "a-new-harbour"})
    signed_in = client.post("/accounts/login/", {"login": "ann@example.org", "password": "a-new-harbour"})
    assert signed_in["Location"] == "/"
    assert client.get("/admin/").status_code == 200
    # It works once, and the command gives away no account that somebody uses.
    assert "This link has expired" in Client().get(link.removeprefix(settings.PUBLIC_URL), follow=True).text
    assert "http" not in said("make_admin", "--create", "ANN@example.org")
    assert User.objects.count() == 1


@pytest.mark.parametrize("create", [True, False])
def test_whoever_signed_up_with_the_address_of_an_administrator_to_be_is_none(
    create: bool, settings: Settings, db: None
) -> None:
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    Client().post("/accounts/signup/", {"email": "ann@example.org", "name": "Mallory", "password1": "a-new-harbour"})
    words = ["make_admin", "Ann@example.org", *["--create"] * create]
    with pytest.raises(CommandError, match="never confirmed"):
        said(*words)
    mallory = User.objects.get()
    assert (mallory.is_staff, mallory.is_superuser) == (False, False)
    said("make_admin", "ann@example.org", "--undo")
    EmailAddress.objects.update(verified=True)
    assert "is an administrator now" in said(*words)


def test_a_new_account_has_a_name_and_an_address(db: None) -> None:
    assert "ann is an administrator" in said("make_admin", "--create", "ann@example.org")
    with pytest.raises(CommandError, match="is no e-mail address"):
        said("make_admin", "--create", "ann")


def test_whoever_is_disabled_has_no_session_any_more_not_even_when_enabled_again(
    board: Board, alice: User, bob: User
) -> None:
    own, other = sign_in(alice), sign_in(bob)
    words = said("users", "--disable", alice.email)
    assert f"“Boat” has no owner now: manage.py hand_over {board.pk} EMAIL" in words
    assert "disabled" in said("users", "alice")
    assert set(Session.objects.values_list("pk", flat=True)) == {other} != {own}
    said("users", "--enable", alice.email)
    assert "disabled" not in said("users", "alice")
    assert not Session.objects.filter(pk=own).exists()


def test_a_board_is_handed_over_by_its_address_id_or_name(board: Board, charlie: User, bob: User, vera: User) -> None:
    for name, user in ((f"http://x/b/{board.pk}/", charlie), (str(board.pk), vera), ("BOAT", bob)):
        assert said("hand_over", name, user.email) == f"{user.name} owns “Boat” now.\n"
        assert [name for name, role in roles(board).items() if role == "owner"] == [user.name]


def test_a_board_is_deleted_when_that_is_meant(board: Board, foreign: Board) -> None:
    out = StringIO()
    with pytest.raises(CommandError, match=r"Nothing was deleted.*--yes"):
        call_command("delete_board", "Boat", stdout=out)
    assert "3 columns, 6 cards, 1 change; on it: Alice, Bob, Vera." in out.getvalue()
    assert Board.objects.count() == 2
    said("delete_board", "Boat", "--yes")
    assert list(Board.objects.all()) == [foreign]


def test_somebody_is_deleted_when_that_is_meant(board: Board, foreign: Board, charlie: User, bob: User) -> None:
    session = sign_in(charlie)
    out = StringIO()
    with pytest.raises(CommandError, match="Nothing was deleted"):
        call_command("delete_user", charlie.email, stdout=out)
    assert "“Elsewhere”" in out.getvalue() and "“Boat”" not in out.getvalue()
    assert User.objects.filter(pk=charlie.pk).exists()
    said("delete_user", charlie.email, "--yes")
    assert not User.objects.filter(pk=charlie.pk).exists() and list(Board.objects.all()) == [board]
    assert not Session.objects.filter(pk=session).exists()


def test_the_owner_of_a_board_of_others_is_not_deleted_and_stays_signed_in(board: Board, alice: User) -> None:
    session = sign_in(alice)
    with pytest.raises(CommandError, match="Hand it over to another member first"):
        said("delete_user", alice.email, "--yes")
    assert Session.objects.filter(pk=session).exists()


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (("make_admin", "nobody@example.org"), "manage.py users"),
        (("users", "--disable", "nobody@example.org"), "manage.py users"),
        (("delete_user", "nobody@example.org", "--yes"), "manage.py users"),
        (("hand_over", str(uuid4()), "bob@example.org"), "There is no board"),
        (("delete_board", "Ship", "--yes"), "its whole name"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(words: tuple[str, ...], advice: str, board: Board) -> None:
    with pytest.raises(CommandError, match=advice):
        said(*words)


def test_a_name_of_two_boards_is_no_name(board: Board) -> None:
    other = Board.objects.create(name="boat")
    with pytest.raises(CommandError, match="2 boards are called so") as refused:
        said("delete_board", "Boat", "--yes")
    assert str(board.pk) in str(refused.value) and str(other.pk) in str(refused.value)
    assert Board.objects.count() == 2


def test_somebody_disabled_becomes_neither_administrator_nor_owner(board: Board, bob: User) -> None:
    said("users", "--disable", bob.email)
    for words in (("make_admin", bob.email), ("hand_over", "Boat", bob.email)):
        with pytest.raises(CommandError, match="is disabled"):
            said(*words)
    assert roles(board)["Alice"] == "owner"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("live")
async def test_open_sockets_of_somebody_disabled_close_within_five_seconds(
    board: Board, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert heart.HEARTBEAT * heart.CHECK_EVERY <= 5
    monkeypatch.setattr(heart, "HEARTBEAT", 0.02)
    async with Socket(bob, board) as bobs, Socket(alice, board) as alices:
        await in_commands(said, "users", "--disable", bob.email)
        assert await bobs.closed_with() == 4401
        assert "ack" in await alices.command("board.rename", {"name": "Ship"})
        await alices.frame()
        assert await bobs.wire.receive_nothing(0.05, 0.01)
