"""Stale editors: what was typed into an old version of a text never overwrites what somebody else wrote meanwhile."""

from uuid import UUID

from django.utils.translation import gettext as _

from boards import merging
from boards.models import Card, Patch
from boards.models.fields import DESCRIPTION_LENGTH
from boards.refusal import Reason, Refusal

# Texts of many lines, in which two people may have been at different places.
MERGED = {"description": DESCRIPTION_LENGTH}
# One's own edits since somebody else's that are merged to learn what one has seen. Each costs what comparing two texts
# does, under the board's lock, and the client says how far back to go.
MAX_OWN = 20


def settle(card: Card, values: dict[str, str], *, base: int | None, outbox: UUID | None, now: int) -> dict[str, str]:
    """Return the values to write, with what others changed meanwhile merged into texts of many lines.

    Compares with what changed from ``base``, where the editor was opened (None: do not ask), to ``now`` (revisions).
    Changes from the same outbox are one's own and never conflict; nor does writing what stands there already.
    Raises Refusal (*conflict*) with the texts that stand there now: both are kept, the author chooses.
    """
    if base is None or base == now:
        return values
    # A base from ahead of us is of another history (the database was restored): nothing it saw can be trusted.
    known = base if base <= now else 0
    changes = Patch.objects.filter(row=card.pk, change__board=card.board_id, change__revision__gt=known)
    since = list(changes.select_related("change"))
    settled = {name: _settle(card, name, text, since, outbox) for name, text in values.items()}
    stale = [name for name, text in settled.items() if text is None]
    if stale:
        errors = {
            name: [_("Somebody else changed this while you were writing. Choose one, or make one of both.")]
            for name in stale
        }
        raise Refusal(Reason.CONFLICT, errors, {name: getattr(card, name) for name in stale}, now)
    return {name: text for name, text in settled.items() if text is not None}


def _settle(card: Card, name: str, mine: str, since: list[Patch], outbox: UUID | None) -> str | None:
    """Return what becomes of one field, or None for a conflict."""
    theirs: str = getattr(card, name)
    changes = [patch for patch in since if name in (patch.after or {})]
    if mine == theirs or all(_is_own(patch, outbox) for patch in changes):
        return mine
    if name not in MERGED:
        return None
    seen = _seen(name, changes, outbox)
    merged = None if seen is None else merging.merge(base=seen, mine=mine, theirs=theirs)
    return merged if merged is not None and len(merged) <= MERGED[name] else None


def _seen(name: str, changes: list[Patch], outbox: UUID | None) -> str | None:
    """Return the text that the author had before her when she typed, or None where the journal cannot tell.

    That is the one before anybody else's first change, and what she has made of it since without seeing theirs.
    """
    if sum(_is_own(patch, outbox) for patch in changes) > MAX_OWN:
        return None
    seen: str | None = None
    for patch in changes:
        before, after = ((values or {}).get(name) for values in (patch.before, patch.after))
        if not (isinstance(before, str) and isinstance(after, str)):
            return None
        if not _is_own(patch, outbox):
            seen = before if seen is None else seen
        elif seen is not None:
            seen = merging.merge(base=before, mine=seen, theirs=after)
            if seen is None:
                return None
    return seen


def _is_own(patch: Patch, outbox: UUID | None) -> bool:
    return outbox is not None and patch.change.outbox == outbox
