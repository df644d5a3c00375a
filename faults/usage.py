"""What a server process uses: memory, and time of a processor, which says the same however busy the machine is."""

import asyncio
import os
import time
from pathlib import Path
from statistics import linear_regression

MB = 1024 * 1024
_PAGE, _TICKS = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> int:
    """Return the bytes of memory that a process has."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE


def seconds_of_work(pid: int) -> float:
    """Return the seconds that processors have spent on a process, for itself and in the kernel."""
    # The name, in parentheses, may hold anything.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


async def slope_of_memory(pid: int, seconds: float) -> float:
    """Return the bytes per second by which a process grows, by least squares over some time."""
    times, sizes, begun = [], [], time.monotonic()
    while (now := time.monotonic() - begun) < seconds:
        times.append(now)
        sizes.append(resident(pid))
        await asyncio.sleep(0.5)
    return linear_regression(times, sizes).slope
