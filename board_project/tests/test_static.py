"""The browser libraries are the released ones, and pages load exactly those."""

import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Context, Template

VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"


def checksums() -> dict[str, str]:
    lines = (VENDOR / "checksums.txt").read_text().splitlines()
    return {path.removeprefix("./"): digest for digest, path in (line.split(maxsplit=1) for line in lines)}


def test_every_vendored_file_is_the_one_that_was_pinned() -> None:
    files = [each for each in VENDOR.rglob("*") if each.is_file() and each.name not in {"README.md", "checksums.txt"}]
    found = {str(each.relative_to(VENDOR)): hashlib.sha256(each.read_bytes()).hexdigest() for each in files}

    assert found == checksums()


def test_every_vendored_library_comes_with_its_licence() -> None:
    folders = [each for each in VENDOR.iterdir() if each.is_dir()]

    assert folders
    assert [each.name for each in folders if not any(each.glob("LICEN[CS]E*"))] == []


def test_the_htmx_tag_serves_the_released_files_instead_of_the_packaged_beta() -> None:
    tag = Template('{% load django_htmx %}{% htmx_script version=4 extensions="hx-ws" %}').render(Context())
    served = [finders.find(path) for path in re.findall(r'src="/static/([^"]+)"', tag)]

    assert [hashlib.sha256(Path(str(path)).read_bytes()).hexdigest() for path in served] == [
        checksums()["htmx-4.0.1/htmx.min.js"],
        checksums()["htmx-4.0.1/hx-ws.min.js"],
    ]
    assert b'version="4.0.1"' in Path(str(served[0])).read_bytes()
