"""Row 10: links for guests are long, hashed at rest, expiring, taken back at once, and looked up each time."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.test import AsyncClient, Client
from django.urls import reverse
from django.utils import timezone

from boards import limits, tokens
from boards.commands import link as link_commands
from boards.consumers import GuestConsumer
from boards.live import frame
from boards.live.hubs import hubs
from boards.models import Board, Card, Link, User
from boards.refusal import Refusal
from boards.sockets import Place
from boards.tests.acts import do, make_link
from boards.tests.doors import Socket
from boards.tests.ears import eventually
from boards.tests.views.conftest import Browse, browse
from boards.threads import in_commands, in_reads

__all__ = ["browse"]
pytestmark = pytest.mark.django_db(transaction=True)
BITS_OF_A_CHARACTER = 6


def addresses(secret: str) -> list[str]:
    """Return every address that the secret of a link may open."""
    names = ("guest", "guest-since", "guest-shell")
    return [
        *(reverse(f"boards:{name}", args=[secret]) for name in names),
        reverse("boards:guest-card", args=[secret, 1]),
        reverse("boards:guest-column", args=[secret, uuid4()]),
    ]


def opens(secret: str) -> bool:
    return Client().get(reverse("boards:guest", args=[secret])).status_code == 200


def test_an_address_is_too_long_to_be_guessed_and_of_no_use_in_another_place(board: Board, alice: User) -> None:
    link = make_link(alice, board)
    assert link.address == f"{settings.PUBLIC_URL}/g/{link.secret}/"
    assert len(link.secret) * BITS_OF_A_CHARACTER >= 128
    assert not opens(link.digest) and not opens(str(link.pk)) and not opens(tokens.secret_for("invitation", link.pk))


def test_a_copy_of_the_database_opens_nothing(board: Board, alice: User) -> None:
    link = make_link(alice, board)
    stored = [str(list(model._default_manager.values())) for model in apps.get_models()]
    assert any(link.digest in table for table in stored)
    assert not [table for table in stored if link.secret in table]


def test_whoever_has_the_address_sees_the_board_and_its_cards(board: Board, alice: User) -> None:
    link, client = make_link(alice, board), Client()
    page = client.get(reverse("boards:guest", args=[link.secret]))
    assert "Boat" in page.text and "Pack" in page.text
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "noindex" in page["X-Robots-Tag"]
    assert not client.cookies
    card = client.get(reverse("boards:guest-card", args=[link.secret, 1]))
    assert "Ropes and <em>lamps</em>" in card.text
    assert client.get(reverse("boards:guest-card", args=[link.secret, 99])).status_code == 404


def test_a_page_of_guests_has_no_form_and_names_no_door_of_members(board: Board, alice: User) -> None:
    link = make_link(alice, board)
    for address in addresses(link.secret)[:-1]:
        text = Client().get(address).text
        assert "<form" not in text and f"/b/{board.pk}" not in text, address
        assert not re.search(r"csrf|data-door", text), address


def test_nothing_can_be_posted_to_a_link(board: Board, alice: User) -> None:
    for address in addresses(make_link(alice, board).secret):
        assert Client().post(address).status_code == 405, address


@pytest.mark.parametrize("end", ["never was", "taken back", "expired", "board deleted"])
def test_a_link_that_is_over_answers_like_one_that_never_was(end: str, board: Board, alice: User) -> None:
    link = make_link(alice, board, days="1")
    secret = link.secret
    assert opens(secret)
    match end:
        case "never was":
            secret = tokens.secret_for("link", uuid4())
        case "taken back":
            do(alice, board, "link.revoke", link=link)
        case "expired":
            Link.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        case "board deleted":
            board.delete()
    texts = set()
    for address in addresses(secret):
        # Replayed, and once more: nothing was kept anywhere.
        for response in (Client().get(address), Client().get(address)):
            assert response.status_code == 404, address
            texts.add(re.sub(r'nonce="[^"]+"', "", response.text))
    assert len(texts) == 1
    assert "Boat" not in texts.pop()


def test_links_are_for_those_who_manage_the_board(board: Board, alice: User, bob: User, browse: Browse) -> None:
    link = make_link(alice, board)
    members = reverse("boards:members", args=[board.pk])
    assert link.address in browse(alice).get(members).text
    told = browse(bob).get(members).text
    assert link.secret not in told and "1 link for guests" in told
    with pytest.raises(Refusal):
        make_link(bob, board, "More")
    with pytest.raises(Refusal):
        do(bob, board, "link.revoke", link=link)


def test_a_board_has_so_many_links_and_no_more(board: Board, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_commands, "MAX_LINKS", 2)
    make_link(alice, board, "One")
    two = make_link(alice, board, "Two")
    with pytest.raises(Refusal, match="Take one back first"):
        make_link(alice, board, "Three")
    do(alice, board, "link.revoke", link=two)
    make_link(alice, board, "Three")


def test_another_key_of_the_server_leaves_links_open_and_says_that_it_cannot_show_them(
    board: Board, alice: User, browse: Browse, settings: object
) -> None:
    secret = make_link(alice, board).secret
    client = browse(alice)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # type: ignore[attr-defined]
    settings.SECRET_KEY = "another key, as long as it has to be for this server"  # type: ignore[attr-defined]
    assert opens(secret)
    assert "cannot be shown again" in client.get(reverse("boards:members", args=[board.pk])).text


@pytest.mark.usefixtures("live")
class TestSockets:
    """What a guest's socket is told, and that it ends with the link."""

    async def test_a_guest_is_told_what_happens_and_not_who_is_there(
        self, board: Board, alice: User, bob: User
    ) -> None:
        link = await in_commands(make_link, alice, board)
        async with Socket(None, board, link=link) as guests, Socket(bob, board) as bobs:
            assert "ack" in await bobs.command("column.create", {"name": "Later"})
            text = await guests.wire.receive_from(timeout=5)
            assert 'data-verb="column.create"' in text and "Later" in text and "Bob" not in text
            assert await guests.wire.receive_nothing(0.05, 0.005)
            hub = hubs().hub_of(board.pk)
            assert hub is not None
            await eventually(lambda: hub.ephemera.presence.everybody)
            assert list(hub.ephemera.presence.everybody) == [str(bob.pk)]

    async def test_a_guest_may_do_nothing(self, board: Board, alice: User) -> None:
        link = await in_commands(make_link, alice, board)
        before = await in_reads(lambda: Board.objects.get(pk=board.pk).revision)
        async with Socket(None, board, link=link) as guests:
            for verb, fields in (("board.rename", {"name": "Mine"}), ("nonsense", {}), ("link.revoke", {})):
                answer = await guests.command(verb, fields)
                assert (answer["reason"], "Guests may look" in answer["content"]) == ("forbidden", True)
            await guests.say({"presence": {"card": "x"}})
            assert await guests.wire.receive_nothing(0.05, 0.005)
        assert await in_reads(lambda: Board.objects.get(pk=board.pk).revision) == before

    async def test_a_guest_who_has_a_card_open_is_told_how_it_changes(self, board: Board, alice: User) -> None:
        link = await in_commands(make_link, alice, board)
        card = await in_reads(Card.objects.get, board=board, title="Pack")
        async with Socket(None, board, link=link) as guests:
            await guests.say({"open": str(card.pk), "revision": 0})
            assert "lamps" in str(await guests.hear())
            async with Socket(alice, board) as alices:
                await alices.command("card.edit", {"card": str(card.pk), "description": "Only sails"})
            assert "Only sails" in await guests.frame() and "data-card" not in await guests.frame()

    @pytest.mark.parametrize("noun", ["card", "column"])
    async def test_what_is_put_away_is_not_for_guests(self, noun: str, board: Board, alice: User) -> None:
        link = await in_commands(make_link, alice, board)
        card = await in_reads(Card.objects.get, board=board, title="Pack")
        row = card.pk if noun == "card" else card.column_id
        await in_commands(lambda: do(alice, board, f"{noun}.archive", **{noun: row}))
        address = reverse("boards:guest-card", args=[link.secret, card.number])
        for headers in ({}, {"HX-Request": "true"}):
            response = await AsyncClient().get(address, headers=headers)
            assert (response.status_code, b"Pack" in response.content) == (404, False)
        since = reverse("boards:guest-since", args=[link.secret])
        response = await AsyncClient().get(since, {"revision": "-1", "open": str(card.pk)})
        assert (response.status_code, b"lamps" in response.content) == (200, False)
        async with Socket(None, board, link=link) as guests:
            await guests.say({"open": str(card.pk), "revision": 0})
            assert (await guests.answer())["reason"] == "gone"

    @pytest.mark.parametrize("noun", ["card", "column"])
    @pytest.mark.parametrize("says_hello", [False, True])
    async def test_whoever_has_open_what_is_put_away_hears_that_and_nothing_that_is_written_there(
        self, noun: str, says_hello: bool, board: Board, alice: User
    ) -> None:
        link = await in_commands(make_link, alice, board)
        card = await in_reads(Card.objects.get, board=board, title="Pack")
        row = card.pk if noun == "card" else card.column_id
        async with Socket(None, board, link=link) as guests, Socket(alice, board) as alices:
            for socket in (guests, alices):
                await socket.say({"open": str(card.pk), "revision": 0})
                assert "lamps" in str(await socket.hear())
            await alices.command(f"{noun}.archive", {noun: str(row)})
            await alices.command("card.edit", {"card": str(card.pk), "title": "Salaries", "description": "Lists"})
            await alices.command("board.rename", {"name": "Ship"})
            if says_hello:
                await guests.say({"hello": True, "epoch": None, "revision": -1})
            told = ""
            while "Ship" not in told or (says_hello and "data-reset" not in told):
                told += await guests.frame()
            assert "Lists" not in told and "Salaries" not in told and "data-archived" in told
            assert any("Lists" in frame for frame in alices.frames)

    @pytest.mark.parametrize("end", ["taken back", "board deleted"])
    async def test_the_end_of_a_link_is_the_end_of_its_sockets_and_of_no_others(
        self, end: str, board: Board, alice: User
    ) -> None:
        link = await in_commands(make_link, alice, board)
        other = await in_commands(make_link, alice, board, "Press")
        async with (
            Socket(None, board, link=link) as guests,
            Socket(None, board, link=other) as others,
            Socket(alice, board) as alices,
        ):
            if end == "taken back":
                await alices.command("link.revoke", {"link": str(link.pk)})
                await alices.command("board.rename", {"name": "Ship"})
                # Nothing of the rename, nor of the revocation itself.
                assert (await guests.wire.receive_output(timeout=5)) == {"type": "websocket.close", "code": 4403}
                assert "data-revision" in await others.frame() and "Ship" in await others.frame()
            else:
                await in_commands(board.delete)
                assert await guests.closed_with() == await others.closed_with() == 4403

    async def test_an_expired_link_closes_with_the_next_look(self, board: Board, alice: User) -> None:
        link = await in_commands(make_link, alice, board, days="1")
        async with Socket(None, board, link=link) as guests:
            await in_commands(Link.objects.update, expires_at=timezone.now() - timedelta(seconds=1))
            hub = hubs().hub_of(board.pk)
            assert hub is not None
            hub.check_access()
            assert await guests.closed_with() == 4403
        async with Socket(None, board, link=link, greet=False) as again:
            assert await again.closed_with() == 4403

    async def test_a_link_lets_so_many_in_and_no_more(
        self, board: Board, alice: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "MAX_GUESTS", 2)
        link = await in_commands(make_link, alice, board)
        async with Socket(None, board, link=link), Socket(None, board, link=link):
            async with Socket(None, board, link=link, greet=False) as third:
                assert await third.closed_with() == 1013
            # Members have places of their own.
            async with Socket(alice, board) as alices:
                assert "ack" in await alices.command("board.rename", {"name": "Ship"})

    async def test_a_network_of_ipv6_pays_as_one_guest(self, board: Board, alice: User) -> None:
        """Everybody at home with one has 2⁶⁴ addresses, and would have as many budgets."""
        link = await in_commands(make_link, alice, board)
        payers = []
        for address in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1", "192.0.2.1", "192.0.2.2"):
            consumer = GuestConsumer()
            consumer.scope = {"client": [address, 4444], "url_route": {"kwargs": {"secret": link.secret}}}
            place = await consumer.enter()
            assert isinstance(place, Place)
            payers.append(place.payer)
        assert payers[0] == payers[1] and len(set(payers)) == 4

    async def test_frames_from_before_a_link_was_made_do_no_harm(self, board: Board, alice: User) -> None:
        link = await in_commands(make_link, alice, board)
        async with Socket(None, board, link=link) as guests, Socket(alice, board) as alices:
            hub = hubs().hub_of(board.pk)
            assert hub is not None
            (seat,) = [seat for seat in hub.seats.values() if seat.audience == frame.GUESTS]
            revision = seat.revision
            seat.give(frame.Frame(board.pk, uuid4(), revision, revision + 1, {frame.MEMBERS: "<names>"}))
            assert seat.revision == revision
            await alices.command("board.rename", {"name": "Ship"})
            await eventually(lambda: seat.revision == revision + 1)
            assert "Ship" in await guests.frame()
