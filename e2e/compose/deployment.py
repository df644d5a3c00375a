"""A deployment of docker-compose.yml in a real engine: a project, ports and settings of its own, gone afterwards."""

import contextlib
import os
import secrets
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from e2e.compose.engine import docker
from e2e.compose.guide import commands_under
from e2e.server import ROOT, TROUBLE, free_port

WEBS = ("web1", "web2")
LOGS = Path("test-results")
PATIENCE = 60  # seconds


class Deployment:
    """What an operator has: settings in an env file, and `docker compose`."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.project = f"liveboard-test-{secrets.token_hex(4)}"
        self._folder, self._file = folder, folder / ".env"
        self._settings = {
            "LIVEBOARD_PORT": str(free_port()),
            "LIVEBOARD_HTTPS_PORT": str(free_port()),
            # Not the image that somebody may run here.
            "LIVEBOARD_IMAGE": self.project,
        }
        self.set(**settings)
        self._seen: dict[str, int] = {}

    @property
    def url(self) -> str:
        """The address for browsers."""
        return self._settings.get("LIVEBOARD_URL") or f"http://localhost:{self.port}"

    @property
    def port(self) -> int:
        """The port of plain HTTP."""
        return int(self._settings["LIVEBOARD_PORT"])

    def set(self, **settings: str) -> None:
        """Change the env file; `{https}` and `{http}` stand for the ports."""
        ports = {"http": self.port, "https": self._settings["LIVEBOARD_HTTPS_PORT"]}
        self._settings |= {name: value.format(**ports) for name, value in settings.items()}
        self._file.write_text("".join(f"{name}={value}\n" for name, value in self._settings.items()))

    # docker compose

    def compose(self, *words: str, given: bytes | None = None) -> str:
        """Run `docker compose …` to its end; return what it printed."""
        return self._run(["docker", "compose", *words], given)

    def follow(self, heading: str, number: int = 0) -> None:
        """Do what a block of commands in docs/deployment.md says, to the letter."""
        self._run(["sh", "-eu"], commands_under(heading)[number].encode())

    @contextlib.contextmanager
    def meanwhile(self, work: Callable[[], None]) -> Iterator[Callable[[], bool]]:
        """Let an operator work while the story goes on; give a function that tells whether it is done."""
        with ThreadPoolExecutor(1) as operator:
            future = operator.submit(work)
            yield future.done
            future.result()

    def up(self) -> None:
        """Start what is to run, and wait until it is healthy."""
        self.compose("up", "--detach", "--wait", "--build")

    def waits(self, condition: Callable[[], bool]) -> None:
        """Wait until something is true of the deployment."""
        until = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < until, "it did not come true"
            time.sleep(0.2)

    def runs(self, service: str, *words: str, given: bytes | None = None) -> str:
        """Run a program in a service's container; return what it printed."""
        return self.compose("exec", "--no-TTY", service, *words, given=given).strip()

    def inspect(self, service: str, template: str) -> str:
        """Return what the engine knows of a service's container, by Go template."""
        return docker("inspect", "--format", template, self.container(service))

    def container(self, service: str) -> str:
        """Return the id of a service's container."""
        return self.compose("ps", "--all", "--quiet", service).strip()

    def said(self, service: str) -> str:
        """Return a container's log."""
        return docker("logs", self.container(service))

    # What stories ask

    def complaints(self) -> list[str]:
        """Return what the web processes logged as an error since the last time."""
        found = []
        for service in (*WEBS, "prepare"):
            # A container that was made anew begins a new log.
            container = self.container(service)
            lines = self.said(service).splitlines()
            found += [f"{service}: {line}" for line in lines[self._seen.get(container, 0) :] if TROUBLE.search(line)]
            self._seen[container] = len(lines)
        return found

    def end(self) -> None:
        """Keep the logs, and remove containers, networks, volumes and images."""
        LOGS.mkdir(exist_ok=True)
        with contextlib.suppress(AssertionError):
            (LOGS / f"compose-{self._folder.name}.log").write_text(self.compose("logs", "--no-color", "--timestamps"))
        self.compose("down", "--volumes", "--remove-orphans", "--timeout", "5")
        # Older ones that lost their name to a newer one included.
        label = f"label=com.docker.compose.project={self.project}"
        if images := docker("image", "ls", "--quiet", "--filter", label).split():
            docker("image", "rm", "--force", *images)

    # Private

    def _run(self, words: list[str], given: bytes | None) -> str:
        done = subprocess.run(
            words, cwd=self._folder, env=self._environment(), input=given, capture_output=True, check=False
        )
        assert done.returncode == 0, f"{' '.join(words)} failed:\n{done.stderr.decode()[-3000:]}"
        return done.stdout.decode()

    def _environment(self) -> dict[str, str]:
        ours = ("LIVEBOARD_", "COMPOSE_", "SECRET_KEY", "POSTGRES_")
        # The shell's word counts more than the file's.
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return {
            **kept,
            "COMPOSE_FILE": str(ROOT / "docker-compose.yml"),
            "COMPOSE_ENV_FILES": str(self._file),
            "COMPOSE_PROJECT_NAME": self.project,
        }


@contextlib.contextmanager
def deployed(folder: Path, **settings: str) -> Iterator[Deployment]:
    """Give a deployment that is up; nothing of it is left afterwards, whatever happened."""
    deployment = Deployment(folder, **settings)
    try:
        deployment.up()
        yield deployment
    finally:
        deployment.end()
