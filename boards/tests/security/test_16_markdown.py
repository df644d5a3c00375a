"""Row 16: Markdown comes out through a closed allow-list: no id, class or style, no data or hx, no picture.

On every page and in every frame: ``boards/tests/security/test_17_escaping.py`` has the same corpus there.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from boards import markdown
from boards.markdown import to_html
from boards.models.fields import DESCRIPTION_LENGTH
from boards.tests.hostile import FORBIDDEN_ATTRIBUTES, FORBIDDEN_TAGS, PAYLOADS
from boards.tests.page import parse

BARE = [
    "p",
    "br",
    "hr",
    "strong",
    "em",
    "s",
    "code",
    "pre",
    "blockquote",
    "ul",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
]
ALLOWED: dict[str, set[str]] = {"a": {"href", "title", "rel"}, "ol": {"start"}, **{tag: set() for tag in BARE}}
# Raw HTML of each kind that may not come through, in the form that a renderer would hand on.
RAW = (
    '<p id="board-1" data-board="x" data-command="card.delete" class="card" style="color:red" hidden>x</p>',
    '<p hx-get="/evil" hx-trigger="load" hx-ws:connect="/ws/evil" hx-on:click="alert(1)">x</p>',
    '<img src="https://evil.example/spy.png"><img src="/static/x.png" onerror="alert(1)">',
    '<a href="javascript:alert(1)" target="_blank" ping="https://evil.example" rel="opener">x</a>',
    '<a href="//evil.example" name="card-dialog">x</a><a href="data:text/html,x">x</a>',
    "<hx-frame data-from=0 data-revision=9><hx-place><li id=card-1></li></hx-place></hx-frame>",
    '<template shadowrootmode="open"><script>alert(1)</script></template>',
    '<form action="https://evil.example"><input name="password"><button formaction="/x">x</button></form>',
    '<svg><use href="data:image/svg+xml,x#y"></use><animate onbegin="alert(1)"></svg>',
    '<link rel="stylesheet" href="https://evil.example"><base href="https://evil.example">',
    '<video src="https://evil.example" autoplay></video><audio src="x"></audio><object data="x"></object>',
    "<details open ontoggle=alert(1)>x</details><dialog open>x</dialog><select><style>",
)


def is_within_the_list(html: str) -> None:
    for element in parse(html).walk()[1:]:
        assert element.tag in ALLOWED, html
        assert element.attributes.keys() <= ALLOWED[element.tag], html
        address = (element.attributes.get("href") or "").strip().lower()
        assert ":" not in address.partition("/")[0] or address.startswith(("http:", "https:", "mailto:")), html


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
        is_within_the_list(to_html(wrapped))


@pytest.mark.parametrize("payload", [*RAW, *PAYLOADS])
def test_the_sanitiser_holds_even_where_the_renderer_would_pass_html(
    payload: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two guards, each of which is enough: this one is the second, alone."""
    monkeypatch.setattr(markdown, "_parser", MarkdownIt("commonmark", {"html": True}))
    for wrapped in (payload, f"x {payload} x", f"<div>\n\n{payload}"):
        html = to_html(wrapped)
        is_within_the_list(html)
        assert "alert(1)</script" not in html and not set(FORBIDDEN_TAGS) & {each.tag for each in parse(html).walk()}


@given(st.lists(st.sampled_from([*PAYLOADS, *RAW, "\n", "\n\n", "`", "[", "](", ")", "<", ">", "&", '"', "|", "    "])))
def test_whatever_is_put_together_stays_within_the_list(parts: list[str]) -> None:
    is_within_the_list(to_html("".join(parts)))


def test_what_must_not_come_through_is_not_on_the_list() -> None:
    names = {name for own in ALLOWED.values() for name in own}
    assert not [name for name in names if name.startswith(FORBIDDEN_ATTRIBUTES)]
    assert not names & {"id", "class", "style", "src", "target"}
    assert not FORBIDDEN_TAGS & ALLOWED.keys()
    assert set(ALLOWED) == markdown._TAGS


@pytest.mark.parametrize("columns", [10, 100, 1000])
def test_a_table_of_few_words_does_not_become_one_of_many_cells(columns: int) -> None:
    head = "|a" * columns + "|\n" + "|-" * columns + "|\n"
    text = head + "|x|\n" * ((DESCRIPTION_LENGTH - len(head)) // 4)
    assert len(to_html(text)) < 10 * len(text)
