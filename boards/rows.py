"""Writing one row at a time, as ``save()`` does, with SQL that the ORM works out once for each kind of row.

For what every edit writes, as ``boards.prepared`` is for what it reads. No signals, no parents in other tables, and
values only: what the database reckons (``F``) is for querysets.
"""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.models import AutoField, Field, Model
from django.db.models.sql import InsertQuery, UpdateQuery

type _Fields = Sequence[Field[Any, Any]]

_inserts: dict[tuple[str, type[Model]], tuple[str, _Fields]] = {}
_updates: dict[tuple[str, type[Model], tuple[str, ...]], tuple[str, _Fields]] = {}


def insert(row: Model) -> None:
    """Insert a row. Raises IntegrityError if it is there already."""
    connection = connections[DEFAULT_DB_ALIAS]
    key = (connection.vendor, type(row))
    if key not in _inserts:
        _inserts[key] = _insert(row, connection)
    sql, fields = _inserts[key]
    with connection.cursor() as cursor:
        cursor.execute(sql, [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields])
        if row.pk is None:
            (row.pk,) = cursor.fetchone()
    # As ``save()`` leaves it: a row of this database.
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001


def update(row: Model, names: Iterable[str]) -> None:
    """Write some fields of a row. Raises DatabaseError if the row is not there."""
    connection = connections[DEFAULT_DB_ALIAS]
    key = (connection.vendor, type(row), tuple(names))
    if key not in _updates:
        if any(getattr(row, name) is None for name in key[2]):
            # Of nothing the ORM makes no parameter.
            row.save(update_fields=key[2])
            return
        _updates[key] = _update(row, key[2], connection)
    sql, fields = _updates[key]
    values = [field.get_db_prep_save(field.pre_save(row, add=False), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, row._meta.pk.get_db_prep_value(row.pk, connection)])
        if not cursor.rowcount:
            raise DatabaseError(f"There is no {row._meta.verbose_name} {row.pk} to be written.")


def update_all(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write some fields of rows of one kind, however many, in one query."""
    if len(rows) == 1:
        update(rows[0], names)
    elif rows:
        type(rows[0])._default_manager.bulk_update(rows, names)


def _insert(row: Model, connection: Any) -> tuple[str, _Fields]:
    key = row._meta.pk
    is_numbered = isinstance(key, AutoField)
    fields = [field for field in row._meta.concrete_fields if field is not key or not is_numbered]
    query = InsertQuery(type(row))
    query.insert_values(fields, [row])
    compiler = cast(Any, query.get_compiler(connection=connection))
    compiler.returning_fields = [key] if is_numbered else None
    ((sql, _),) = compiler.as_sql()
    return sql, fields


def _update(row: Model, names: Sequence[str], connection: Any) -> tuple[str, _Fields]:
    fields = [cast("Field[Any, Any]", row._meta.get_field(name)) for name in names]
    query = cast(UpdateQuery, row._meta.base_manager.filter(pk=row.pk).query.chain(UpdateQuery))
    query.add_update_fields([(field, None, field.pre_save(row, add=False)) for field in fields])
    sql, _ = query.get_compiler(connection=connection).as_sql()
    return sql, fields
