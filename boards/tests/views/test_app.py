"""The manifest, the service worker and the offline page: served so that browsers take them, and naming nobody."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image
from pytest_django import Settings

from boards.models import User
from boards.tests.views.conftest import Browse
from boards.views import app

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Let each test make the worker anew."""
    app._worker.cache_clear()


def manifest(client: Client) -> dict[str, Any]:
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    found: dict[str, Any] = response.json()
    return found


def known(script: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(script.partition("self.known = ")[2].partition(";\n")[0])
    return found


def test_the_manifest_has_what_browsers_ask_for(client: Client) -> None:
    told = manifest(client)
    assert told["name"] == told["short_name"] == "Liveboard"
    assert told["display"] == "standalone"
    for address in (told["start_url"], *(shortcut["url"] for shortcut in told["shortcuts"])):
        # For whoever is not signed in they lead to that.
        assert client.get(address).status_code in {200, 302}
        assert address.startswith(told["scope"])


def test_every_icon_is_as_large_as_the_manifest_says(client: Client) -> None:
    icons = manifest(client)["icons"]
    assert {icon["purpose"] for icon in icons} == {"any", "maskable"}
    assert {"any", "192x192", "512x512"} == {icon["sizes"] for icon in icons}
    for icon in icons:
        path = Path(str(finders.find(icon["src"].removeprefix(settings.STATIC_URL))))
        if path.suffix == ".png":
            with Image.open(path) as image:
                assert f"{image.width}x{image.height}" == icon["sizes"]
                # What a mask may cut off is filled.
                assert icon["purpose"] == "any" or image.convert("RGBA").getpixel((0, 0))[3] == 255  # type: ignore[index]


def test_the_worker_is_asked_for_anew_each_time_and_knows_the_files_of_its_version(client: Client) -> None:
    response = client.get("/sw.js")
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "no-cache"
    files = {name.removeprefix(settings.STATIC_URL) for name in known(response.text)["files"]}
    # What is imported only when it is needed is needed without a network as well.
    assert {"css/main.css", "js/board.js", "js/page.js", "js/offline-sign.js", "js/offline-page.js"} <= files
    assert not [name for name in files if finders.find(name) is None]


def test_another_page_for_no_network_makes_another_version(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = known(client.get("/sw.js").text)["version"]
    app._worker.cache_clear()
    monkeypatch.setattr(app, "render_to_string", lambda _: "Something else")
    assert known(client.get("/sw.js").text)["version"] != before


def test_where_copies_are_switched_off_the_worker_takes_itself_away(
    client: Client, settings: Settings, alice: User, browse: Browse
) -> None:
    assert "data-worker" in browse(alice).get("/").text
    settings.OFFLINE_COPIES = False
    assert "unregister" in client.get("/sw.js").text
    assert "data-worker" not in browse(alice).get("/").text


def test_the_page_for_no_network_names_nobody(alice: User, browse: Browse) -> None:
    page = browse(alice).get("/offline/").text
    assert alice.name not in page and alice.email not in page and str(alice.pk) not in page
    assert not re.search(r"csrf", page)
