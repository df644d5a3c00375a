"""What a person keeps about a board: when she last opened it, and her star."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from boards import outages
from boards.models import Board, User, Visit
from boards.views.members import MemberRequest, for_members

# A page that is loaded again and again is one visit.
A_VISIT = timedelta(minutes=1)


def note_visit(*, board: Board, user: User) -> None:
    """Remember that somebody opened a board now."""
    now = timezone.now()
    if not Visit.objects.filter(board=board, user=user, opened_at__gt=now - A_VISIT).exists():
        with outages.forgoing("when a board was opened"):
            # One statement for the first visit and for every later one; a star stays.
            Visit.objects.bulk_create(
                [Visit(board=board, user=user, opened_at=now)],
                update_conflicts=True,
                unique_fields=["board", "user"],
                update_fields=["opened_at"],
            )


@require_POST
@for_members
def star(request: MemberRequest) -> HttpResponse:
    """Give a board one's star, or take it away; the form says which."""
    defaults = {"starred": request.POST.get("starred") == "yes"}
    Visit.objects.update_or_create(board=request.board, user=request.user, defaults=defaults)
    return redirect("boards:home")
