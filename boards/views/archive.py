"""What was taken off a board: searched, a page at a time, and as it is now for whoever has it open."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boards import archive, queries
from boards.views.board import page_context
from boards.views.members import MemberRequest, for_members

# Nobody reads more at once; a search finds the rest.
MOST = 1_000
LONGEST_SEARCH = 200


@require_GET
@for_members
def archived(request: MemberRequest) -> HttpResponse:
    """List what matches ``?q=``, as many cards of it as ``?show=`` says; to script only the list."""
    stamp = queries.stamp(board_id=request.board.pk)
    # PostgreSQL takes no NUL, so nothing has one.
    sought = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    found = archive.of_board(board=request.board, sought=sought, shown=_shown(request))
    template = "boards/_archive.html" if request.headers.get("HX-Request") else "boards/archive.html"
    context = page_context(request) | {
        "archive": found,
        "sought": sought,
        "more": found.more and urlencode({"q": sought, "show": found.more}),
        "epoch": stamp.epoch,
        "revision": stamp.revision,
    }
    response = render(request, template, context)
    # One address, two answers.
    response["Vary"] = "HX-Request, Cookie"
    response["Cache-Control"] = "no-store"
    return response


def _shown(request: MemberRequest) -> int:
    asked = request.GET.get("show", "")
    shown = int(asked) if asked.isdecimal() and len(asked) < len(str(MOST)) + 1 else archive.PAGE
    return max(archive.PAGE, min(shown, MOST))
