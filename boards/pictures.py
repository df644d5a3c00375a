"""People's pictures: what is sent becomes a square of pixels under a name of ours; nothing else of it is kept."""

import re
import secrets
import struct
import threading
import zlib
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from boards.models import User

MAX_BYTES = 8 * 1024 * 1024
# Of the file as it says itself, and of what is decoded of it (JPEG can be decoded smaller): 200 MB at most.
MAX_PIXELS = 60_000_000
MAX_DECODED = 25_000_000
# Twice what any page shows, for dense screens.
SIDE = 256
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")

NO_PICTURE = _("This is no picture that can be read here. Choose a JPEG, PNG, WebP or GIF file.")
TOO_LARGE = format_lazy(_("This file is larger than {n} MB. Choose a smaller one."), n=MAX_BYTES // 1024**2)
TOO_MANY_PIXELS = _("This picture has too many pixels. Choose a smaller one, or make it smaller first.")

# What Pillow's decoders raise on broken and on hostile files.
_BROKEN = (
    *(OSError, ValueError, TypeError, SyntaxError, LookupError, ArithmeticError, AttributeError, EOFError),
    *(RuntimeError, struct.error, zlib.error),
)
_NAME = re.compile(r"[0-9a-f]{32}")
# One at a time: whatever is sent, no more memory is needed.
_decoding = threading.Lock()


def square(file: IO[bytes]) -> bytes:
    """Return the middle of a picture as a WebP of ``SIDE`` pixels a side, without any of its metadata.

    The content alone says what it is, neither its name nor what the browser calls it. Whatever else is in the file
    (a page, a script, an archive behind the pixels) is not in the result. Raises ValidationError.
    """
    with _decoding:
        try:
            return _encode(_decode(file))
        except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
            raise ValidationError(TOO_MANY_PIXELS) from error
        except _BROKEN as error:
            raise ValidationError(NO_PICTURE) from error


def give(user: User, picture: bytes) -> None:
    """Keep ``picture`` as somebody's, in place of what was there."""
    name = secrets.token_hex(16)
    default_storage.save(_path(name), ContentFile(picture))
    _exchange(user, name)


def take(user: User) -> None:
    """Remove somebody's picture."""
    _exchange(user, "")


def read(name: str) -> bytes | None:
    """Return the picture of a name, or None if there is none."""
    if not _NAME.fullmatch(name):
        return None
    try:
        with default_storage.open(_path(name)) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def forget(name: str) -> None:
    """Delete the file of a name, if there is one."""
    if name:
        default_storage.delete(_path(name))


def _decode(file: IO[bytes]) -> Image.Image:
    with Image.open(file, formats=FORMATS) as image:
        if image.width * image.height > MAX_PIXELS:
            raise ValidationError(TOO_MANY_PIXELS)
        image.draft("RGB", (SIDE, SIDE))
        if image.width * image.height > MAX_DECODED:
            raise ValidationError(TOO_MANY_PIXELS)
        image.load()
        return ImageOps.fit(ImageOps.exif_transpose(image).convert("RGBA"), (SIDE, SIDE))


def _encode(image: Image.Image) -> bytes:
    # A new one: what is attached to the old one (a profile, a comment, a place on the globe) stays behind. White,
    # since the initials are under it.
    plain = Image.new("RGB", image.size, "white")
    plain.paste(image, mask=image)
    encoded = BytesIO()
    plain.save(encoded, "WEBP", quality=82)
    return encoded.getvalue()


def _exchange(user: User, name: str) -> None:
    # Two tabs may do this at once: each deletes exactly what it replaced.
    while True:
        before = User.objects.values_list("picture", flat=True).get(pk=user.pk)
        if User.objects.filter(pk=user.pk, picture=before).update(picture=name):
            break
    user.picture = name
    forget(before)


def _path(name: str) -> str:
    return f"pictures/{name}.webp"
