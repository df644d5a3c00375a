"""Order keys sort in browsers as they sort on the server."""

import random

import pytest
from playwright.sync_api import Page

from boards import ordering
from e2e.browsers import Browsers
from e2e.server import ROOT


def keys() -> list[str]:
    """Return keys of every kind: spread, appended, prepended, and squeezed in between."""
    dice = random.Random(7)
    made = sorted({*ordering.spread(40), *ordering.spread(1000)[::37]})
    for _ in range(400):
        at = dice.randrange(len(made) + 1)
        low, high = (made[at - 1] if at else None), (made[at] if at < len(made) else None)
        made.insert(at, ordering.between(low, high))
    return made


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_keys_sort_alike(engine: str, browsers: Browsers) -> None:
    context = browsers.get(engine).new_context()
    page: Page = context.new_page()
    ordered = keys()
    assert ordered == sorted(ordered)
    shuffled = random.Random(8).sample(ordered, len(ordered))
    module = (ROOT / "static/js/lib/order.js").read_text().replace("export function", "function")
    assert page.evaluate(f"(keys) => {{ {module}; return keys.sort(compareKeys); }}", shuffled) == ordered
    # The page moves what its script calls misplaced: taking that out leaves a list in order.
    stay = page.evaluate(
        f"(keys) => {{ {module}; const moving = misplaced(keys); return keys.filter((_, at) => !moving.has(at)); }}",
        shuffled,
    )
    assert stay == sorted(stay)
    context.close()
