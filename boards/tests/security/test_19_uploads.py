"""Row 19: what is sent as a picture is one by its content, gets a name of ours, and comes out as nothing else.

Sizes, counts, pixels and broken files: ``boards/tests/test_pictures.py``, ``boards/tests/views/test_pictures.py``.
"""

import io
import zipfile
from pathlib import Path

import pytest
from pytest_django import Settings

from boards.models import User
from boards.tests.images import picture
from boards.tests.views.conftest import Browse, browse
from boards.tests.views.test_pictures import CHOOSE, address_of, folder, send

__all__ = ["browse", "folder"]

SCRIPT = b"<script>alert(1)</script>"


def archive() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("index.html", SCRIPT)
    return data.getvalue()


POLYGLOTS = {
    "a page behind it": picture("PNG") + b"<!doctype html>" + SCRIPT,
    "a page in a comment": picture("JPEG", comment=SCRIPT),
    "an archive behind it": picture("GIF") + archive(),
    "a script before its end": picture("GIF") + b"/*" + SCRIPT + b"*/",
}
NO_PICTURES = {
    "a drawing": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>" + SCRIPT + b"</svg>",
    "a drawing of XML": b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><svg>&e;</svg>",
    "a page": b"<!doctype html>" + SCRIPT,
    "an archive": archive(),
}
NAMES = (
    "../../settings.py",
    "/etc/passwd",
    "..\\..\\x.html",
    "x.html",
    "x.svg",
    "x.png\0.html",
    "a" * 300,
    "",
    ".htaccess",
)


@pytest.mark.parametrize("data", POLYGLOTS.values(), ids=POLYGLOTS)
def test_of_something_that_is_a_picture_and_more_only_pixels_are_left(
    data: bytes, bob: User, charlie: User, browse: Browse
) -> None:
    assert send(browse(bob), data, "x.html", "text/html").status_code == 302
    shown = browse(charlie).get(address_of(bob))
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert shown.content[8:12] == b"WEBP" and SCRIPT not in shown.content and b"PK\x03\x04" not in shown.content


@pytest.mark.parametrize("kind", ["image/png", "image/svg+xml", "text/html"])
@pytest.mark.parametrize("data", NO_PICTURES.values(), ids=NO_PICTURES)
def test_what_only_calls_itself_a_picture_is_refused_and_not_kept(
    data: bytes, kind: str, bob: User, browse: Browse, folder: Path
) -> None:
    assert send(browse(bob), data, "me.png", kind).status_code == 422
    assert not [file for file in folder.rglob("*") if file.is_file()]


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_file_is_called_its_name_is_ours(
    name: str, bob: User, browse: Browse, folder: Path, settings: Settings
) -> None:
    # By hand: Django's own client would tidy the name up.
    part = f'Content-Disposition: form-data; name="picture"; filename="{name}"\r\nContent-Type: image/png\r\n\r\n'
    body = b"--x\r\n" + part.encode() + picture() + b"\r\n--x--\r\n"
    browse(bob).post(CHOOSE, body, content_type="multipart/form-data; boundary=x")
    kept = [file for file in folder.rglob("*") if file.is_file()]
    # A name that is none, or is all path, comes without a file.
    bob.refresh_from_db()
    assert bob.picture or name in {"", "/"}
    assert [str(file) for file in kept] == [f"{settings.MEDIA_ROOT}/pictures/{bob.picture}.webp"] * bool(bob.picture)


def test_whoever_is_not_signed_in_gets_nothing_by_the_address_alone(bob: User, browse: Browse) -> None:
    send(browse(bob), picture())
    address = address_of(bob)
    assert browse(bob).get(address)["Cross-Origin-Resource-Policy"] == "same-origin"
    assert browse(None).get(address).status_code == 404
    for path in (f"{address}../", "/pictures/..%2f..%2fsecret_key/", f"/files{address}", f"/media{address}"):
        assert browse(bob).get(path).status_code == 404, path
