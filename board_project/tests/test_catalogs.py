"""Every catalog is whole, in step with the sources, and compiled."""

import re
from html.parser import HTMLParser

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings

from tooling import catalogs

PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
AGAIN = "bin/translate brings it in step"


def test_each_language_that_is_offered_has_a_catalog_and_no_other() -> None:
    assert [code for code, _ in settings.LANGUAGES if code != "en"] == list(catalogs.LANGUAGES)
    assert {path.name for path in catalogs.LOCALE.iterdir()} == set(catalogs.LANGUAGES)


@pytest.mark.parametrize("language", catalogs.LANGUAGES)
def test_a_catalog_has_the_texts_of_the_sources_and_each_is_translated(language: str) -> None:
    catalog, template = catalogs.load(language), catalogs.sources()
    assert _keys(catalog) == _keys(template), AGAIN
    assert [message.id for message in catalog if message.id and not catalogs.is_translated(message)] == []
    assert [message.id for message in catalog if message.fuzzy] == []
    assert not catalog.obsolete


@pytest.mark.parametrize("language", catalogs.LANGUAGES)
def test_translations_have_the_placeholders_and_the_markup_of_their_texts(language: str) -> None:
    for message in catalogs.load(language):
        if message.id:
            texts, translated = _forms(message.id), _forms(message.string)
            # Of several forms, that of one may do without the number.
            assert _shape(texts[-1]) == _shape(translated[-1]), message.id
            for form in translated:
                assert set(PLACEHOLDERS.findall(form)) <= set(PLACEHOLDERS.findall("".join(texts))), message.id
                # They stand in attributes, too, and unescaped like every text of ours.
                assert '"' not in re.sub(r"<[^>]*>", "", form), message.id


@pytest.mark.parametrize("language", catalogs.LANGUAGES)
def test_what_is_compiled_is_what_was_written(language: str) -> None:
    path = catalogs.po(language).with_suffix(".mo")
    assert path.read_bytes() == catalogs.compiled(catalogs.load(language)), AGAIN


def _keys(catalog: Catalog) -> set[tuple[object, object]]:
    return {(message.context, message.id) for message in catalog if message.id}


def _forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def _shape(text: str) -> tuple[list[str], list[object]]:
    reader = _Elements()
    reader.feed(text)
    return sorted(PLACEHOLDERS.findall(text)), sorted(reader.found, key=repr)


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))
