"""Brings the catalogs of all languages in step with the sources, compiles them, and says what is missing.

Without GNU gettext, which bare machines lack: Django itself reads the templates, Python's own parser the modules, and
Babel keeps the catalogs.
"""

import ast
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TypeGuard

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
MODULES = ("boards", "board_project")
# English stands in the sources.
LANGUAGES = ("de", "es", "fr", "ja")
# By the names that modules import them under; ``_`` is one of the first two.
FUNCTIONS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy"), ("id",)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), ("id", "plural")),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ("context", "id")),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ("context", "id", "plural")),
}
_TEXT = r"""\s*u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(_|n?p?gettext)\({_TEXT}(?:,{_TEXT})?(?:,{_TEXT})?")
_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)

type Key = str | tuple[str, str]


def sources() -> Catalog:
    """Return every text of the sources that is to be translated, with the files that it stands in."""
    found = Catalog(project="Liveboard", fuzzy=False)
    for path in sorted(ROOT.glob("templates/**/*.*")):
        _add(found, path, _in_template(path.read_text()))
    for path in sorted(path for name in MODULES for path in (ROOT / name).glob("**/*.py")):
        if "tests" not in path.parts:
            _add(found, path, _in_module(path.read_text()))
    return found


def load(language: str) -> Catalog:
    """Return the catalog of a language as it is kept; empty where there is none yet."""
    path = po(language)
    if not path.exists():
        return Catalog(locale=language, project="Liveboard", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def po(language: str) -> Path:
    """Return where a catalog is kept; what is compiled of it stands beside it."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def compiled(catalog: Catalog) -> bytes:
    """Return what Django reads."""
    _without_news(catalog)
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def is_translated(message: Message) -> bool:
    """Tell whether each form of a text has its words."""
    return all(message.string if isinstance(message.string, tuple | list) else [message.string])


def main() -> int:
    """Update and compile all catalogs, those named on the command line included; return how many texts are missing."""
    template, missing = sources(), 0
    for language in sorted({*LANGUAGES, *sys.argv[1:]}):
        catalog = load(language)
        # Guesses at what a new text may mean would be taken for translations.
        catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        _without_news(catalog)
        po(language).parent.mkdir(parents=True, exist_ok=True)
        with po(language).open("wb") as file:
            write_po(file, catalog, width=120, include_lineno=False, ignore_obsolete=True, sort_by_file=True)
        po(language).with_suffix(".mo").write_bytes(compiled(load(language)))
        for message in catalog:
            if message.id and not is_translated(message):
                missing += 1
                print(f"{language}: {message.id!r}")
    return missing


def _without_news(catalog: Catalog) -> None:
    """Keep out of the header what would change files in which nothing else has changed."""
    catalog.creation_date = catalog.revision_date = _ALWAYS
    catalog.version = "1"
    catalog.last_translator = catalog.language_team = catalog.msgid_bugs_address = ""


def _add(catalog: Catalog, path: Path, found: Iterator[dict[str, str]]) -> None:
    for each in found:
        key: Key = (each["id"], each["plural"]) if "plural" in each else each["id"]
        catalog.add(key, context=each.get("context"), locations=[(str(path.relative_to(ROOT)), 0)])


def _in_template(text: str) -> Iterator[dict[str, str]]:
    for name, *texts in _CALL.findall(templatize(text)):
        yield dict(zip(FUNCTIONS[name], map(ast.literal_eval, filter(None, texts)), strict=False))


def _in_module(text: str) -> Iterator[dict[str, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
            texts = (each.value for each in node.args if isinstance(each, ast.Constant))
            yield dict(zip(FUNCTIONS[node.func.id], filter(_is_text, texts), strict=False))


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
