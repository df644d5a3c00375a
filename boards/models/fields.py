"""Fields that several models share."""

import uuid
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from boards import ordering

# The classes ``colour-0`` … ``colour-7`` of the style sheet: a person's avatar, ring and caret; a board among others.
PALETTE_SIZE = 8
NAME_LENGTH = 100
TITLE_LENGTH = 500
DESCRIPTION_LENGTH = 20_000


class Id(models.UUIDField):  # type: ignore[type-arg]
    """A primary key that the client may choose, so that it can work offline."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {"primary_key": True, "default": uuid.uuid4, "editable": False}
        super().__init__(**defaults | options)


class OrderKey(models.CharField):  # type: ignore[type-arg]
    """A key of ``boards.ordering``, compared bytewise in every database.

    Twice as long as a key may get: re-keying passes through temporary, longer ones.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 2 * ordering.MAX_LENGTH, "editable": False} | options)

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        parameters: dict[str, Any] = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            # The database's own collation may put digits after letters, or fold them.
            parameters["collation"] = "C"
        return parameters
