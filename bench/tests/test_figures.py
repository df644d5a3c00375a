"""Medians, spreads and ratios of rounds."""

from bench.figures import Figure, fastest, number


def test_a_figure_is_the_median_with_its_spread() -> None:
    assert Figure((30.0, 10.0, 20.0)).median == 20.0
    assert str(Figure((30.0, 10.0, 20.0))) == "20 (10 to 30)"
    assert str(Figure((20.0,))) == "20"


def test_ratios_are_made_round_by_round() -> None:
    # The second round was slow for both: the ratio is the same.
    assert Figure((100.0, 50.0, 120.0)).over(Figure((50.0, 25.0, 40.0))).rounds == (2.0, 2.0, 3.0)
    assert Figure((5.0, 7.0)).minus(Figure((1.0, 9.0))).rounds == (4.0, -2.0)


def test_the_fastest_of_several_is_looked_for_in_each_round() -> None:
    assert fastest([Figure((1.0, 9.0)), Figure((5.0, 2.0))]).rounds == (5.0, 9.0)


def test_numbers_have_three_digits_that_mean_something() -> None:
    assert [number(each) for each in (0.0, 0.0613, 1.234, 12.34, 1234.5, -12.34, 7.0)] == [
        "0",
        "0.0613",
        "1.23",
        "12.3",
        "1,234",
        "-12.3",
        "7",
    ]
