"""Fetches the uv that bin/_uv.txt pins, with nothing but Python's standard library, into the folder given."""

import hashlib
import io
import os
import platform
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

PINS = (Path(__file__).parent / "_uv.txt").read_text()
VERSION = re.findall(r"uv==([\d.]+)", PINS)[0]
HASHES = set(re.findall(r"sha256:([0-9a-f]{64})", PINS))
TIMEOUT = 60  # seconds


def main(folder: Path) -> None:
    """Put the program ``uv`` into ``folder``."""
    wheel = fetch(wheel_address(index()))
    if hashlib.sha256(wheel).hexdigest() not in HASHES:
        sys.exit("The uv that the package index sent is not the one that bin/_uv.txt pins. Nothing was installed.")
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        program = archive.read(next(name for name in archive.namelist() if name.endswith("/scripts/uv")))
    folder.mkdir(parents=True, exist_ok=True)
    # Renamed into place: an interrupted start must not leave half a program.
    draft = folder / "uv.part"
    draft.write_bytes(program)
    draft.chmod(0o755)
    draft.rename(folder / "uv")


def index() -> str:
    """Return the address of the package index: the one that uv or pip is told to use, else that of the lock file."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if os.environ.get(name):
            return os.environ[name].split("=", 1)[-1] if name == "UV_DEFAULT_INDEX" else os.environ[name]
    lock = Path(__file__).resolve().parent.parent / "uv.lock"
    return re.findall(r'registry = "([^"]+)"', lock.read_text())[0]


def wheel_address(base: str) -> str:
    """Return the address of the pinned wheel for this machine (the index's page: PEP 503)."""
    page = base.rstrip("/") + "/uv/"
    for link in re.findall(r'href="([^"]+)"', fetch(page).decode()):
        address, _, digest = link.replace("&amp;", "&").partition("#sha256=")
        name = urllib.parse.unquote(address).rsplit("/", 1)[-1]
        if name.startswith(f"uv-{VERSION}-") and fits(name) and digest in HASHES | {""}:
            return urllib.parse.urljoin(page, address)
    sys.exit(
        f"The package index {base} has no uv {VERSION} for {sys.platform} {platform.machine()}. "
        "Install uv, then start again."
    )


def fits(name: str) -> bool:
    """Tell whether the wheel ``name`` is made for this machine."""
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    if sys.platform == "darwin":
        return "macosx" in name and machine in name
    libc = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
    return libc in name and machine in name


def fetch(url: str) -> bytes:
    """Return what is at ``url``; a failure ends the program with a sentence."""
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:
            return answer.read()
    except (OSError, urllib.error.URLError) as error:
        host = urllib.parse.urlsplit(url).hostname
        sys.exit(
            f"uv could not be fetched from {host} ({error}). Check the network (HTTPS_PROXY, PIP_INDEX_URL), "
            "or install uv yourself, then start again."
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
