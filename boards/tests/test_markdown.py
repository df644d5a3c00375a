"""Descriptions become HTML, as people expect who know Markdown."""

from boards.markdown import to_html


def test_plain_markdown_does_what_people_expect() -> None:
    html = to_html("# Plan\n\n1. **Bold** and ~~gone~~\n2. [link](https://a.example)\n\n`code`\nnext line")
    for expected in ("<h1>Plan</h1>", "<ol>", "<strong>Bold</strong>", "<s>gone</s>", "<code>code</code>", "<br>"):
        assert expected in html
    assert '<a href="https://a.example" rel="noopener noreferrer nofollow">link</a>' in html


def test_a_text_that_did_not_change_is_not_rendered_again() -> None:
    assert to_html("As *before*, whatever else changes") is to_html("As *before*, whatever else changes")
