"""Which Chromium and Firefox the stories drive: Playwright's own, else the system's, installed if need be."""

import functools
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "firefox")
# Debian's packages, the better ones first; a stock Firefox is driven over WebDriver BiDi. As Playwright does, we take
# the shell of Chromium, which opens no window for a page: stories take a quarter less time.
SYSTEM = {
    "chromium": ("chromium-headless-shell", "chromium"),
    "firefox": ("firefox-esr",),
}
OPTIONS = {"firefox": {"channel": "moz-firefox"}}


def launch_options(name: str) -> dict[str, str]:
    """Return what Playwright's ``launch`` needs for the browser ``name`` on this machine (nothing, for its own)."""
    if name in _own():
        return {}
    path = _system(name)
    return {"executable_path": path, **OPTIONS.get(name, {})} if path else {}


def problem() -> str:
    """Install the browsers that are missing; return what to do where that fails."""
    if not _missing():
        return ""
    print(f"Installing browsers for the stories: {', '.join(_missing())} …", flush=True)
    _install_own(_missing())
    if _missing():
        _install_packages(_missing())
    if not _missing():
        return ""
    return (
        f"{' and '.join(_missing())} could be installed neither by Playwright nor by apt. With a network: "
        "`.venv/bin/playwright install chromium firefox`; on Debian: `apt install chromium firefox-esr`."
    )


def _missing() -> list[str]:
    return [name for name in NAMES if name not in _own() and not _system(name)]


@functools.cache
def _own() -> frozenset[str]:
    # In a thread of its own: the stories may have a Playwright running in theirs, and two in one are refused.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_ask_playwright).result()


def _ask_playwright() -> frozenset[str]:
    with sync_playwright() as playwright:
        types = {"chromium": playwright.chromium, "firefox": playwright.firefox}
        return frozenset(name for name, kind in types.items() if Path(kind.executable_path).exists())


def _system(name: str) -> str:
    found = (shutil.which(program) for program in SYSTEM[name])
    return next((path for path in found if path and not _is_snap(path)), "")


def _is_snap(path: str) -> bool:
    # Ubuntu's command is a door to one, which cannot be driven.
    return Path(path).resolve().is_relative_to("/snap") or b"snap" in _head(path)


def _head(path: str) -> bytes:
    with Path(path).open("rb") as file:
        head = file.read(2000)
    return head if head.startswith(b"#!") and b"/snap/bin" in head else b""


def _install_own(names: list[str]) -> None:
    playwright = [sys.executable, "-m", "playwright"]
    done = subprocess.run([*playwright, "install", *names], check=False)
    # The libraries they need come from the system's packages, where we may install those.
    root = _root()
    if done.returncode == 0 and root is not None and shutil.which("apt-get"):
        subprocess.run([*root, *playwright, "install-deps", *names], check=False)
    _own.cache_clear()


def _install_packages(names: list[str]) -> None:
    root = _root()
    if root is None or not shutil.which("apt-get"):
        return
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*root, "apt-get", "update", "-qq"], check=False, env=env)
    for name in names:
        # Older systems do not have all of them.
        for package in SYSTEM[name]:
            command = [*root, "apt-get", "install", "-y", "-qq", package]
            if subprocess.run(command, check=False, env=env).returncode == 0:
                break


def _root() -> list[str] | None:
    """Return the words that make a command root's, or None where we may not be root."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], check=False, capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None
