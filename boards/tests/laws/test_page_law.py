"""The page law: the page of somebody who was there before, plus the frames received, equals a fresh page."""

from boards import queries
from boards.commands.perform import perform
from boards.live import resume
from boards.live.frame import MEMBERS
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
