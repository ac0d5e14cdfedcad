"""The only bridge between database and pandas: columns out and columns in, by COPY where there is PostgreSQL."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import Cast

TYPES = {
    "int": pa.int64(),
    "str": pa.string(),
    "bool": pa.bool_(),
    "number": pa.float64(),
    "date": pa.date32(),
}
READ = pa_csv.ParseOptions(newlines_in_values=True)
BATCH = 50_000  # rows at a time to and from SQLite: memory stays flat at national scale


def read(queryset: QuerySet, columns: dict[str, str]) -> pd.DataFrame:
    """The rows of `queryset` as a frame with `columns` (field → int, str, bool, number or date), in that order.

    Dates become datetime64[s], texts pandas' str; a nullable int becomes float.
    """
    try:
        statement, parameters = _selected(queryset, columns).query.sql_with_params()
    except EmptyResultSet:  # Django knows beforehand that nothing can match
        return _pandas(_table([], columns))
    return _pandas(_rows(statement, parameters, columns))


def write(model: type[Model], frame: pd.DataFrame) -> int:
    """Append `frame` to the table of `model`; its columns are names of database columns. Returns the rows written."""
    if frame.empty:
        return 0
    table = pa.Table.from_pandas(frame, preserve_index=False)
    if connection.vendor == "postgresql":
        _copy_in(model, _dates(table))
    else:
        _execute_many(model, _dates(table))
    return len(frame)


def existing(model: type[Model], ids: Iterable[int], columns: dict[str, str]) -> pd.DataFrame:
    """The rows of `model` whose primary key is among `ids`: one query, however many ids."""
    names = ", ".join(connection.ops.quote_name(model._meta.get_field(name).column) for name in columns)
    statement = f"SELECT {names} FROM {_table_name(model)} WHERE {_among(model)}"
    return _pandas(_rows(statement, (_listed(ids),), columns))


def among(queryset: QuerySet, field: str, ids: Iterable[int]) -> QuerySet:
    """The rows of `queryset` whose `field` (the name of a column) is among `ids`: one parameter, however many ids."""
    column = f"{_table_name(queryset.model)}.{connection.ops.quote_name(field)}"
    if connection.vendor == "postgresql":
        return queryset.extra(where=[f"{column} = ANY(%s::bigint[])"], params=[_listed(ids)])
    return queryset.extra(where=[f"{column} IN (SELECT value FROM json_each(%s))"], params=[_listed(ids)])


def remove(model: type[Model], ids: Iterable[int]) -> None:
    """Delete the rows of `model` whose primary key is among `ids`, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_table_name(model)} WHERE {_among(model)}", [_listed(ids)])


def one_at_a_time(name: str) -> None:
    """Until this transaction ends, no other passes here under the same name. SQLite has one writer already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])


def _table_name(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _among(model: type[Model]) -> str:
    key = connection.ops.quote_name(model._meta.pk.column)
    if connection.vendor == "postgresql":
        return f"{key} = ANY(%s::bigint[])"
    return f"{key} IN (SELECT value FROM json_each(%s))"


def _listed(ids: Iterable[int]) -> str:
    """One literal: PostgreSQL parses an array of a hundred thousand parameters three times slower."""
    wanted = ", ".join(str(int(value)) for value in ids)
    return f"{{{wanted}}}" if connection.vendor == "postgresql" else f"[{wanted}]"


def _selected(queryset: QuerySet, columns: dict[str, str]) -> QuerySet:
    """On SQLite a date is read as the text it is: Python's converter would parse each value, and Arrow parses a column."""
    if connection.vendor != "sqlite":
        return queryset.values_list(*columns)
    calculated = queryset.query.annotations
    return queryset.values_list(
        *(Cast(name, TextField()) if kind == "date" and name not in calculated else name for name, kind in columns.items())
    )


def _rows(statement: str, parameters: tuple, columns: dict[str, str]) -> pa.Table:
    how = _copied_out if connection.vendor == "postgresql" else _fetched
    return how(statement, parameters, columns)


def _copied_out(statement: str, parameters: tuple, columns: dict[str, str]) -> pa.Table:
    sink = BytesIO()
    with connection.cursor() as cursor:
        complete = cursor.cursor.mogrify(statement, parameters).decode()
        cursor.cursor.copy_expert(f"COPY ({complete}) TO STDOUT WITH (FORMAT csv)", sink)
    if not sink.tell():
        return _table([], columns)
    sink.seek(0)
    return pa_csv.read_csv(
        sink,
        read_options=pa_csv.ReadOptions(column_names=list(columns)),
        parse_options=READ,
        convert_options=pa_csv.ConvertOptions(
            column_types={name: TYPES[kind] for name, kind in columns.items()},
            true_values=["t"],
            false_values=["f"],
            strings_can_be_null=False,
        ),
    )


def _fetched(statement: str, parameters: tuple, columns: dict[str, str]) -> pa.Table:
    with connection.cursor() as cursor, _nothing_collected():
        raw = cursor.connection.cursor()  # sqlite3's own
        raw.execute(statement.replace("%s", "?"), parameters)
        batches = [_table(rows, columns) for rows in iter(partial(raw.fetchmany, BATCH), [])]
    return pa.concat_tables(batches) if batches else _table([], columns)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Millions of rows are no garbage: to look at them again and again took half of the time of reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _table(rows: list[tuple], columns: dict[str, str]) -> pa.Table:
    values = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return pa.table({name: _array(column, kind) for (name, kind), column in zip(columns.items(), values, strict=True)})


def _array(values: tuple, kind: str) -> pa.Array:
    if kind == "date" and values and isinstance(next((v for v in values if v is not None), None), str):
        return pa.array(values, pa.string()).cast(pa.date32())
    if kind == "bool":
        return pa.array([None if v is None else bool(v) for v in values], pa.bool_())
    return pa.array(values, TYPES[kind])


def _pandas(table: pa.Table) -> pd.DataFrame:
    for index, field in enumerate(table.schema):
        if pa.types.is_date32(field.type):
            moments = table.column(index).cast(pa.timestamp("s"))
            table = table.set_column(index, field.name, moments)
    return table.to_pandas()


def _dates(table: pa.Table) -> pa.Table:
    """Moments back to days, so that both databases store a date."""
    for index, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type):
            table = table.set_column(index, field.name, table.column(index).cast(pa.date32(), safe=False))
    return table


def _copy_in(model: type[Model], table: pa.Table) -> None:
    sink = BytesIO()
    pa_csv.write_csv(table, sink, pa_csv.WriteOptions(include_header=False))
    sink.seek(0)
    names = ", ".join(connection.ops.quote_name(name) for name in table.column_names)
    target = _table_name(model)
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY {target} ({names}) FROM STDIN WITH (FORMAT csv)", sink)


def _execute_many(model: type[Model], table: pa.Table) -> None:
    names = ", ".join(connection.ops.quote_name(name) for name in table.column_names)
    marks = ", ".join("?" * table.num_columns)
    statement = f"INSERT INTO {_table_name(model)} ({names}) VALUES ({marks})"
    with connection.cursor() as cursor, _nothing_collected():
        raw = cursor.connection.cursor()
        for batch in table.to_batches(max_chunksize=BATCH):
            raw.executemany(statement, zip(*(_plain(column) for column in batch.columns), strict=True))


def _plain(column: pa.Array) -> list:
    if pa.types.is_date32(column.type):
        column = column.cast(pa.string())
    return column.to_pylist()
