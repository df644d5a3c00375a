"""Daphne with our guards: what a socket or a request may cost, whom a proxy's word counts for, how the server leaves.

This module is light on purpose, so that the app can hook itself in without loading Twisted; ``daemon.Server`` is the
server itself.
"""

from collections.abc import Awaitable, Callable

# Among a socket's ASGI extensions: a function that takes texts and writes them at once, each a message of its own. It
# never waits and never raises; a reader who is too slow is cut, as by the ordinary way.
EAGER = "liveboard.write"

type Hook = Callable[[], Awaitable[None]]

# Awaited one by one after the last socket is closed and the last request answered, before the process ends.
on_drain: list[Hook] = []
