"""Order keys: strings over ``[0-9a-z]`` that sort bytewise alike in Python, SQLite, PostgreSQL and the browser.

A key stands for the fraction ``0.key`` in base 36; keys never end in ``0``, so that there is always room below. Pure:
no ORM. The technique is known as fractional indexing (D. Greenspan, "Implementing Fractional Indexing", 2020).
"""

from itertools import accumulate, count

ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
BASE = len(ALPHABET)
# A longer key means that the container is due for re-keying.
MAX_LENGTH = 32
# Appending and prepending count in steps of 36 ** -5: sixty million arrivals at one end before keys grow.
STEP_WIDTH = 5


def between(low: str | None, high: str | None) -> str:
    """Return a short key strictly between two keys; None stands for the open end.

    Raises ValueError unless ``low < high``.
    """
    if low is not None and high is not None and low >= high:
        raise ValueError(f"{low!r} does not sort before {high!r}")
    if low is None and high is None:
        return ALPHABET[BASE // 2]
    if high is None:
        return _after(low or "")
    if low is None:
        return _before(high)
    return _middle(low, high)


def between_many(low: str | None, high: str | None, size: int) -> list[str]:
    """Return ``size`` keys in order, strictly between two keys; they grow with the logarithm of their number.

    Raises ValueError unless ``low < high``.
    """
    if size == 0:
        return []
    if low is not None and high is not None:
        middle, half = between(low, high), size // 2
        return [*between_many(low, middle, half), middle, *between_many(middle, high, size - half - 1)]
    # At an open end keys are counted on.
    first = between(low, high)
    if high is None:
        return list(accumulate(range(size - 1), lambda key, _: between(key, None), initial=first))
    return list(accumulate(range(size - 1), lambda key, _: between(None, key), initial=first))[::-1]


def spread(size: int) -> list[str]:
    """Return ``size`` keys in order, short and evenly spaced: what a re-keyed container gets."""
    width = 1
    while BASE**width <= 2 * (size + 1):
        width += 1
    step = BASE**width // (size + 1)
    return [_digits(step * index, width).rstrip("0") for index in range(1, size + 1)]


def _after(low: str) -> str:
    """Count one up from ``low``, read as a number of ``STEP_WIDTH`` digits."""
    number = _number(low[:STEP_WIDTH]) + 1
    return _key(number) if number < BASE**STEP_WIDTH else _middle(low, None)


def _before(high: str) -> str:
    """Count one down from ``high``; where its first digits leave no room, go deeper."""
    number = _number(high[:STEP_WIDTH]) - (len(high) <= STEP_WIDTH)
    return _key(number) if number > 0 else _middle("", high)


def _middle(low: str, high: str | None) -> str:
    """Halve the gap at the first digit where there is one."""
    prefix = ""
    for index in count():
        floor = ALPHABET.index(low[index]) if index < len(low) else 0
        roof = BASE if high is None else ALPHABET.index(high[index])
        if roof - floor > 1:
            return prefix + ALPHABET[(floor + roof) // 2]
        prefix += ALPHABET[floor]
        if roof - floor == 1:
            # The digits part here: whatever follows stays below ``high``.
            high = None
    raise AssertionError("unreachable: there is always room between two keys")


def _number(digits: str) -> int:
    return int(digits.ljust(STEP_WIDTH, "0"), BASE)


def _key(number: int) -> str:
    # A key may not end in 0; dropping zeros does not change what it stands for.
    return _digits(number, STEP_WIDTH).rstrip("0")


def _digits(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, rest = divmod(number, BASE)
        digits = ALPHABET[rest] + digits
    return digits
