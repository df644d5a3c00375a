"""What the run writes down."""

import json
from pathlib import Path

from bench.figures import Figure
from bench.report import AT_LEAST, AT_MOST, BEGIN, END, printed, row, write


def test_a_bound_is_met_on_its_own_side_only() -> None:
    assert row("a", "x", Figure((20.0,)), AT_LEAST, 20, {}).met
    assert not row("a", "x", Figure((19.9,)), AT_LEAST, 20, {}).met
    assert row("a", "x", Figure((2.0,)), AT_MOST, 2, {}).met
    assert not row("a", "x", Figure((2.1,)), AT_MOST, 2, {}).met


def test_the_median_is_what_counts_and_the_spread_is_told() -> None:
    spread = row("a", "x", Figure((1.0, 30.0, 25.0)), AT_LEAST, 20, {"ours": "5/s", "theirs": "4/s"})
    assert (spread.measured, spread.low, spread.high, spread.met) == (25.0, 1.0, 30.0, True)
    assert spread.goal == "at least 20"
    assert spread.line() == "| a | 25 (1 to 30) x | at least 20 | met | ours: 5/s; theirs: 4/s |"
    assert "25 (1 to 30) x" in printed([spread])


def test_rows_that_were_not_measured_this_time_stay(tmp_path: Path) -> None:
    page, results = tmp_path / "page.md", tmp_path / "results" / "latest.json"
    page.write_text(f"Before.\n\n{BEGIN}\n{END}\n\nAfter.\n")
    both = [row("a", "x", Figure((1.0,)), AT_LEAST, 2, {}), row("b", "s", Figure((3.0,)), AT_MOST, 4, {})]
    write(page, results, both, "one round")
    write(page, results, [row("a", "x", Figure((5.0,)), AT_LEAST, 2, {})], "two rounds")
    text = page.read_text()
    assert text.startswith("Before.\n")
    assert text.endswith("\nAfter.\n")
    assert "| a | 5 x | at least 2 | met |" in text
    assert "| b | 3 s | at most 4 | met |" in text
    assert text.count("| a |") == 1
    assert "two rounds." in text
    assert "one round" not in text
    kept = [
        {key: each[key] for key in ("name", "unit", "measured", "goal", "met")}
        for each in json.loads(results.read_text())
    ]
    assert kept == [
        {"name": "a", "unit": "x", "measured": 5.0, "goal": "at least 2", "met": True},
        {"name": "b", "unit": "s", "measured": 3.0, "goal": "at most 4", "met": True},
    ]
