"""``manage.py commands`` and ``new_epoch``: what tools and people read."""

import json
from io import StringIO

from django.core.management import call_command

from boards import queries
from boards.commands.registry import COMMANDS


def said(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_the_registry_is_told_to_programs() -> None:
    told = json.loads(said("commands", "--json"))
    assert told.keys() == COMMANDS.keys()
    assert told["card.move"] == {"fields": ["card", "column", "after", "before"], "roles": ["owner", "admin", "editor"]}
    assert told["board.rename"] == {"fields": ["name"], "roles": ["owner", "admin"]}


def test_the_registry_is_told_to_people() -> None:
    lines = said("commands").splitlines()
    assert [line.split()[0] for line in lines] == sorted(COMMANDS)
    assert "card column after before  (owner, admin, editor)" in next(
        line for line in lines if line.startswith("card.move")
    )


def test_a_new_epoch_is_another_one_and_is_named(db: None) -> None:
    before = queries.epoch()
    words = said("new_epoch")
    assert queries.epoch() != before
    assert str(queries.epoch()) in words
