"""How fast one client address may open sockets: a token bucket each."""

import ipaddress
import time
from collections.abc import Callable

from board_project.server import limits

# Buckets kept before the full ones, which say nothing any more, are dropped.
_KEPT = 10_000


class Upgrades:
    """Token buckets by client address; a network of IPv6 (/64) counts as one client."""

    def __init__(
        self,
        *,
        burst: float = limits.UPGRADES_BURST,
        per_second: float = limits.UPGRADES_PER_SECOND,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._burst, self._per_second, self._clock = burst, per_second, clock
        # Address -> (tokens left, when that was so).
        self._buckets: dict[str, tuple[float, float]] = {}

    def allow(self, address: str) -> bool:
        """Take one token of ``address`` and tell whether there was one."""
        now, key = self._clock(), network_of(address)
        if len(self._buckets) >= _KEPT:
            self._buckets = {each: bucket for each, bucket in self._buckets.items() if not self._full(bucket, now)}
        tokens = self._tokens(self._buckets.get(key, (self._burst, now)), now)
        allowed = tokens >= 1
        self._buckets[key] = (tokens - allowed, now)
        return allowed

    def _full(self, bucket: tuple[float, float], now: float) -> bool:
        return self._tokens(bucket, now) >= self._burst

    def _tokens(self, bucket: tuple[float, float], now: float) -> float:
        tokens, since = bucket
        return min(self._burst, tokens + (now - since) * self._per_second)


def network_of(address: str) -> str:
    """Return what stands for one client: an address, or a network of IPv6, of which each home has a whole one."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ip) if ip.version == 4 else str(ipaddress.ip_network((ip, 64), strict=False))  # noqa: PLR2004
