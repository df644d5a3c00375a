"""Messages of a server as they stand on the wire (RFC 6455, section 5.2): whole, in one frame, without a mask."""

import struct

TEXT, BINARY = 1, 2

_FINAL = 0x80
# Up to here the length stands in the second byte; there, these stand for a length of two or of eight bytes after it.
_SHORT, _TWO, _EIGHT = 125, 126, 127


def framed(payload: bytes, opcode: int) -> bytes:
    """Return the frame of a message."""
    size = len(payload)
    if size <= _SHORT:
        head = struct.pack("!BB", _FINAL | opcode, size)
    elif size < 1 << 16:
        head = struct.pack("!BBH", _FINAL | opcode, _TWO, size)
    else:
        head = struct.pack("!BBQ", _FINAL | opcode, _EIGHT, size)
    return head + payload


class Texts:
    """Frames of texts. The same texts mostly go to many sockets in a row, and are framed once for all of them."""

    def __init__(self) -> None:
        self._last: tuple[str, ...] = ()
        self._frames = b""

    def frames_of(self, texts: tuple[str, ...]) -> bytes:
        """Return the frames of texts, one after the other."""
        if texts != self._last:
            self._last, self._frames = texts, b"".join(framed(text.encode(), TEXT) for text in texts)
        return self._frames
