"""The columns that the absence files R02 and R03 share with R01: whom a row is about, and of which school."""

from monitoring.ingest.layouts.r01 import COLUMNS

SHARED = ("pgn", "leerlingnummer", "brin", "vestiging")

PUPIL_AND_SCHOOL = tuple(column for column in COLUMNS if column.name in SHARED)
