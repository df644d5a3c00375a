"""Taking one's data along: with the password, as a file that opens."""

import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from e2e.actors import Actor
from e2e.conftest import Cast
from e2e.house import House
from e2e.pairs import two_people
from e2e.test_factors import SMALL, confirms, somebody
from e2e.test_phone import is_within


def goes_there(actor: Actor) -> None:
    """Go there from the profile, and give the password once more."""
    actor.goes_to("/accounts/profile/")
    actor.page.get_by_role("link", name="Download your data").click()
    expect(actor.page.get_by_role("heading", level=1)).to_have_text("Is it you?")
    confirms(actor)
    expect(actor.page.get_by_role("heading", level=1)).to_have_text("Your data")


@two_people
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_somebody_takes_her_data_along(cast: Cast, house: House, engine: str, script: bool, tmp_path: Path) -> None:
    zoe = somebody(cast, house, f"Zoe{engine}{script}", engine=engine, java_script_enabled=script)
    zoe.makes_a_board("Ship’s log")
    goes_there(zoe)
    with zoe.page.expect_download() as waiting:
        zoe.page.get_by_role("button", name="Download").click()
    assert waiting.value.suggested_filename.startswith("liveboard-")
    waiting.value.save_as(tmp_path / "archive.zip")
    with ZipFile(io.BytesIO((tmp_path / "archive.zip").read_bytes())) as archive:
        person = json.loads(archive.read("person.json"))
        board = json.loads(archive.read("boards/001-ships-log.json"))
    assert person["profile"]["name"] == zoe.name and person["boards"][0]["role"] == "owner"
    assert board["name"] == "Ship’s log" and board["my_changes"][0]["command"] == "board.create"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_page_breaks_no_rule_and_fits(cast: Cast, house: House, scheme: str) -> None:
    yan = somebody(cast, house, f"Yan{scheme}", color_scheme=scheme, **SMALL)
    yan.may_hear("429")
    goes_there(yan)
    yan.breaks_no_rule()
    is_within(yan)
    for _ in range(3):
        with yan.page.expect_download():
            yan.page.get_by_role("button", name="Download").click()
    yan.page.get_by_role("button", name="Download").click()
    expect(yan.page.get_by_role("alert")).to_contain_text("Wait ten minutes")
    yan.breaks_no_rule()
    is_within(yan)
