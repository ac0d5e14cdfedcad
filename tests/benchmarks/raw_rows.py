"""Rows straight from table to table: what stands there before a run, and the yardstick of raw COPY."""

from collections.abc import Callable
from io import BytesIO

from django.db import connection, transaction
from django.db.models import Model

from monitoring.models import Enrolment, Identity, Pupil

KEY = {Pupil: "id", Identity: "pupil_id", Enrolment: "pupil_id"}
ORDER = {Pupil: "1", Identity: "1", Enrolment: "1, 2, 3"}
APART = 40  # bits: pupils of another copy differ in the bits from here on
FAR = 10_000  # deliveries


def multiply(delivery: int, copies: int) -> None:
    """As many deliveries again, of other pupils, under numbers before all others."""
    for copy in range(1, copies + 1):
        with transaction.atomic(), connection.cursor() as cursor:
            for model in KEY:
                others = _selection(model, delivery, 100 + copy)
                cursor.execute(f"INSERT INTO {_into(model)} {others}")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def settle() -> None:
    """Let every side begin alike: none may profit from pages that the one before it has just written."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone()[0]:
            cursor.execute("CHECKPOINT")


def raw_copy(delivery: int, models: tuple[type[Model], ...], shift: int) -> Callable[[], None]:
    """The rows that a delivery wrote, ready to be written once more for other pupils, as fast as can be."""
    prepare, write = (_copied, _copy) if connection.vendor == "postgresql" else (_fetched, _insert)
    ready = [(model, prepare(_selection(model, delivery, shift))) for model in models]

    def work() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for model, rows in ready:
                write(cursor, model, rows)

    return work


def _columns(model: type[Model]) -> list[str]:
    return [field.column for field in model._meta.concrete_fields if field.column]


def _into(model: type[Model]) -> str:
    return f"{model._meta.db_table} ({', '.join(_columns(model))})"


def _selection(model: type[Model], delivery: int, shift: int) -> str:
    """All columns, in the order of the key, with other pupils and another delivery."""
    wanted = {name: name for name in _columns(model)}
    wanted[KEY[model]] = _other_pupil(KEY[model], shift << APART)
    if "delivery_id" in wanted:
        wanted["delivery_id"] = f"delivery_id - {FAR * shift}"
    rows = f"SELECT {', '.join(wanted.values())} FROM {model._meta.db_table} WHERE "
    among = f"SELECT pupil_id FROM {Enrolment._meta.db_table} WHERE delivery_id = {delivery}"
    limit = f"delivery_id = {delivery}" if model is Enrolment else f"{KEY[model]} IN ({among})"
    return f"{rows} {limit} ORDER BY {ORDER[model]}"


def _other_pupil(column: str, bits: int) -> str:
    """Exclusive or, which SQLite does not have."""
    return f"(({column} | {bits}) - ({column} & {bits}))"


def _copied(selection: str) -> bytes:
    sink = BytesIO()
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY ({selection}) TO STDOUT WITH (FORMAT csv)", sink)
    return sink.getvalue()


def _copy(cursor, model: type[Model], rows: bytes) -> None:
    cursor.cursor.copy_expert(f"COPY {_into(model)} FROM STDIN WITH (FORMAT csv)", BytesIO(rows))


def _fetched(selection: str) -> list[tuple]:
    with connection.cursor() as cursor:
        return cursor.connection.execute(selection).fetchall()


def _insert(cursor, model: type[Model], rows: list[tuple]) -> None:
    marks = ", ".join("?" * len(_columns(model)))
    cursor.connection.executemany(f"INSERT INTO {_into(model)} VALUES ({marks})", rows)
