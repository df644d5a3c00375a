"""WebSocket frames (RFC 6455, 5.2) as a generator of load needs them: read at little cost, masked with zeros."""

from collections.abc import Iterator

TEXT, CLOSE, PING, PONG = 0x81, 0x88, 0x89, 0x8A
_SHORT, _MEDIUM, _LONG = 125, 126, 127
_MASKED = 0x80
_LARGEST_MEDIUM = 0xFFFF
_FINAL = 0x80


class ProtocolError(Exception):
    """What came is no frame that a server of ours sends."""


class Parser:
    """Takes bytes as they come, however they are cut, and gives whole frames of a server: unmasked, unfragmented."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Yield the first byte (FIN and opcode) and the payload of each frame that is complete now.

        Raises ProtocolError for a fragment: none of the servers sends any, and counting would be wrong.
        """
        if self._rest:
            data = self._rest + data
        at, end = 0, len(data)
        while (start := _start_of_payload(data, at, end)) and (stop := start + _size(data, at)) <= end:
            if not data[at] & _FINAL or not data[at] & 0x0F:
                raise ProtocolError(f"A fragment: {data[at : at + 16]!r}")
            yield data[at], data[start:stop]
            at = stop
        self._rest = data[at:]


def text_frame(text: str) -> bytes:
    """Return a text message as clients send it."""
    return frame(TEXT, text.encode())


def frame(first: int, payload: bytes) -> bytes:
    """Return a frame as clients send it: masked, but with zeros, which leaves the payload as it is."""
    size = len(payload)
    if size <= _SHORT:
        head = bytes((first, _MASKED | size))
    elif size <= _LARGEST_MEDIUM:
        head = bytes((first, _MASKED | _MEDIUM)) + size.to_bytes(2)
    else:
        head = bytes((first, _MASKED | _LONG)) + size.to_bytes(8)
    return head + bytes(4) + payload


def _start_of_payload(data: bytes, at: int, end: int) -> int:
    """Return where the payload of the frame at ``at`` begins, 0 if its head is not whole yet."""
    if end - at < 2:  # noqa: PLR2004 -- the shortest head
        return 0
    size = data[at + 1]
    start = at + (2 if size <= _SHORT else 4 if size == _MEDIUM else 10)
    return start if start <= end else 0


def _size(data: bytes, at: int) -> int:
    size = data[at + 1]
    if size == _MEDIUM:
        return data[at + 2] << 8 | data[at + 3]
    return size if size <= _SHORT else int.from_bytes(data[at + 2 : at + 10])
