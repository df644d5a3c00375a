"""The browser libraries are the released ones, and pages load exactly those."""

import hashlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Context, Template

from board_project.modules import modules_of
from board_project.static import Found, StaticFiles

VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"


def checksums() -> dict[str, str]:
    lines = (VENDOR / "checksums.txt").read_text().splitlines()
    return {path.removeprefix("./"): digest for digest, path in (line.split(maxsplit=1) for line in lines)}


def test_every_vendored_file_is_the_one_that_was_pinned() -> None:
    files = [each for each in VENDOR.rglob("*") if each.is_file() and each.name not in {"README.md", "checksums.txt"}]
    found = {str(each.relative_to(VENDOR)): hashlib.sha256(each.read_bytes()).hexdigest() for each in files}

    assert found == checksums()


def collected(folder: Path) -> StaticFiles:
    """Collect this project's static files as `manage.py prepare` does."""
    storage = StaticFiles(location=folder)
    found: Found = {}
    for finder in finders.get_finders():
        for name, source in finder.list(["vendor", "admin", "django_htmx"]):
            if name.endswith((".css", ".svg", ".woff2")):
                with source.open(name) as file:
                    storage.save(name, file)
                found[name] = (source, name)
    assert not [each for each in storage.post_process(found) if isinstance(each[2], Exception)]
    return storage


def test_a_browser_needs_one_style_sheet_with_every_layer_and_no_import(tmp_path: Path) -> None:
    storage = collected(tmp_path)
    sheet = (tmp_path / storage.stored_name("css/main.css")).read_text()
    source = (Path(settings.BASE_DIR) / "static" / "css" / "main.css").read_text()

    assert "@import" not in sheet
    assert "/*" not in sheet
    assert sheet.count("@layer ") == 1 + source.count("@import")
    assert ".card {" in sheet
    for address in re.findall(r'url\("([^"]+)"\)', sheet):
        assert re.search(r"\.[0-9a-f]{12}\.", address)
        assert (tmp_path / "css" / address).exists()


def test_the_sources_of_a_style_sheet_are_left_as_they_are(tmp_path: Path) -> None:
    source = Path(settings.BASE_DIR) / "static" / "css" / "main.css"
    before = source.read_text()
    collected(tmp_path)
    assert source.read_text() == before
    # Collected again, it is made of the sources again.
    assert ".card {" in (tmp_path / "css" / "main.css").read_text()


@pytest.mark.parametrize("entry", ["js/board.js", "js/guest.js"])
def test_the_graph_of_a_script_has_every_module_that_one_of_them_names(entry: str) -> None:
    at_once, graph = modules_of(entry), modules_of(entry, on_demand=True)
    assert at_once[0] == graph[0] == entry
    assert len(graph) == len(set(graph)) >= len(at_once) > 10
    named = {entry}
    for name in graph:
        path = Path(str(finders.find(name)))
        # Whatever stands in quotes and is a file of ours.
        for quoted in re.findall(r'"(\.{1,2}/[\w/.-]+\.js)"', path.read_text()):
            named.add(str((path.parent / quoted).resolve().relative_to(settings.BASE_DIR / "static")))
    assert named == set(graph)


def test_what_is_fetched_later_is_there_and_not_in_the_page() -> None:
    graph = modules_of("js/board.js")
    later = {
        str(Path(name).parent / quoted)
        for name in graph
        for quoted in re.findall(r'import\("\./([\w/.-]+\.js)"\)', Path(str(finders.find(name))).read_text())
    }
    assert later
    assert later.isdisjoint(graph)
    assert [name for name in later if finders.find(name) is None] == []


def test_every_file_that_a_template_names_is_there() -> None:
    # In production a page that names another one is an error; tests collect no files, and see nothing of it.
    templates = [each.read_text() for each in (Path(settings.BASE_DIR) / "templates").rglob("*.html")]
    named = {name for text in templates for name in re.findall(r'{% (?:static|public_file) "([^"]+)"', text)}
    assert "css/main.css" in named
    assert [name for name in sorted(named) if not finders.find(name)] == []


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


def test_the_style_sheet_makes_no_layer_of_a_tile_and_asks_nothing_around_it() -> None:
    # What scrolls looks through every layer of its column in each frame; :has() around tiles styles all of them anew.
    folder = Path(settings.BASE_DIR) / "static" / "css" / "components"
    rules = re.findall(
        r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", (folder / "card.css").read_text(), flags=re.DOTALL)
    )
    at_rest = [body for selector, body in rules if ":" not in selector]
    assert len(at_rest) > 5
    assert not [
        body
        for body in at_rest
        if re.search(r"^\s*(position|opacity|mask|contain|content-visibility|filter)\b", body, re.MULTILINE)
    ]
    # How far a shadow or an outline reaches is measured anew over all tiles of the column.
    pointed_at = [body for selector, body in rules if ".card:hover" in selector]
    assert pointed_at
    assert not [body for body in pointed_at if re.search(r"\b(box-shadow|outline|filter)\b", body)]
    # While a style counts children, each that comes or goes has all that follow it styled anew.
    counting = re.compile(r"\.(card|column)s?\b[^,{ ]*:(nth-|first-|last-|only-)")
    assert [each.name for each in folder.glob("*.css") if counting.search(each.read_text())] == []
    around = re.compile(
        r"(^|[\s,])(body|main|\.page|\.board|\.columns?|\.cards)(\[[^\]]*\]|\.[\w-]+|:not\()*:has\(", re.MULTILINE
    )
    assert [each.name for each in folder.glob("*.css") if around.search(each.read_text())] == []


def test_every_colour_has_a_name() -> None:
    # One file says what colours there are; a mask's black is no colour, but what stays.
    folder = Path(settings.BASE_DIR) / "static" / "css"
    named = {"tokens.css", "surfaces.css", "people.css", "backgrounds.css"}
    a_colour = re.compile(r"oklch\([\d.]|#(?!000\b)[0-9a-f]{3,8}\b|\b(rgb|hsl)a?\(")
    assert [
        f"{path.name}: {line.strip()}"
        for path in folder.rglob("*.css")
        if path.name not in named
        for line in path.read_text().splitlines()
        if a_colour.search(line)
    ] == []
