"""What is measured, in the order of the report; a row is a function that takes the workshop and returns its lines."""

from collections.abc import Awaitable, Callable

from bench.report import Row
from bench.rows.deliveries import deliveries, watched
from bench.rows.edits import edits
from bench.rows.idle import idle
from bench.rows.latency import latency
from bench.rows.pages import pages
from bench.rows.processes import processes
from bench.rows.size import size
from bench.rows.storm import storm
from bench.workshop import Workshop

type Measurement = Callable[[Workshop], Awaitable[list[Row]]]

ROWS: dict[str, Measurement] = {
    each.__name__: each for each in (deliveries, latency, edits, watched, size, idle, processes, storm, pages)
}
