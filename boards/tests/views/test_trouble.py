"""Pages that say what went wrong: in words, with a way on, and nothing of whoever reads them where they are kept."""

import re

import pytest
from django.template.loader import render_to_string

CODES = ("400", "403", "403_csrf", "404", "429", "500", "503")


@pytest.mark.parametrize("name", [*CODES, "offline"])
def test_each_says_it_in_words_and_leads_on(name: str) -> None:
    page = render_to_string(f"{name}.html", {"errors": ["Try again."]})
    assert page.count("<h1>") == 1 and '<html lang="' in page
    assert 'class="button primary"' in page
    # As the system says: nobody is known where these are rendered.
    assert "data-theme" not in page and 'content="light dark"' in page
    # What the server calls it helps nobody who does not run one.
    words = re.sub(r"<[^>]+>", " ", page.partition("<body>")[2])
    assert not re.search(r"\b[45]\d\d\b", words)


def test_the_page_for_whoever_is_offline_stands_alone() -> None:
    page = render_to_string("offline.html")
    assert not re.search(r"csrf|<form|data-me", page)
    assert all(address.startswith(("/static/", "/")) for address in re.findall(r'(?:src|href)="([^"]+)"', page))
