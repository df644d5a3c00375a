"""The style guide is there for whoever develops, and for nobody else."""

import pytest
from django.test import Client
from pytest_django import Settings

from boards.views.styleguide import TROUBLE

ADDRESSES = ("/styleguide/", "/styleguide/sheet/", "/styleguide/404/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_where_people_work_there_is_none(address: str, db: None, client: Client) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [*ADDRESSES, *(f"/styleguide/{name}/" for name in TROUBLE)])
def test_with_debug_it_is_there(address: str, db: None, client: Client, settings: Settings) -> None:
    settings.DEBUG = True
    assert client.get(address).status_code == 200
    assert client.get("/styleguide/nothing/").status_code == 404


def test_only_pages_of_its_own_may_frame_it(db: None, client: Client, settings: Settings) -> None:
    settings.DEBUG = True
    sheet = client.get("/styleguide/sheet/?theme=dark&contrast=more")
    assert "frame-ancestors 'self'" in sheet["Content-Security-Policy"] and sheet["X-Frame-Options"] == "SAMEORIGIN"
    assert 'data-theme="dark" data-contrast="more"' in sheet.text
