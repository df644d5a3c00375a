"""Liveboard itself: real server processes, boards and people made by the clerk, sessions as browsers have them."""

import contextlib
import itertools
from collections.abc import Iterator, Sequence

from bench.browser import Door
from bench.dialects import Product
from bench.processes import SUBJECTS, Running, on_core
from e2e.house import House

# The server lets one address open a thousand sockets at once: people come from many.
_PER_ADDRESS = 200
_addresses = itertools.count()


class Liveboard:
    """The product on one kind of database; its processes start anew for each measurement."""

    def __init__(self, house: House) -> None:
        self.house = house

    @contextlib.contextmanager
    def running(self, processes: int = 1) -> Iterator[Running]:
        """Let so many server processes run, on the subjects' core."""
        servers = self.house.servers[:processes]
        try:
            with on_core(SUBJECTS):
                for server in servers:
                    server.start()
            yield Running([server.pid for server in servers], [server.port for server in servers])
            if complaints := [line for server in servers for line in server.complaints()]:
                raise RuntimeError("\n".join(["The server complained:", *complaints[:5]]))
        finally:
            for server in servers:
                server.kill()

    def board(self, cards: int) -> str:
        """Make a board with cards; return its id."""
        return self.house.board([["To do", titles(cards)], ["Done", []]]).id

    def people(self, board: str, count: int) -> list[str]:
        """Bring editors to a board; return their sessions."""
        sessions: list[str] = self.house.ask("crowd", board=board, count=count)["sessions"]
        return sessions

    def doors(self, running: Running, board: str, sessions: Sequence[str]) -> list[Door]:
        """Return where people come in, spread over the processes that run."""
        return [
            self._door(running.ports[index % len(running.ports)], board, each) for index, each in enumerate(sessions)
        ]

    def dialect(self, board: str) -> Product:
        """Return how to speak about a board as it stands now."""
        return Product("Liveboard", **self.house.ask("standing", board=board))

    def _door(self, port: int, board: str, session: str) -> Door:
        headers = {"Origin": f"http://127.0.0.1:{port}", "Cookie": f"sessionid={session}"}
        return Door(port, f"/ws/b/{board}/", headers, address())


def titles(count: int) -> list[str]:
    """Return titles for cards."""
    return [f"Card {number + 1}: bring the ladder back to the boat house" for number in range(count)]


def address() -> str:
    """Return the address that the next browser comes from: loopback has sixteen million."""
    number = next(_addresses) // _PER_ADDRESS + 2
    return f"127.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
