"""The page law: the page of somebody who was there before, plus the frames received, equals a fresh page."""

from uuid import UUID

from boards import queries
from boards.commands.perform import perform
from boards.live import resume, slots
from boards.live.frame import MEMBERS
from boards.live.touched import Touched
from boards.models import Board, User
from boards.tests.acts import markup
from boards.tests.laws.samples import SAMPLES, submission
from boards.tests.page import Page


def fresh_page(board: Board) -> Page:
    return Page(markup(board))


def test_after_every_command_the_old_page_and_the_frame_make_the_new_page(board: Board, alice: User) -> None:
    page = fresh_page(board)
    for verb, fields in SAMPLES:
        outcome = perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        assert outcome.change is not None
        page.apply(resume.of_change(outcome.change).html[MEMBERS])
        assert page.canonical() == fresh_page(board).canonical(), verb


def insides(board: Board) -> dict[str, str]:
    """Return what the dialog of each card shows, freshly rendered."""
    cards = list(board.cards.values_list("pk", flat=True))
    found = slots.render_insides(slots.read(board, Touched(), cards), cards)
    return {pk: inner(frame) for pk, frame in found.items()}


def inner(frame: str) -> str:
    return frame[frame.index(">") + 1 : frame.rindex("</hx-frame>")]


def test_after_every_command_an_open_dialog_and_its_frame_make_the_new_dialog(board: Board, alice: User) -> None:
    shown = insides(board)
    for verb, fields in SAMPLES:
        outcome = perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        assert outcome.change is not None
        shown |= {card: inner(html) for card, html in resume.of_change(outcome.change).cards.items()}
        shown = {card: html for card, html in shown.items() if "<hx-remove" not in html}
        assert shown == insides(board), verb


def test_a_dialog_that_comes_back_gets_what_it_missed_and_nothing_else(board: Board, alice: User) -> None:
    start = board.revision
    before = insides(board)
    for verb, fields in SAMPLES:
        perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
    after = insides(board)
    for card, html in before.items():
        missed = resume.inside(board_id=board.pk, card_id=UUID(card), revision=start)
        if html == after.get(card):
            assert missed is None or inner(missed) == html
        else:
            assert missed is not None and inner(missed) == after.get(card, inner(missed))
            assert ("<hx-remove" in missed) == (card not in after)
    everybody = resume.since(
        board_id=board.pk, epoch=queries.epoch(), revision=start, dialogs=[UUID(card) for card in before]
    )
    assert everybody is not None
    assert {card: inner(html) for card, html in everybody.cards.items()}.items() >= {
        card: html for card, html in after.items() if card in before and before[card] != html
    }.items()


def test_from_every_revision_the_union_of_what_was_missed_makes_the_new_page(board: Board, alice: User) -> None:
    pages = [fresh_page(board)]
    for verb, fields in SAMPLES:
        perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        pages.append(fresh_page(board))
    expected = pages.pop().canonical()
    for page in pages:
        missed = resume.since(board_id=board.pk, epoch=queries.epoch(), revision=page.revision)
        assert missed is not None and not missed.reset
        assert page.apply(missed.html[MEMBERS]).canonical() == expected


def test_a_reset_makes_any_page_the_new_page(board: Board, alice: User) -> None:
    pages = [fresh_page(board)]
    for verb, fields in SAMPLES:
        perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        pages.append(fresh_page(board))
    expected = pages[-1].canonical()
    for page in pages:
        whole = resume.since(board_id=board.pk, epoch=None, revision=page.revision)
        assert whole is not None and whole.reset
        assert page.apply(whole.html[MEMBERS]).canonical() == expected


def test_a_frame_that_comes_late_or_twice_changes_nothing(board: Board, alice: User) -> None:
    page = fresh_page(board)
    frames = []
    for verb, fields in SAMPLES:
        outcome = perform(submission(verb, fields(board)), board_id=board.pk, actor=alice)
        assert outcome.change is not None
        frames.append(resume.of_change(outcome.change).html[MEMBERS])
        page.apply(frames[-1])
    expected = page.canonical()
    for frame in frames:
        page.apply(frame)
    assert page.canonical() == expected
