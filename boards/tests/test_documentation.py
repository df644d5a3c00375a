"""What the documentation lists is what there is."""

from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

DOCS = Path(settings.BASE_DIR) / "docs"


def test_the_page_of_commands_is_the_registry() -> None:
    printed = StringIO()
    call_command("commands", "--markdown", stdout=printed)
    assert (DOCS / "commands.md").read_text() == printed.getvalue(), (
        "run: manage.py commands --markdown > docs/commands.md"
    )


def test_the_walk_through_the_architecture_names_files_that_exist() -> None:
    text = (DOCS / "ARCHITECTURE.md").read_text()
    named = {word.strip("`.,;:()") for word in text.split() if word.startswith("`") and "/" in word and "." in word}
    paths = {name for name in named if name.endswith((".py", ".js", ".html", ".css", ".md"))}
    assert len(paths) > 20
    missing = {name for name in paths if not (Path(settings.BASE_DIR) / name).exists()}
    assert not missing
