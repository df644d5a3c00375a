"""The picture's doors: sent by a plain form, shown to those who are signed in, on every page that shows a person."""

from pathlib import Path
from typing import cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from boards import limits, pictures
from boards.models import Board, User
from boards.tests.images import picture
from boards.tests.views.conftest import Browse

PROFILE = "/accounts/profile/"
CHOOSE = f"{PROFILE}picture/"
REMOVE = f"{CHOOSE}remove/"


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Give the folder that files are kept in."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def send(client: Client, data: bytes, name: str = "me.png", kind: str = "image/png") -> HttpResponse:
    return cast(HttpResponse, client.post(CHOOSE, {"picture": SimpleUploadedFile(name, data, kind)}))


def address_of(user: User) -> str:
    return f"/pictures/{User.objects.get(pk=user.pk).picture}/"


def test_a_picture_is_chosen_replaced_and_removed(bob: User, browse: Browse, folder: Path) -> None:
    client = browse(bob)
    addresses = []
    for kind in ("PNG", "JPEG"):
        assert send(client, picture(kind))["Location"] == PROFILE
        addresses.append(address_of(bob))
        assert f'src="{addresses[-1]}"' in client.get(PROFILE).text
    assert client.get(addresses[0]).status_code == 404
    assert client.get(addresses[1]).status_code == 200
    assert client.post(REMOVE)["Location"] == PROFILE
    assert client.get(addresses[1]).status_code == 404
    assert "/pictures/" not in client.get(PROFILE).text
    assert not list((folder / "pictures").iterdir())


def test_it_is_shown_for_ever_as_what_it_is_and_to_nobody_without_an_account(
    bob: User, charlie: User, browse: Browse
) -> None:
    send(browse(bob), picture())
    response = browse(charlie).get(address_of(bob))
    assert response["Content-Type"] == "image/webp" and response.content[8:12] == b"WEBP"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response["Cache-Control"] and "private" in response["Cache-Control"]
    assert browse(None).get(address_of(bob)).status_code == 404
    assert browse(charlie).get("/pictures/" + "0" * 32 + "/").status_code == 404


def test_every_page_that_shows_a_person_shows_the_picture(board: Board, bob: User, browse: Browse) -> None:
    client = browse(bob)
    send(client, picture())
    for page in ("/", board.get_absolute_url(), f"{board.get_absolute_url()}members/", PROFILE):
        assert f'src="{address_of(bob)}"' in client.get(page).text, page


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<svg onload='alert(1)'/>", "me.svg", "image/svg+xml"),
        (b"<!doctype html><script>alert(1)</script>", "me.png", "image/png"),
        (b"", "me.png", "image/png"),
        (b"MZ\x90", "../../me.png", "image/png"),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence_and_not_stored(
    data: bytes, name: str, kind: str, bob: User, browse: Browse, folder: Path
) -> None:
    response = send(browse(bob), data, name, kind)
    assert response.status_code == 422 and str(pictures.NO_PICTURE) in response.text
    assert not list(folder.rglob("*")) and address_of(bob) == "/pictures//"


def test_the_size_that_is_shown_is_the_limit(
    bob: User, browse: Browse, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browse(bob)
    assert f"up to {pictures.MAX_BYTES // 1024**2} MB" in client.get(PROFILE).text
    whole = picture() + bytes(100)
    monkeypatch.setattr(pictures, "MAX_BYTES", len(whole) - 1)
    response = send(client, whole)
    assert response.status_code == 422 and str(pictures.TOO_LARGE) in response.text
    assert not list(folder.rglob("*"))
    monkeypatch.setattr(pictures, "MAX_BYTES", len(whole))
    assert send(client, whole).status_code == 302


def test_a_form_without_a_file_says_so(bob: User, browse: Browse) -> None:
    response = browse(bob).post(CHOOSE)
    assert response.status_code == 422 and "Choose a file first." in response.text


def test_whoever_sends_very_many_has_to_wait(bob: User, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "pictures", limits.Budget(rate=0, burst=1))
    client = browse(bob)
    assert send(client, picture()).status_code == 302
    kept = address_of(bob)
    assert "Wait a minute" in send(client, picture()).text
    assert address_of(bob) == kept


def test_nobody_has_no_picture(db: None, browse: Browse) -> None:
    for address in (CHOOSE, REMOVE):
        assert browse(None).post(address)["Location"].startswith("/accounts/login/")
