"""`bin/test`: runs every check, one heading each, and ends with a table."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from tooling import browsers, services, stages, verdicts
from tooling.stages import Stage

NOTHING_COLLECTED = 5
WIDTH = 78
MARKS = {"passed": "✓", "failed": "✗", "left out": "·"}
CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def main(arguments: list[str]) -> int:
    """Run the stages that the arguments ask for; return the exit code."""
    words = {"--quick", "--faults", "--full", "--compose", "--lighthouse"}.intersection(arguments)
    arguments = [each for each in arguments if each not in words]
    with contextlib.ExitStack() as stack:
        data = stack.enter_context(tempfile.TemporaryDirectory(prefix="liveboard-data-"))
        use_clean_environment(data)
        todo = chosen(arguments, stack, words)
        results = [(stage, *run(stage, Path(data) / "verdicts.xml")) for stage in todo]
    return summarise(results)


def use_clean_environment(data: str) -> None:
    """Keep the tests away from a person's database, files and secrets, and put our programs on PATH."""
    for name in [each for each in os.environ if each.startswith("LIVEBOARD_")]:
        del os.environ[name]
    for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE"):
        os.environ.pop(name, None)
    os.environ["LIVEBOARD_DATA"] = data
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    os.environ["TZ"] = "UTC"
    os.chdir(stages.ROOT)


def chosen(arguments: list[str], stack: contextlib.ExitStack, words: Collection[str]) -> Iterator[Stage]:
    """Yield the stages one by one: services and browsers are only set up when their turn has come."""
    if "--compose" in words:
        yield from stages.containers(arguments)
        return
    if "--lighthouse" in words:
        yield from stages.lighthouse()
        return
    if "--faults" in words:
        yield from stages.faults(arguments, full="--full" in words, report="docs/reliability.md")
        return
    if not arguments:
        yield from stages.static_checks()
        yield from stages.django_checks()
        yield from stages.script_tests()
    yield from stages.unit_tests("Python: unit and law tests on SQLite", arguments, env={})
    if "--quick" in words:
        return
    servers, missing = start_servers(stack)
    # Nothing here has to outlive a power cut, and waiting for the disk doubles the time.
    hurried = {**servers, "PGOPTIONS": "-c synchronous_commit=off"}
    yield from stages.unit_tests(
        "Python: unit and law tests on PostgreSQL and Redis", arguments, env=hurried, missing=missing
    )
    # A story that needs them starts servers of its own.
    addresses = {f"TEST_{name}": url for name, url in servers.items() if url}
    yield from stages.stories(arguments, env=addresses, missing=browsers.problem)
    yield from stages.faults(arguments)


def start_servers(stack: contextlib.ExitStack) -> tuple[dict[str, str], str]:
    """Return the environment that leads to PostgreSQL and Redis, and what to do where one is missing."""
    urls = {
        "DATABASE_URL": stack.enter_context(services.postgres()),
        "REDIS_URL": stack.enter_context(services.redis_server()),
    }
    if all(urls.values()):
        return urls, ""
    lacking = " and ".join(name for name, url in zip(("PostgreSQL", "Redis"), urls.values(), strict=True) if not url)
    return urls, (
        f"no {lacking} on its standard local port, and none to start. Debian: `apt install postgresql redis-server`; "
        "macOS: `brew install postgresql redis`; or set TEST_DATABASE_URL and TEST_REDIS_URL."
    )


def run(stage: Stage, report: Path) -> tuple[str, float, list[str]]:
    """Run one stage under its heading; return how it ended, the seconds it took, and which tests failed, with why."""
    print(f"\n── {stage.name} {'─' * max(0, WIDTH - len(stage.name) - 4)}", flush=True)
    if stage.missing:
        print(f"LEFT OUT: {stage.missing}", flush=True)
        return ("failed" if CI or stage.required else "left out"), 0.0, []
    start = time.monotonic()
    options = f"{os.environ.get('PYTEST_ADDOPTS', '')} --junitxml={report}"
    environment = {**os.environ, **stage.env, "PYTEST_ADDOPTS": options}
    code = subprocess.run(stage.command, env=environment, check=False).returncode
    passed = code == 0 or (stage.may_be_empty and code == NOTHING_COLLECTED)
    return ("passed" if passed else "failed"), time.monotonic() - start, verdicts.failures(report)


def summarise(results: Iterable[tuple[Stage, str, float, list[str]]]) -> int:
    """Print the table, what failed, and the closing line; return 1 if a stage failed."""
    results = list(results)
    print(f"\n── Summary {'─' * (WIDTH - 11)}")
    for stage, ending, seconds, failures in results:
        print(f"{MARKS[ending]} {stage.name:<58}{ending:>9}{seconds:7.1f} s")
        # Once more: where it was printed first lies a thousand lines above.
        for line in [stage.missing, *failures]:
            if line:
                print(f"    {line}")
    count = {word: sum(ending == word for _, ending, *_ in results) for word in ("passed", "failed", "left out")}
    skipped = f", {count['left out']} skipped" if count["left out"] else ""
    print(f"\n{count['passed']} passed, {count['failed']} failed{skipped}", flush=True)
    return 1 if count["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
