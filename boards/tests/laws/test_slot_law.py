"""The slot law: every slot rendered under two users, two languages and two time zones is identical to the byte."""

from django.template.loader import render_to_string
from django.utils import timezone, translation

from boards import queries
from boards.commands.perform import perform
from boards.live import resume
from boards.live.frame import MEMBERS
from boards.models import Board, Role, User
from boards.tests.laws.samples import SAMPLES, submission
from boards.tests.page import parse

VIEWERS = (("en", "UTC", Role.OWNER), ("de", "Asia/Tokyo", Role.VIEWER), ("ar", "America/Sao_Paulo", Role.EDITOR))


def test_every_frame_is_the_same_for_every_sender(board: Board, alice: User) -> None:
    for verb, fields in SAMPLES:
        outcome = perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        assert outcome.change is not None
        rendered = set()
        for language, zone, _ in VIEWERS:
            with translation.override(language), timezone.override(zone):
                rendered.add(resume.of_change(outcome.change).html[MEMBERS])
        assert len(rendered) == 1, verb


def test_the_slots_of_every_page_are_the_same_for_every_viewer(board: Board, alice: User, vera: User) -> None:
    for verb, fields in SAMPLES:
        perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
    rendered = set()
    for (language, zone, role), user in zip(VIEWERS, (alice, vera, alice), strict=True):
        context = {
            "board": board,
            "user": user,
            "role": role,
            "columns": queries.columns_with_cards(board=board),
            "revision": 1,
            "epoch": queries.epoch(),
        }
        with translation.override(language), timezone.override(zone):
            page = parse(render_to_string("boards/board.html", context))
        slots = [
            element for element in page.walk() if element.id in (f"board-{board.pk}-head", f"board-{board.pk}-columns")
        ]
        rendered.add("".join(slot.canonical() for slot in slots))
        assert len(slots) == 2
    assert len(rendered) == 1


def test_a_frame_holds_the_minimum(board: Board, alice: User) -> None:
    for verb, fields in SAMPLES:
        outcome = perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        assert outcome.change is not None
        html = resume.of_change(outcome.change).html[MEMBERS]
        for private in (alice.email, "csrf", "nonce", "<form", "<input", "password", "sessionid"):
            assert private not in html, verb
