"""The archive: a ZIP of JSON files, written row by row, so that its size costs no memory."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import IO, Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify

from boards import pictures
from boards.export import boards, person
from boards.models import Membership, User

FORMAT = "liveboard-export"
# Docs/export.md says what belongs to which one.
VERSION = 1
PICTURE = "picture.webp"
# Of a board's name in the name of its file.
MAX_SLUG = 40


def write(user: User, file: IO[bytes]) -> None:
    """Write somebody's archive into ``file``."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        picture = pictures.read(user.picture)
        if picture:
            archive.writestr(_entry(PICTURE), picture)
        named = list(_named(boards.memberships_of(user)))
        head = {
            "format": FORMAT,
            "version": VERSION,
            "made_at": timezone.now(),
            "server": settings.PUBLIC_URL,
            "picture": PICTURE if picture else None,
            **person.facts(user),
        }
        _write(archive, "person.json", head, {"boards": (boards.listed(user, each, name) for name, each in named)})
        for name, membership in named:
            _write(archive, name, boards.facts(membership), boards.lists(user, membership))


def _named(memberships: Iterable[Membership]) -> Iterator[tuple[str, Membership]]:
    for number, membership in enumerate(memberships, start=1):
        # Letters, digits and hyphens only: wherever it is unpacked, it stays in its folder.
        slug = slugify(membership.board.name)[:MAX_SLUG].strip("-_")
        yield f"boards/{number:03}{'-' if slug else ''}{slug}.json", membership


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, timezone.now().timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    # Its owner's to read, on systems that keep such things.
    entry.external_attr = 0o600 << 16
    return entry


def _write(archive: ZipFile, name: str, head: Mapping[str, Any], lists: Mapping[str, Iterable[Any]]) -> None:
    """Write an object: the fields of ``head``, then ``lists``, whose items are asked for one by one."""
    with archive.open(_entry(name), "w", force_zip64=True) as entry:
        entry.write(_json(head)[:-1])
        for field, items in lists.items():
            entry.write(b',\n"%s": [' % field.encode())
            for index, item in enumerate(items):
                entry.write((b",\n" if index else b"\n") + _json(item))
            entry.write(b"]")
        entry.write(b"}\n")


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=_plain).encode()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in an export")
