"""Queries that the ORM works out once, and that run with other ids each time.

Making SQL of a queryset takes Django several times as long as a database takes to answer it: nothing beside a page, but
the most part of an edit. So the few queries of every edit are kept as the SQL that their querysets come to. All others
are plain querysets, and so could these be: nothing but their speed would change.
"""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from typing import Any, NamedTuple, cast
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet, UUIDField
from django.db.models.sql import Query, UpdateQuery

type Build[Row: Model] = Callable[..., QuerySet[Row]]

_ID: "UUIDField[UUID, UUID]" = UUIDField()


class _Statement(NamedTuple):
    """SQL for one kind of database, its parameters, and which of these are ids that are given later."""

    sql: str
    parameters: tuple[Any, ...]
    ids: dict[int, str]

    def execute(self, cursor: Any, given: dict[str, UUID]) -> None:
        """Run it with these ids."""
        parameters = list(self.parameters)
        for position, name in self.ids.items():
            parameters[position] = _ID.get_db_prep_value(given[name], cursor.db)
        cursor.execute(self.sql, parameters)


@dataclass(frozen=True)
class _Read[Row: Model]:
    """A statement with what makes rows of what it finds."""

    statement: _Statement
    model: type[Row]
    fields: list[str]
    annotations: dict[str, int]
    # By column: the steps from what the driver returns to what the field means, and the column for them.
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]

    def row(self, values: list[Any], connection: Any) -> Row:
        """Make a row of one line of the result."""
        for position, (steps, column) in self.converters.items():
            for step in steps:
                values[position] = step(values[position], column, connection)
        row = self.model.from_db(connection.alias, self.fields, values[: len(self.fields)])
        for name, position in self.annotations.items():
            setattr(row, name, values[position])
        return row


class Prepared[Row: Model]:
    """A read: ``build`` takes ids by name and returns the queryset of them, which follows no relation."""

    def __init__(self, build: Build[Row]) -> None:
        self._build = build
        self._reads: dict[str, _Read[Row]] = {}

    def first(self, **ids: UUID) -> Row | None:
        """Return the first of the rows, or None."""
        connection = connections[DEFAULT_DB_ALIAS]
        read = self._reads.get(connection.vendor)
        if read is None:
            read = self._reads[connection.vendor] = self._work_out(connection)
        with connection.cursor() as cursor:
            read.statement.execute(cursor, ids)
            found = cursor.fetchone()
        return read.row(list(found), connection) if found else None

    def _work_out(self, connection: Any) -> _Read[Row]:
        compiler, statement = _compile(self._build, lambda rows: rows.query, connection)
        columns = [column for column, _, _ in compiler.select]
        fields = [columns[position].target.attname for position in compiler.klass_info["select_fields"]]
        return _Read(
            statement,
            compiler.query.model,
            fields,
            compiler.annotation_col_map or {},
            compiler.get_converters(columns),
        )


class PreparedUpdate[Row: Model]:
    """An update of the rows that ``build`` returns for ids, always with the same ``values``."""

    def __init__(self, build: Build[Row], **values: object) -> None:
        self._build = build
        self._values = values
        self._statements: dict[str, _Statement] = {}

    def run(self, **ids: UUID) -> int:
        """Update, and return the number of rows."""
        connection = connections[DEFAULT_DB_ALIAS]
        statement = self._statements.get(connection.vendor)
        if statement is None:
            _, statement = _compile(self._build, self._query, connection)
            self._statements[connection.vendor] = statement
        with connection.cursor() as cursor:
            statement.execute(cursor, ids)
            return int(cursor.rowcount)

    def _query(self, rows: QuerySet[Row]) -> Query:
        query = cast(UpdateQuery, rows.query.chain(UpdateQuery))
        query.add_update_values(self._values)
        return query


def _compile[Row: Model](
    build: Build[Row], query: Callable[[QuerySet[Row]], Query], connection: Any
) -> tuple[Any, _Statement]:
    """Return the compiler of a queryset, and its SQL with the places of the ids."""
    # Ids that nobody has stand for those to come, and are recognised among the parameters.
    standing = {name: uuid4() for name in signature(build).parameters}
    compiler = query(build(**standing)).get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    names = {_ID.get_db_prep_value(value, connection): name for name, value in standing.items()}
    ids = {position: names[each] for position, each in enumerate(parameters) if each in names}
    return compiler, _Statement(sql, tuple(parameters), ids)
