"""Row 15: a gigabyte that is sent to the real server costs it no memory, and nobody who works notices."""

import contextlib
import socket
import threading
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from e2e.conftest import Site
from e2e.house import House, opened
from faults.usage import MB, resident

GIB = 1024 * MB
PIECE = b"x" * MB
# Addresses of a form, of the commands' door, of one that takes no POST, and of none.
PATHS = ("/accounts/login/", "/b/{}/do/card.create/", "/b/{}/", "/nowhere/", "/static/favicon.svg")
FRAMINGS = {"announced": f"Content-Length: {GIB}", "chunked": "Transfer-Encoding: chunked"}


@pytest.fixture(scope="module")
def office(site: Site) -> Iterator[House]:
    """Give a house of its own: what it uses is measured."""
    with opened(site("bodies")) as house:
        # Whatever is loaded with the first page.
        read(house)
        yield house


def read(house: House) -> int:
    with urllib.request.urlopen(f"{house.url}/accounts/login/", timeout=30) as page:
        return len(page.read())


def pour(house: House, path: str, framing: str) -> bytes:
    """Send a gigabyte as fast as it is taken; return the beginning of what comes back."""
    address = urlsplit(house.url)
    piece = b"%x\r\n%s\r\n" % (len(PIECE), PIECE) if "chunked" in framing else PIECE
    with socket.create_connection((address.hostname, address.port), timeout=60) as wire:
        head = f"POST {path} HTTP/1.1\r\nHost: {address.netloc}\r\n{framing}\r\n\r\n"
        wire.sendall(head.encode())
        # Refused while it is sent: the answer is there, then the connection is gone.
        with contextlib.suppress(ConnectionError):
            for _ in range(GIB // MB):
                wire.sendall(piece)
        with contextlib.suppress(ConnectionError):
            return wire.recv(100)
    return b""


@pytest.mark.parametrize("framing", FRAMINGS)
def test_a_gigabyte_costs_no_memory_whatever_it_is_sent_to(framing: str, office: House) -> None:
    pid = office.servers[0].pid
    board = office.board()
    before = resident(pid)
    for path in PATHS:
        answer = pour(office, path.format(board.id), FRAMINGS[framing])
        assert answer.startswith(b"HTTP/1.1 413") or not answer, path
        assert resident(pid) - before <= 10 * MB, path
    assert read(office) > 1000


def test_ten_at_once_cost_no_more_and_pages_are_served(office: House) -> None:
    pid, before = office.servers[0].pid, resident(office.servers[0].pid)
    senders = [threading.Thread(target=pour, args=(office, PATHS[0], framing)) for framing in [*FRAMINGS.values()] * 5]
    for sender in senders:
        sender.start()
    while any(sender.is_alive() for sender in senders):
        assert read(office) > 1000
        assert resident(pid) - before <= 10 * MB
    assert not office.servers[0].complaints()
