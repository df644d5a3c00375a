"""Pictures: whatever is sent, a small square of pixels comes out, or a sentence; and no file is left over."""

import contextlib
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pytest_django import Settings

from boards import pictures
from boards.models import User
from boards.tests.images import picture

SECRET = "SECRET-PLACE"
SCRIPT = b"<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Give the folder that pictures are kept in."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "pictures"


def squared(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(pictures.square(BytesIO(data))))
    assert (image.format, image.size) == ("WEBP", (pictures.SIDE, pictures.SIDE))
    return image


def refusal_of(data: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        pictures.square(BytesIO(data))
    return str(refused.value.message)


@pytest.mark.parametrize(
    ("kind", "modes"),
    [
        ("JPEG", "RGB L 1 CMYK"),
        ("PNG", "RGB RGBA L LA P 1 I;16"),
        ("WEBP", "RGB RGBA L LA P 1 CMYK"),
        ("GIF", "RGB RGBA L LA P 1"),
    ],
)
def test_pictures_of_every_kind_become_small_squares(kind: str, modes: str) -> None:
    for mode in modes.split():
        assert squared(picture(kind, mode=mode, size=(640, 300))).mode == "RGB", mode


def test_it_stands_upright_as_the_camera_was_held() -> None:
    image = Image.new("RGB", (400, 400), "red")
    image.paste("blue", (0, 200, 400, 400))
    exif = Image.Exif()
    # Turned by 180 degrees.
    exif[0x0112] = 3
    data = BytesIO()
    image.save(data, "JPEG", exif=exif)
    red, _, blue = squared(data.getvalue()).getpixel((128, 20))  # type: ignore[misc]
    assert blue > red


def test_nothing_but_the_pixels_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = SECRET
    text = PngInfo()
    text.add_text("Comment", SECRET)
    for data in (
        picture("JPEG", exif=exif, comment=SECRET.encode(), icc_profile=SECRET.encode()),
        picture("PNG", pnginfo=text, exif=exif),
        picture("WEBP", exif=exif, xmp=SECRET.encode()),
        # A picture and a page at once.
        picture("GIF") + SCRIPT,
        picture("JPEG", comment=SCRIPT),
    ):
        kept = pictures.square(BytesIO(data))
        assert SECRET.encode() not in kept and SCRIPT not in kept
        assert not {"exif", "icc_profile", "xmp"} & Image.open(BytesIO(kept)).info.keys()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT + b"</svg>",
        b"<!doctype html>" + SCRIPT,
        b"GIF89a" + SCRIPT,
        b"\x89PNG\r\n\x1a\n" + SCRIPT,
        b"RIFF\x00\x00\x00\x00WEBPVP8 " + SCRIPT,
        b"\xff\xd8\xff\xe0" + SCRIPT,
        b"%PDF-1.7 " + SCRIPT,
        # Of kinds that Pillow knows and nobody sends: each would be one more decoder for strangers.
        picture("BMP"),
        picture("TIFF"),
        picture("PPM"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert refusal_of(data) == str(pictures.NO_PICTURE)


@pytest.mark.parametrize("kind", pictures.FORMATS)
def test_a_picture_that_is_cut_or_scrambled_is_refused_or_squared_and_fails_in_no_other_way(kind: str) -> None:
    data = picture(kind, size=(300, 200))
    for step in range(1, 40):
        place = len(data) * step // 40
        for broken in (data[:place], data[:place] + bytes(20) + data[place + 20 :], data[:place] + data[place + 9 :]):
            with contextlib.suppress(ValidationError):
                squared(broken)


@pytest.mark.parametrize(("kind", "size"), [("PNG", (12_000, 12_000)), ("GIF", (6_000, 6_000)), ("PNG", (65_000, 900))])
def test_a_small_file_with_very_many_pixels_is_refused_before_it_is_decoded(kind: str, size: tuple[int, int]) -> None:
    data = picture(kind, mode="L", size=size)
    assert len(data) < pictures.MAX_BYTES
    assert refusal_of(data) == str(pictures.TOO_MANY_PIXELS)


def test_the_photo_of_a_large_camera_is_taken() -> None:
    squared(picture("JPEG", size=(8_000, 6_000)))


def test_a_picture_has_a_name_that_cannot_be_guessed_and_the_old_file_goes(alice: User, folder: Path) -> None:
    names = []
    for _ in range(3):
        pictures.give(alice, b"picture")
        names.append(User.objects.get(pk=alice.pk).picture)
        assert [file.name for file in folder.iterdir()] == [f"{names[-1]}.webp"]
        assert alice.picture == names[-1]
    assert len(set(names)) == 3 and all(len(name) == 32 for name in names)
    assert pictures.read(names[-1]) == b"picture"
    assert pictures.read(names[0]) is None
    pictures.take(alice)
    assert User.objects.get(pk=alice.pk).picture == "" and not list(folder.iterdir())
    pictures.take(alice)


def test_a_picture_goes_with_its_person(alice: User, bob: User, folder: Path) -> None:
    pictures.give(alice, b"a")
    pictures.give(bob, b"b")
    # As the admin pages do with several at once.
    User.objects.filter(pk=alice.pk).delete()
    assert [file.read_bytes() for file in folder.iterdir()] == [b"b"]


@pytest.mark.parametrize("name", ["", "..", "../secret_key", "a" * 31, "A" * 32, "g" * 32, "a" * 32 + "\n"])
def test_a_name_that_is_none_of_ours_opens_nothing(name: str, folder: Path) -> None:
    assert pictures.read(name) is None
