"""Descriptions become HTML that can do nothing."""

import pytest

from boards.markdown import to_html
from boards.tests.hostile import EVIL_ADDRESSES, FORBIDDEN_ATTRIBUTES, FORBIDDEN_TAGS, PAYLOADS
from boards.tests.page import parse


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_markdown_is_text_or_harmless(payload: str) -> None:
    for wrapped in (
        payload,
        f"- {payload}",
        f"> {payload}",
        f"| a |\n|---|\n| {payload} |",
        f"# {payload}",
        f"**{payload}**",
    ):
        for element in parse(to_html(wrapped)).walk()[1:]:
            assert element.tag not in FORBIDDEN_TAGS
            assert not [name for name in element.attributes if name.startswith(FORBIDDEN_ATTRIBUTES)]
            assert not element.attributes.keys() & {"id", "class", "data-command", "data-board"}
            assert not (element.attributes.get("href") or "").lower().startswith(EVIL_ADDRESSES)


def test_plain_markdown_does_what_people_expect() -> None:
    html = to_html("# Plan\n\n1. **Bold** and ~~gone~~\n2. [link](https://a.example)\n\n`code`\nnext line")
    for expected in ("<h1>Plan</h1>", "<ol>", "<strong>Bold</strong>", "<s>gone</s>", "<code>code</code>", "<br>"):
        assert expected in html
    assert '<a href="https://a.example" rel="noopener noreferrer nofollow">link</a>' in html
