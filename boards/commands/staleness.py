"""Stale editors: what was typed into an old version of a text never overwrites what somebody else wrote meanwhile."""

from uuid import UUID

from boards.models import Card, Patch
from boards.refusal import Reason, Refusal


def refuse_conflicts(card: Card, values: dict[str, str], *, base: int | None, outbox: UUID | None, now: int) -> None:
    """Compare with what changed from ``base``, where the editor was opened (None: do not ask), to ``now`` (revisions).

    Changes from the same outbox are one's own and never conflict; nor does writing what stands there already.
    Raises Refusal (*conflict*) with the texts that stand there now: both are kept, the author chooses.
    """
    if base is None:
        return
    # A base from ahead of us is of another history (the database was restored): nothing it saw can be trusted.
    since = Patch.objects.filter(row=card.pk, change__revision__gt=base if base <= now else 0, after__isnull=False)
    if outbox is not None:
        since = since.exclude(change__outbox=outbox)
    touched = {name for patch in since for name in patch.after or ()}
    stale = [name for name, value in values.items() if name in touched and getattr(card, name) != value]
    if stale:
        errors = {
            name: ["Somebody else changed this meanwhile. Save again to put yours in its place."] for name in stale
        }
        raise Refusal(Reason.CONFLICT, errors, {name: getattr(card, name) for name in stale}, now)
