"""Preparing does what is due, once, and never puts public passwords on a public address."""

import socket
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django import Settings

from boards.models import Board, User


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.css").write_text("a {}")
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.PUBLIC_URL = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def free_port(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.PORT = probe.getsockname()[1]


def prepare(*, local: bool = True) -> str:
    out = StringIO()
    call_command("prepare", local=local, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_first_start_makes_a_demo_and_says_how_to_sign_in() -> None:
    said = prepare()

    assert Board.objects.count() == 1
    assert "alice@demo.example" in said
    assert "owner" in said


@pytest.mark.django_db
def test_the_second_start_collects_and_makes_nothing_but_still_says_how_to_sign_in() -> None:
    prepare()
    said = prepare()

    assert Board.objects.count() == 1
    assert "Collecting" not in said
    assert "alice@demo.example" in said


@pytest.mark.django_db
def test_a_changed_static_file_is_collected_again(settings: Settings) -> None:
    prepare()
    (Path(settings.STATICFILES_DIRS[0]) / "a.css").write_text("b {}")

    assert "Collecting" in prepare()


@pytest.mark.django_db
def test_no_demo_on_a_public_address(settings: Settings) -> None:
    settings.PUBLIC_URL = "https://board.example.org"
    prepare()

    assert not User.objects.exists()


@pytest.mark.django_db
def test_no_demo_unless_asked_for() -> None:
    prepare(local=False)

    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_database_with_people_in_it_gets_no_demo() -> None:
    User.objects.create(email="somebody@example.org", name="Somebody")
    prepare()

    assert not Board.objects.exists()


def test_a_port_in_use_is_said_before_anything_is_done(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", settings.PORT)), pytest.raises(CommandError, match="is in use"):
        prepare()
