"""One set of icons, of which pages carry what they show and nothing else."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from boards import icons

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def shown() -> set[str]:
    return {name for path in TEMPLATES.rglob("*.html") for name in re.findall(r'{% icon "([\w-]+)"', path.read_text())}


def test_every_icon_that_a_template_names_is_there_and_no_other() -> None:
    assert shown() == set(icons.ICONS)
    assert {f"{file}.svg" for file in icons.ICONS.values()} == {path.name for path in icons.FOLDER.glob("*.svg")}


def test_the_sprite_has_the_shapes_of_each() -> None:
    symbols = dict(re.findall(r'<symbol id="i-([\w-]+)" viewBox="0 0 24 24">(.*?)</symbol>', icons.sprite()))
    assert symbols.keys() == icons.ICONS.keys()
    for name, file in icons.ICONS.items():
        # Whatever stands between the file's own <svg> and its end.
        drawn = re.findall(r"<[a-z]+ ", (icons.FOLDER / f"{file}.svg").read_text().split(">", 2)[2])
        assert drawn and len(re.findall(r"<[a-z]+ ", symbols[name])) == len(drawn), name


def test_an_icon_that_is_not_there_is_a_mistake_at_once() -> None:
    with pytest.raises(KeyError):
        icons.use("unicorn")
