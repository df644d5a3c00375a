"""Redises that are dead, frozen, or gone for a while, for whoever asks without a layer."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

KINDS = ("dead", "frozen")


@contextmanager
def broken_redis(kind: str) -> Iterator[str]:
    """Give the address of a port where nobody listens, or where somebody does who never answers."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        if kind == "frozen":
            # The kernel shakes hands; nobody reads.
            door.listen(64)
        yield f"redis://127.0.0.1:{door.getsockname()[1]}/0"
