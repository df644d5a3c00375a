"""Finds words of the product that no translator will ever see: in sources, and on pages of a pseudo-locale."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tooling.catalogs import FUNCTIONS

# A text of the pseudo-locale stands between these.
OPENING, CLOSING = "⟦", "⟧"
# Attributes that people read or hear, and those that hand words to scripts.
SAID = ("aria-label", "title", "placeholder", "alt", "data-one", "data-many", "data-done", "data-failed")
# The same in every language, and what script fills in.
NAMES = re.compile(r"\b(Liveboard|UTC|ZIP)\b|\S+@\S+|\{\w+\}")
WORD = re.compile(r"[A-Za-z]{2,}")

_TAG = r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}"
_NOT_READ = re.compile(
    r"\{% (comment|blocktranslate|verbatim)\b.*?\{% end\1 %\}|\{#.*?#\}|<(svg|script|style)\b.*?</\2>", re.DOTALL
)
# Possessive: what is no element is given up at once, however many quotes it has.
_ELEMENT = re.compile(rf"</?[a-zA-Z!](?>\"(?>{_TAG}|[^\"])*+\"|'[^']*'|{_TAG}|[^<>\"'])*+>", re.DOTALL)
_ATTRIBUTE = re.compile(rf'\b({"|".join(SAID)})="((?>{_TAG}|[^"])*+)"')
# Texts that tags and filters are given, such as {{ name|default:"Somebody" }}.
_GIVEN = re.compile(
    r'(?:default(?:_if_none)?|add|pluralize|yesno|label|offline|blocked|removed)[:=]"([^"]*[A-Z][^"]*)"'
)
_SENTENCE = re.compile(r"[A-Z“{].* .*[.?!…]", re.DOTALL)
_LABELS = ("label", "help_text", "description")


def in_template(text: str) -> Iterator[str]:
    """Yield what stands in a template as it is, though people read it."""
    text = _NOT_READ.sub("", text)
    yield from _GIVEN.findall(text)
    for element in _ELEMENT.findall(text):
        yield from filter(_has_words, (re.sub(_TAG, "", value) for _, value in _ATTRIBUTE.findall(element)))
    # Attributes in blocks and files of their own are no text.
    text = re.sub(r"\{% block (body_attributes|doors|art|head|first) %\}.*?\{% endblock %\}", "", text, flags=re.DOTALL)
    rest = re.sub(r'\bdata-[a-z-]+="', "", _ELEMENT.sub("{##}", text))
    yield from filter(_has_words, (each.strip() for each in re.split(_TAG, rest)))


def in_module(path: Path) -> Iterator[str]:
    """Yield the sentences and labels of a module that do not go through a function of ``gettext``."""
    tree = ast.parse(path.read_text())
    # Docstrings are for us, logs and programming errors for whoever runs the server.
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) or (isinstance(node, ast.Call) and _is_not_for_people(node)):
            passed |= {id(each) for each in ast.walk(node) if isinstance(node, ast.Call) or each is node.value}
    for node in ast.walk(tree):
        text = _text(node)
        if text is not None and id(node) not in passed:
            if _SENTENCE.fullmatch(text):
                yield text
        elif isinstance(node, ast.keyword) and node.arg in _LABELS and isinstance(node.value, ast.Constant):
            yield str(node.value.value)


def on_page(html: str) -> Iterator[str]:
    """Yield the words of a page that did not come out of a catalog."""
    reader = _Reader()
    reader.feed(html)
    for text in ("\n".join(reader.texts), *reader.said):
        yield from (line.strip() for line in _without_marked(text).split("\n") if _has_words(line))


def _without_marked(text: str) -> str:
    # One may stand within another: a label that is handed to a sentence.
    rest = re.sub(f"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}", "", text)
    return rest if rest == text else _without_marked(rest)


def _has_words(text: str) -> bool:
    return bool(WORD.search(NAMES.sub("", text)))


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(each) or "{}" for each in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _is_not_for_people(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in FUNCTIONS or name in {"debug", "info", "warning", "error", "critical", "exception"} & _logs(call)


def _logs(call: ast.Call) -> set[str]:
    owner = getattr(getattr(call.func, "value", None), "id", "")
    return {call.func.attr} if owner == "logger" and isinstance(call.func, ast.Attribute) else set()


class _Reader(HTMLParser):
    """Collects what is read and said on a page."""

    SILENT = ("script", "style", "svg", "code", "kbd")

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in self.SILENT
        self.said += [value for name, value in attrs if name in SAID and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self.SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts.append(data)
