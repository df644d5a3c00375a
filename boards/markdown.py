"""Markdown as people type it, to HTML that may stand in a page: rendered, then cleaned by a closed allow-list."""

from functools import lru_cache
from importlib import import_module

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

# A row gets the cells that it lacks of its table's columns, up to 65,536 of them in the whole text, as the library has
# it: 20 KB of text made 700 KB and took a second. No table that somebody wrote lacks so many.
vars(import_module("markdown_it.rules_block.table"))["MAX_AUTOCOMPLETED_CELLS"] = 1000

# The renderer passes no HTML through; the sanitiser holds even if it did.
_parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False}).enable(["table", "strikethrough"])
_TAGS = {
    *("p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
# Whatever changes on a card, its frame has the description in it, mostly the same as in the last one: it was a fifth of
# an edit. The longest texts there may be, each of them an escape, take some 15 MB.
_REMEMBERED = 128


@lru_cache(_REMEMBERED)
def to_html(text: str) -> SafeString:
    """Return the HTML of a description: no id, no data or hx attribute, no class, no image from elsewhere."""
    html = nh3.clean(
        _parser.render(text),
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    # Cleaned, and only now called safe.
    return SafeString(html)
