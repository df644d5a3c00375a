"""What a new account is called, by what a provider says."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.commands.fields import LineField
from boards.models.fields import NAME_LENGTH

NOBODY = _("Somebody")


def name_from(*candidates: str | None) -> str:
    """Return the first of them that is a name, as it would be typed here: one line, at most so long."""
    field = LineField(limit=NAME_LENGTH)
    for candidate in candidates:
        try:
            return str(field.clean(str(candidate or "")[:NAME_LENGTH]))
        except ValidationError:
            continue
    return str(NOBODY)
