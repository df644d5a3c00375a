"""The order of revisions: takes frames as they come, early, late or twice, and gives them back in turn. Pure."""

from uuid import UUID

from boards.live.frame import Frame
from boards.queries import Stamp


class Sequence:
    """What a board's sockets have been told, and the frames that wait for their forerunners."""

    def __init__(self, stamp: Stamp) -> None:
        self.epoch: UUID = stamp.epoch
        self.revision = stamp.revision
        self._waiting: list[Frame] = []

    @property
    def has_gap(self) -> bool:
        """Tell whether frames wait for what has not come."""
        return bool(self._waiting) and self.next() is None

    def is_behind(self, stamp: Stamp) -> bool:
        """Tell whether a board that stands there is further, or in another history."""
        return stamp.epoch != self.epoch or stamp.revision > self.revision

    def is_beyond(self, frame: Frame) -> bool:
        """Tell whether a frame leads less far than this, or into another history."""
        return frame.epoch != self.epoch or frame.revision < self.revision

    def take(self, frame: Frame) -> bool:
        """Take a frame; False if it is of another history, which only a reset can lead into."""
        if frame.epoch != self.epoch and not frame.reset:
            return False
        self._waiting.append(frame)
        return True

    def next(self) -> Frame | None:
        """Return the frame whose turn it is, if it has come; it stays until ``passed``."""
        self._waiting = [frame for frame in self._waiting if self._is_news(frame)]
        due = [frame for frame in self._waiting if frame.reset or frame.start <= self.revision]
        # Of two that both fit, the one that leads further makes the other one old.
        return max(due, key=lambda frame: frame.revision, default=None)

    def passed(self, frame: Frame) -> None:
        """Go on from where a frame led. One that led into another history leaves nothing of the old one waiting."""
        if frame.epoch != self.epoch:
            self._waiting.clear()
        self.epoch, self.revision = frame.epoch, frame.revision

    def _is_news(self, frame: Frame) -> bool:
        # A reset that was read before its gap closed after all would take the sockets back in time.
        return frame.epoch != self.epoch or frame.revision > self.revision
