"""What the documentation lists is what there is."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

DOCS = Path(settings.BASE_DIR) / "docs"


@pytest.mark.parametrize(("page", "option"), [("commands.md", "--markdown"), ("roles.md", "--roles")])
def test_the_pages_of_commands_and_roles_are_made_from_the_registry(page: str, option: str) -> None:
    printed = StringIO()
    call_command("commands", option, stdout=printed)
    assert (DOCS / page).read_text() == printed.getvalue(), f"run: manage.py commands {option} > docs/{page}"


@pytest.mark.parametrize("page", ["docs/ARCHITECTURE.md", "SECURITY.md"])
def test_a_page_that_names_files_names_those_that_exist(page: str) -> None:
    text = (Path(settings.BASE_DIR) / page).read_text()
    named = {word.strip("`.,;:()") for word in text.split() if word.startswith("`") and "/" in word and "." in word}
    paths = {name for name in named if name.endswith((".py", ".js", ".html", ".css", ".md"))}
    assert len(paths) > 20
    missing = {name for name in paths if not (Path(settings.BASE_DIR) / name).exists()}
    assert not missing
