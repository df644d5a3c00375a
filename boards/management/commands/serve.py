"""Start the server: ``manage.py serve``."""

import errno
import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from board_project.server import on_drain
from board_project.server.daemon import Server
from boards.live.hubs import hubs


class Command(BaseCommand):
    """Serve pages and sockets until SIGTERM or SIGINT; then let everybody finish and leave."""

    help = "Serve Liveboard."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take host and port, with the environment's as defaults."""
        host = os.environ.get("LIVEBOARD_BIND") or "127.0.0.1"
        parser.add_argument("--host", default=host, help="address to listen at (LIVEBOARD_BIND)")
        parser.add_argument("--port", default=settings.PORT, type=int, help="port to listen at (LIVEBOARD_PORT)")

    def handle(self, *_args: Any, host: str, port: int, **_options: Any) -> None:
        """Run the server, or say in a sentence why it cannot run."""
        if port != settings.PORT and not os.environ.get("LIVEBOARD_URL"):
            raise CommandError(
                f"Browsers would be refused: their address follows from LIVEBOARD_PORT. Set LIVEBOARD_PORT={port} "
                "in place of --port, or LIVEBOARD_URL to the address that they open."
            )
        from board_project.asgi import application  # noqa: PLC0415 - it loads the whole app

        on_drain.append(_leave)
        server = Server(application, host=host, port=port, trusted_proxies=settings.TRUSTED_PROXIES, ready=self._ready)
        server.run()
        if server.failure:
            raise CommandError(_advice(server.failure, host, port))

    def _ready(self, _port: int) -> None:
        self.stdout.write(f"Liveboard is ready: {settings.PUBLIC_URL}")
        # Whoever started us may wait for the line at the other end of a pipe.
        self.stdout.flush()


async def _leave() -> None:
    """Let the other processes have what was committed here last, and end the hubs."""
    await hubs().stop()


def _advice(failure: BaseException, host: str, port: int) -> str:
    # Twisted wraps the operating system's error.
    code = getattr(getattr(failure, "socketError", failure), "errno", None)
    if code == errno.EADDRINUSE:
        return f"Port {port} is taken. Stop what listens there, or choose another one: LIVEBOARD_PORT={port + 1}"
    if code == errno.EACCES:
        return f"Port {port} is reserved for the system. Choose one above 1023: LIVEBOARD_PORT=8000"
    return f"Cannot listen at {host} port {port}: {failure}"
