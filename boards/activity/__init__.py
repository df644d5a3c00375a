"""What happened on a board, newest first, in sentences: the journal as people read it."""

from boards.activity.entries import Entry, Line
from boards.activity.pages import Activity, Kind, of_board, people
from boards.activity.sentences import REPEATED, SENTENCES

__all__ = ["REPEATED", "SENTENCES", "Activity", "Entry", "Kind", "Line", "of_board", "people"]
