"""Whoever asks is answered in their language: their choice, else the browser's, at every door and by mail."""

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from boards import post
from boards.models import Board, User
from boards.tests.acts import do
from boards.tests.doors import Socket

pytestmark = pytest.mark.django_db(transaction=True)
PROFILE = {"name": "Alice", "colour": "1", "theme": "", "time_zone": ""}


def test_a_visitor_is_spoken_to_as_the_browser_asks() -> None:
    page = Client().get("/accounts/login/", headers={"Accept-Language": "fr-CH, fr;q=0.9, en;q=0.5"})
    assert '<html lang="fr"' in page.text and page.headers["Content-Language"] == "fr"
    assert "Accept-Language" in page.headers["Vary"] and "Cookie" in page.headers["Vary"]
    assert '<html lang="en"' in Client().get("/accounts/login/", headers={"Accept-Language": "tlh"}).text


def test_a_visitor_chooses_in_a_cookie_and_comes_back_to_the_page() -> None:
    client = Client()
    answer = client.post("/language/", {"language": "ja", "next": "/accounts/login/?next=/roles/"})
    assert answer.headers["Location"] == "/accounts/login/?next=/roles/"
    cookie = client.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and int(cookie["max-age"]) > 30_000_000
    assert '<html lang="ja"' in client.get("/accounts/login/", headers={"Accept-Language": "fr"}).text
    assert client.post("/language/", {"language": "ja", "next": "//evil.example/"}).headers["Location"] == "/"


def test_a_choice_on_the_profile_is_for_all_devices_and_beats_cookie_and_browser(alice: User) -> None:
    here, elsewhere = Client(headers={"Accept-Language": "ja"}), Client(headers={"Accept-Language": "fr"})
    for client in (here, elsewhere):
        client.force_login(alice)
    elsewhere.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    assert '<html lang="ja"' in here.get("/").text
    saved = here.post("/accounts/profile/", PROFILE | {"language": "de"}, follow=True)
    assert "Dein Profil wurde gespeichert." in saved.text
    assert '<html lang="de"' in elsewhere.get("/").text
    assert here.post("/accounts/profile/", PROFILE | {"language": "tlh"}).status_code == 422
    here.post("/accounts/profile/", PROFILE | {"language": ""})
    assert '<html lang="fr"' in elsewhere.get("/").text


def test_a_language_that_is_not_offered_any_more_is_forgotten(alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(language="tlh")
    client = Client(headers={"Accept-Language": "es"})
    client.force_login(alice)
    assert '<html lang="es"' in client.get("/").text


def test_who_signs_up_keeps_the_language_that_was_chosen_on_the_way() -> None:
    client = Client()
    client.post("/language/", {"language": "es"})
    client.post("/accounts/signup/", {"name": "Eva", "email": "eva@example.org", "password1": "correct-horse-battery"})
    assert User.objects.get(name="Eva").language == "es"


def test_pages_of_a_language_that_is_written_from_the_right_say_so(settings: Settings) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية")]
    page = Client().get("/accounts/login/", headers={"Accept-Language": "ar"})
    assert '<html lang="ar" dir="rtl"' in page.text
    missing = Client().get("/nowhere/", headers={"Accept-Language": "ar"})
    assert missing.status_code == 404 and '<html lang="ar" dir="rtl"' in missing.text


def test_a_refusal_over_http_is_in_the_language_of_whoever_asked(board: Board, vera: User) -> None:
    client = Client(headers={"Accept-Language": "de"})
    client.force_login(vera)
    page = client.post(f"/b/{board.pk}/do/board.rename/", {"name": "Ship"})
    assert page.status_code == 403 and "Deine Rolle auf diesem Board erlaubt das nicht." in page.text


@pytest.mark.usefixtures("live")
async def test_a_refusal_over_the_socket_is_in_the_language_of_whoever_asked(board: Board, vera: User) -> None:
    vera.language = "de"
    await vera.asave(update_fields=["language"])
    async with Socket(vera, board) as socket:
        refused = await socket.command("board.rename", {"name": "Ship"})
    assert "Deine Rolle auf diesem Board erlaubt das nicht." in refused["content"]


def test_a_mail_is_in_the_language_of_its_reader_else_of_its_sender(board: Board, alice: User, charlie: User) -> None:
    User.objects.filter(pk=charlie.pk).update(language="de")
    with translation.override("fr"):
        do(alice, board, "invitation.create", email=charlie.email, role="editor")
        mails = do(alice, board, "invitation.create", email="new@example.org", role="editor").mails
    assert [each.language for each in mails] == ["fr"]
    post.send_soon(do(alice, board, "invitation.create", email=charlie.email, role="editor").mails)
    post.wait()
    assert "lädt dich zu" in mail.outbox[-1].subject and "Bearbeiter" in mail.outbox[-1].body


def test_a_new_password_is_sent_in_the_language_of_the_account(alice: User) -> None:
    User.objects.filter(pk=alice.pk).update(language="de")
    Client(headers={"Accept-Language": "ja"}).post("/accounts/password/reset/", {"email": alice.email})
    assert mail.outbox[-1].subject == "Wähle ein neues Passwort für Liveboard"


def test_a_new_board_begins_in_the_language_of_whoever_makes_it(alice: User) -> None:
    client = Client(headers={"Accept-Language": "de"})
    client.force_login(alice)
    client.post("/boards/", {"name": "Boot"})
    assert [column.name for column in Board.objects.get(name="Boot").columns.order_by("order")] == [
        "Zu tun",
        "In Arbeit",
        "Fertig",
    ]
