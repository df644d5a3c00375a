"""The event loop: asyncio's, under Twisted's reactor; import this before anything else of Twisted."""

from typing import Any

# Daphne chooses the reactor; whoever imports Twisted's before gets another one.
from daphne.server import twisted_loop as loop  # isort: skip
from twisted.internet import reactor as _reactor  # isort: skip

__all__ = ["loop", "reactor"]

# Twisted types it as a module.
reactor: Any = _reactor
