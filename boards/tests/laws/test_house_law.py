"""The house law: only commands write journalled content, only the publisher sends, only slots renders for the wire."""

import ast
from collections.abc import Iterator
from pathlib import Path

import boards

ROOT = Path(boards.__file__).parent
TEMPLATE_LOADERS = {"get_template", "render_to_string", "select_template"}
SENDING = {"group_send", "send_group"}
WRITING = {"save", "create", "bulk_create", "bulk_update", "update", "delete", "get_or_create", "update_or_create"}
# What is not journalled may be written where it lives: people, memberships of a demo, the lineage, in-memory dicts.
WRITERS_OF_OTHER_THINGS = {
    "administration.py",
    "models/people.py",
    "pictures.py",
    "views/addresses.py",
    "views/appearance.py",
    "views/people.py",
    "views/visits.py",
    "queries.py",
    # Writes what commands give it.
    "rows.py",
    "management/commands/new_epoch.py",
    "management/commands/reset_2fa.py",
    "management/commands/demo.py",
}


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(("tests/", "migrations/")):
            yield name, ast.parse(path.read_text())


def calls(tree: ast.Module) -> set[str]:
    """Return the names of all that a module calls."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            found.add(node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""))
    return found


def imports(tree: ast.Module) -> set[str]:
    """Return the dotted names of all that a module imports."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return found


def test_only_commands_write_board_content() -> None:
    for name, tree in sources():
        if not name.startswith("commands/") and name not in WRITERS_OF_OTHER_THINGS:
            # update() is what dicts and sets have too: there it must not follow a queryset.
            suspects = calls(tree) & (WRITING - {"update"}) | _queryset_updates(tree)
            assert not suspects, f"boards/{name} calls {suspects}"
            assert name == "rows.py" or "boards.rows" not in imports(tree), name


def test_only_commands_lock_and_open_transactions() -> None:
    for name, tree in sources():
        if not name.startswith("commands/") and name != "management/commands/demo.py":
            assert not calls(tree) & {"select_for_update"}, name
            assert "django.db.transaction" not in imports(tree), name


def test_only_the_publisher_sends() -> None:
    senders = {name for name, tree in sources() if calls(tree) & SENDING}
    assert senders == {"live/publisher.py"}


def test_only_slots_renders_for_the_wire() -> None:
    renderers = {name for name, tree in sources() if calls(tree) & TEMPLATE_LOADERS}
    # A refusal, a page of trouble, a mail and a form's hidden fields go to one person each; the page for whoever is
    # offline is the same for all.
    own = {"doors.py", "outages.py", "post.py", "templatetags/liveboard.py", "views/app.py"}
    assert renderers == {"live/slots.py"} | own


def test_models_and_commands_know_nothing_of_what_is_live() -> None:
    for name, tree in sources():
        if name.startswith(("models/", "commands/")) or name in {"access.py", "ordering.py", "queries.py"}:
            known = {
                found
                for found in imports(tree)
                if found.startswith(("boards.live", "boards.views", "boards.consumers", "channels"))
            }
            assert not known, f"boards/{name} imports {known}"


def test_ordering_is_pure() -> None:
    (tree,) = (tree for name, tree in sources() if name == "ordering.py")
    assert not any(found.startswith(("django", "boards")) for found in imports(tree))


def _queryset_updates(tree: ast.Module) -> set[str]:
    return {
        "update"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "update"
        and "objects" in ast.unparse(node.func.value)
    }
