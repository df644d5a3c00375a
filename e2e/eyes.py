"""What people see on a board, waiting until they do."""

import difflib
from typing import Self

import pytest
from playwright.sync_api import expect

from e2e import axe
from e2e.browsers import script
from e2e.places import Places

# Milliseconds.
PATIENCE = 15_000


class Eyes(Places):
    """What a page must show sooner or later."""

    def sees_card(self, column: str, title: str) -> None:
        expect(self.card(title, column).filter(visible=True)).to_have_count(1)

    def sees_no_card(self, title: str) -> None:
        expect(self.card(title)).to_have_count(0)

    def sees_cards(self, column: str, *titles: str) -> None:
        """See exactly these cards, in this order."""
        expect(self.column(column).locator(".card[data-order] .card-title")).to_have_text(list(titles))

    def sees_columns(self, *names: str) -> None:
        """See exactly these columns, in this order."""
        expect(self.columns.locator(".column-name")).to_have_text(list(names))

    def sees_count(self, column: str, number: int) -> None:
        expect(self.column(column).locator(".count")).to_have_text(str(number))

    def sees_the_truth(self) -> None:
        """Compare this page with the one that the server renders now: the page law, in a browser."""
        self.is_saved()
        compare = (
            f"(patience) => {{ const canonical = {script('canonical')}; return ({script('compare')})(patience); }}"
        )
        mine, fresh = self.page.evaluate(compare, PATIENCE)
        if mine != fresh:
            pytest.fail(f"This page and what the server renders differ:\n{_difference(mine, fresh)}")

    def breaks_no_rule(self) -> None:
        """Hold what is open now to the rules of accessibility; what a story ends with is looked at anyway."""
        if found := axe.violations(self.page):
            pytest.fail(axe.report("somebody", self.page, found))

    def is_saved(self) -> Self:
        """Wait until the server has everything and the page shows it."""
        expect(self.pending).to_have_count(0)
        expect(self.total).to_be_hidden()
        return self


def _difference(mine: dict[str, str], fresh: dict[str, str]) -> str:
    """Return the lines in which two canonical pages differ, with those around them."""
    ours, theirs = ("\n".join(page.values()).splitlines() for page in (mine, fresh))
    return "\n".join(difflib.unified_diff(ours, theirs, "this page", "the server", lineterm=""))
