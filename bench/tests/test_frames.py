"""The parser of frames: whatever the sizes, however the bytes are cut."""

import pytest

from bench.frames import PING, TEXT, Parser, ProtocolError, text_frame


def from_server(first: int, payload: bytes) -> bytes:
    size = len(payload)
    if size < 126:
        return bytes((first, size)) + payload
    if size < 65536:
        return bytes((first, 126)) + size.to_bytes(2) + payload
    return bytes((first, 127)) + size.to_bytes(8) + payload


FRAMES = [(TEXT, b""), (TEXT, b"short"), (PING, b"x" * 125), (TEXT, b"y" * 126), (TEXT, b"z" * 300)]
WIRE = b"".join(from_server(*each) for each in FRAMES)


def test_frames_come_whole_wherever_the_bytes_are_cut_in_two() -> None:
    for cut in range(len(WIRE) + 1):
        parser = Parser()
        assert [*parser.feed(WIRE[:cut]), *parser.feed(WIRE[cut:])] == FRAMES


def test_frames_come_whole_byte_by_byte() -> None:
    parser = Parser()
    assert [each for byte in WIRE for each in parser.feed(bytes((byte,)))] == FRAMES


@pytest.mark.parametrize("size", [65535, 65536, 70_000])
def test_long_frames_come_whole_with_their_heads_cut(size: int) -> None:
    wire = from_server(TEXT, b"a" * size)
    for cut in range(12):
        parser = Parser()
        assert [*parser.feed(wire[:cut]), *parser.feed(wire[cut:])] == [(TEXT, b"a" * size)]


def test_a_fragment_is_an_error() -> None:
    for first in (0x01, 0x80):
        with pytest.raises(ProtocolError):
            list(Parser().feed(from_server(first, b"half")))


@pytest.mark.parametrize("size", [0, 125, 126, 65535, 65536])
def test_what_clients_write_has_its_length_and_a_mask_of_zeros(size: int) -> None:
    wire = text_frame("a" * size)
    mask, payload = wire[len(wire) - size - 4 :][:4], wire[len(wire) - size :]
    assert wire[0] == TEXT
    assert wire[1] & 0x80
    assert mask == bytes(4)
    assert payload == b"a" * size
    # Without the mask it is what a server would have sent.
    head = bytes((wire[0], wire[1] & 0x7F)) + wire[2 : len(wire) - size - 4]
    assert list(Parser().feed(head + payload)) == [(TEXT, payload)]
