"""Image files, as people and attackers send them."""

from io import BytesIO
from typing import Any

from PIL import Image


def picture(kind: str = "PNG", *, mode: str = "RGB", size: tuple[int, int] = (120, 90), **extra: Any) -> bytes:
    """Return a file of a kind of Pillow's, with what is to be attached to it."""
    data = BytesIO()
    Image.new(mode, size, 1).save(data, kind, **extra)
    return data.getvalue()
