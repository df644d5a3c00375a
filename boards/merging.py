"""What became of a text, and merging what two people made of it, by lines; pure, no ORM."""

from collections.abc import Iterator
from dataclasses import dataclass

# Lines of one text that are compared, after what is alike at both ends: comparing takes their number squared, whatever
# the lines are (difflib's cube could be provoked), and a board's lock is held meanwhile.
MAX_LINES = 400


@dataclass(frozen=True, order=True)
class Hunk:
    """Lines ``start`` to ``end`` of the base (half open; empty: an insertion before ``start``) became ``lines``."""

    start: int
    end: int
    lines: tuple[str, ...]

    def meets(self, other: "Hunk") -> bool:
        """Tell whether both say something of the same lines, or both insert at the same point."""
        if self.start == self.end == other.start == other.end:
            return True
        return self.start < other.end and other.start < self.end


def merge(*, base: str, mine: str, theirs: str) -> str | None:
    """Return the text with the changes of both, or None where they changed the same lines, or too many.

    The three-way merge of diff3 (Khanna, Kunal and Pierce, 2007, https://doi.org/10.1007/978-3-540-77050-3_40), but
    changes of lines next to each other do not conflict. A change that both made is made once.
    """
    old = base.split("\n")
    sides = [text.split("\n") for text in (mine, theirs)]
    if any(_is_too_long(old, side) for side in sides):
        return None
    ours, others = (set(hunks(old, side)) for side in sides)
    if any(hunk.meets(other) for hunk in ours - others for other in others - ours):
        return None
    merged: list[str] = []
    position = 0
    for hunk in sorted(ours | others):
        merged += [*old[position : hunk.start], *hunk.lines]
        position = hunk.end
    return "\n".join(merged + old[position:])


def hunks(old: list[str], new: list[str]) -> Iterator[Hunk]:
    """Yield what became of ``old``, in order and as little as possible; one hunk where there is too much to compare."""
    head, tail = _ends(old, new)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    common = [] if _is_too_long(old, new) else _common(before, after)
    row = column = 0
    for low, high in [*common, (len(before), len(after))]:
        if (row, column) != (low, high):
            yield Hunk(head + row, head + low, tuple(after[column:high]))
        row, column = low + 1, high + 1


def _common(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the positions of a longest common subsequence (Wagner and Fischer, 1974)."""
    lengths = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            here = lengths[i + 1][j + 1] + 1 if old[i] == new[j] else 0
            lengths[i][j] = here or max(lengths[i + 1][j], lengths[i][j + 1])
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            yield i, j
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1


def _ends(old: list[str], new: list[str]) -> tuple[int, int]:
    """Return how many lines both begin with, and how many of the rest both end with."""
    head = _alike(old, new)
    return head, _alike(old[head:][::-1], new[head:][::-1])


def _alike(one: list[str], other: list[str]) -> int:
    shorter = min(len(one), len(other))
    return next((index for index in range(shorter) if one[index] != other[index]), shorter)


def _is_too_long(old: list[str], new: list[str]) -> bool:
    return max(len(old), len(new)) - sum(_ends(old, new)) > MAX_LINES
