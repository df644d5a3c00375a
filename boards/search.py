"""What somebody can find: her boards, the cards on them, the people of the board that she is at. All within bounds."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When

from boards.archive import DIGITS
from boards.models import Board, Card, Membership, User, Visit

# Whoever has more boards than that finds the others by their names.
MOST_BOARDS = 100
MOST_CARDS = 50
MOST_PEOPLE = 200
MOST_WORDS = 8
LONGEST_SEARCH = 200


@dataclass(frozen=True)
class Found:
    """Boards, the most recently opened first; cards, those whose titles match first; ``is_cut``: there are more."""

    boards: list[Board]
    cards: list[Card]
    people: list[User]
    is_cut: bool


def clean(text: str) -> str:
    """Return what somebody typed as it is looked for. PostgreSQL takes no NUL, so nothing has one."""
    return text.replace("\0", "").strip()[:LONGEST_SEARCH]


def of_person(*, user: User, sought: str = "", board_id: UUID | None = None) -> Found:
    """Return what matches every word that is sought, on boards that somebody may see. Three queries at most.

    Without words: all boards, no cards. The people are those of one board, whatever is sought. Cards that are put away
    are found in their board's archive. Case is ignored as the database does: SQLite knows it of ASCII letters only.
    """
    words = sought.split()[:MOST_WORDS]
    cards = _cards(user, words) if words else []
    people = _people(user, board_id) if board_id else []
    return Found(_boards(user, words), cards[:MOST_CARDS], people, is_cut=len(cards) > MOST_CARDS)


def _boards(user: User, words: list[str]) -> list[Board]:
    opened_at = Visit.objects.filter(board=OuterRef("pk"), user=user).values("opened_at")
    found = Board.objects.filter(*(Q(name__icontains=word) for word in words), memberships__user=user)
    in_order = found.annotate(opened_at=Subquery(opened_at)).order_by(
        "archived", F("opened_at").desc(nulls_last=True), "-created_at"
    )
    return list(in_order[:MOST_BOARDS])


def _cards(user: User, words: list[str]) -> list[Card]:
    """Return one more than is shown, to know whether there are more."""
    seen = Card.objects.filter(
        board__memberships__user=user, board__archived=False, column__archived=False, archived=False
    )
    in_title = Q(*(Q(title__icontains=word) for word in words))
    rank = Case(When(in_title, then=Value(0)), default=Value(1))
    found = seen.filter(*map(_of_card, words)).select_related("board", "column")
    return list(found.order_by(rank, "-created_at", "pk")[: MOST_CARDS + 1])


def _of_card(word: str) -> Q:
    number = word.removeprefix("#")
    is_number = Q(number=int(number)) if number.isdecimal() and len(number) <= DIGITS else Q()
    return Q(title__icontains=word) | Q(description__icontains=word) | is_number


def _people(user: User, board_id: UUID) -> list[User]:
    mine = Membership.objects.filter(user=user, board=board_id).values("board")
    found = User.objects.filter(memberships__board__in=mine, is_active=True).order_by("name", "pk")
    return list(found[:MOST_PEOPLE])
