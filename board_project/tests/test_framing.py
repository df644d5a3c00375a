"""Frames are those of the standard, whatever their length, and made once for all sockets of a message."""

import pytest
from websockets.frames import Frame, Opcode

from board_project.server.framing import BINARY, TEXT, Texts, framed


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 200_000])
@pytest.mark.parametrize("opcode", [TEXT, BINARY])
def test_a_frame_is_what_another_library_makes(size: int, opcode: int) -> None:
    payload = b"x" * size
    assert framed(payload, opcode) == Frame(Opcode(opcode), payload).serialize(mask=False)


def test_a_text_is_framed_once_however_many_get_it() -> None:
    texts = Texts()
    first, second = "Réunion", "Other"
    frames = [texts.frames_of((first,)) for _ in range(3)]
    assert frames[0] == framed("Réunion".encode(), TEXT)
    assert frames[0] is frames[1] is frames[2]
    assert texts.frames_of((second,)) == framed(b"Other", TEXT)
    assert texts.frames_of(("",)) == framed(b"", TEXT)
    assert texts.frames_of((first, second)) == frames[0] + framed(b"Other", TEXT)
    assert texts.frames_of(()) == b""
