"""The list of checks: what runs, in which environment, in which order."""

import os
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tooling import browsers, engine, node

ROOT = Path(__file__).resolve().parent.parent
MANAGE = (sys.executable, "manage.py")
COMPOSE = "e2e/compose"
# Containers take minutes and an engine: they have a word of their own.
EVERYDAY = ("e2e", f"--ignore={COMPOSE}")


@dataclass(frozen=True)
class Stage:
    """One check: a heading, a command, what its environment adds; ``missing`` says why it cannot run."""

    name: str
    command: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    missing: str = ""
    # pytest's own code for "nothing matched", welcome where a person asked for some tests only.
    may_be_empty: bool = False
    # Asked for by name: what cannot run has failed.
    required: bool = False


def static_checks() -> Iterator[Stage]:
    """Yield what reads the sources without running them."""
    colours = "force" if sys.stdout.isatty() else "off"
    yield Stage("Python: format", ("ruff", "format", "--check", "--quiet", "."))
    yield Stage("Python: lint", ("ruff", "check", "--quiet", "."))
    yield Stage("Python: types", ("mypy",))
    yield Stage("Templates: lint", ("djlint", "--lint", "--quiet", "templates"))
    yield Stage(
        "Scripts and styles: format, lint",
        node.biome("ci", "--error-on-warnings", f"--colors={colours}"),
        missing=node.problem(),
    )


def django_checks() -> Iterator[Stage]:
    """Yield what Django knows to check of itself."""
    production = {
        "LIVEBOARD_URL": "https://board.example.org",
        "LIVEBOARD_TRUSTED_PROXIES": "1",
        "SECRET_KEY": secrets.token_urlsafe(48),
    }
    yield Stage("Django: migrations complete", (*MANAGE, "makemigrations", "--check", "--dry-run"))
    yield Stage("Django: ready for production", (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"), production)
    yield Stage("Django: static files", (*MANAGE, "collectstatic", "--noinput", "--verbosity", "0"))


def script_tests() -> Iterator[Stage]:
    """Yield the unit tests of the browser's modules."""
    files = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("boards/tests/js/*.test.mjs"))
    if files:
        yield Stage("Scripts: unit tests", node.command("--test", *files), missing=node.problem())


def unit_tests(name: str, arguments: list[str], *, env: Mapping[str, str], missing: str = "") -> Iterator[Stage]:
    """Yield the unit and law tests on one configuration, if the arguments leave any of them."""
    own = _without_paths(arguments) + [each for each in _paths(arguments) if not _is_apart(each)]
    if own or not arguments:
        command = ("pytest", "-n", "auto", "--create-db", *own)
        yield Stage(name, command, env, missing, may_be_empty=bool(arguments))


def stories(arguments: list[str], *, env: Mapping[str, str], missing: Callable[[], str]) -> Iterator[Stage]:
    """Yield the browser stories, if the arguments leave any of them."""
    paths = _paths(arguments)
    own = [each for each in paths if _is_below(each, "e2e")]
    if own or not paths:
        command = ("pytest", "-n", str(min(os.cpu_count() or 1, 4)), *_without_paths(arguments), *(own or EVERYDAY))
        yield Stage("Browsers: stories", command, env, missing(), may_be_empty=bool(arguments))


def containers(arguments: list[str]) -> Iterator[Stage]:
    """Yield the stories of docker-compose.yml: one after the other, since they restart what they share."""
    paths = () if _paths(arguments) else (COMPOSE,)
    missing = engine.problem() or browsers.problem()
    yield Stage("Containers: stories", ("pytest", "--verbose", *arguments, *paths), missing=missing, required=True)


def lighthouse() -> Iterator[Stage]:
    """Yield the grading of pages by Lighthouse: minutes, on a machine that does nothing else."""
    missing = node.problem(node.LIGHTHOUSE) or browsers.problem()
    yield Stage("Lighthouse: grades of pages", (sys.executable, "-m", "tooling.grades"), missing=missing, required=True)


def faults(arguments: list[str], *, full: bool = False, report: str = "") -> Iterator[Stage]:
    """Yield the table of faults, if the arguments leave any of it; ``report`` is the page for what was measured."""
    paths = [each for each in _paths(arguments) if _is_below(each, "faults")]
    if paths or not _paths(arguments):
        # One after the other, since they measure; the patient ones only where somebody asked for them.
        chosen = [] if report or arguments else ["-m", "not patient"]
        command = ("pytest", *chosen, *_without_paths(arguments), *(paths or ["faults"]))
        env = {"FAULTS_FULL": "1" if full else "", "FAULTS_REPORT": report}
        yield Stage("Faults: what must survive", command, env, may_be_empty=bool(arguments))


def _paths(arguments: list[str]) -> list[str]:
    return [each for each in arguments if (ROOT / each.split("::", 1)[0]).exists()]


def _without_paths(arguments: list[str]) -> list[str]:
    return [each for each in arguments if each not in _paths(arguments)]


def _is_apart(argument: str) -> bool:
    return _is_below(argument, "e2e") or _is_below(argument, "faults")


def _is_below(argument: str, folder: str) -> bool:
    return (ROOT / argument.split("::", 1)[0]).resolve().is_relative_to(ROOT / folder)
