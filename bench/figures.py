"""Numbers of several rounds: medians, how far they spread, and the ratios of one round to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """What one thing came to in each round."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median of the rounds."""
        return median(self.rounds)

    def over(self, other: "Figure") -> "Figure":
        """Return the ratios to another figure, round by round: what slows a whole round down is in both."""
        return Figure(tuple(mine / theirs for mine, theirs in zip(self.rounds, other.rounds, strict=True)))

    def minus(self, other: "Figure") -> "Figure":
        """Return the differences to another figure, round by round."""
        return Figure(tuple(mine - theirs for mine, theirs in zip(self.rounds, other.rounds, strict=True)))

    def __str__(self) -> str:
        low, high = number(min(self.rounds)), number(max(self.rounds))
        return number(self.median) + ("" if low == high else f" ({low} to {high})")


def fastest(figures: Sequence[Figure]) -> Figure:
    """Return the best of several figures, round by round."""
    return Figure(tuple(max(each) for each in zip(*(figure.rounds for figure in figures), strict=True)))


def number(value: float) -> str:
    """Write a number with three digits that mean something."""
    size = abs(value)
    return f"{value:,.0f}" if size >= 100 or value == int(value) else f"{value:.1f}" if size >= 10 else f"{value:.3g}"  # noqa: PLR2004
