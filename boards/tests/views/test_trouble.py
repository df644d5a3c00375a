"""Pages that say what went wrong: each has a heading, a picture and a way on, and none needs the database."""

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client

from boards.models import User
from boards.tests.views.conftest import Browse
from boards.views import home


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500", "503"])
def test_a_page_of_trouble_stands_by_itself_and_leads_on(name: str) -> None:
    page = render_to_string(f"{name}.html")
    assert page.count("<h1>") == 1
    assert "trouble-art" in page
    assert 'href="/"' in page
    assert "style=" not in page and "<script" not in page


@pytest.mark.django_db
def test_where_there_is_nothing_one_may_sign_in_or_be_somebody_else(client: Client, bob: User, browse: Browse) -> None:
    assert "Sign in</a>" in client.get("/nowhere/").content.decode()
    assert "Sign in as somebody else" in browse(bob).get("/nowhere/").content.decode()


@pytest.mark.django_db
def test_a_database_that_is_away_is_told_on_a_page_of_its_own(
    bob: User, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(**_: object) -> None:
        raise OperationalError("secret host")

    hers = browse(bob)
    monkeypatch.setattr(home, "create_board", away)
    response = hers.post("/boards/", {"name": "Boat"})
    page = response.content.decode()
    assert response.status_code == 503
    assert "The database does not answer just now" in page and "secret" not in page
