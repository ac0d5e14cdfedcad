"""From PGN to pseudonym: keyed, stable, the same on every road, and nothing of the PGN stays behind."""

import base64
import hashlib

import pandas as pd
import pytest
from django.db import connection

from monitoring.pseudonyms import pseudonym_of_pgn, pseudonyms, pupil_id
from tests.files.r01 import r01_csv, valid_pgn


def rows(*pairs: tuple[str, str], brin: str = "90AA") -> pd.DataFrame:
    pgns, numbers = zip(*pairs, strict=True)
    return pd.DataFrame({"pgn": list(pgns), "leerlingnummer": list(numbers), "brin": brin}, dtype="str")


def test_one_person_has_one_pseudonym_at_every_school():
    here = pseudonyms(rows((valid_pgn(0), "17")))
    there = pseudonyms(rows((valid_pgn(0), "4"), brin="90BB"))
    assert here["pseudonym"].iloc[0] == there["pseudonym"].iloc[0] == pseudonym_of_pgn(valid_pgn(0)).hex()


def test_without_a_pgn_a_number_names_a_person_of_its_own_school_only():
    here = pseudonyms(rows(("", "17"), ("", "18")))
    there = pseudonyms(rows(("", "17"), brin="90BB"))
    assert len({*here["pseudonym"], *there["pseudonym"]}) == 3


def test_a_pupil_number_that_looks_like_a_pgn_is_not_one():
    assert pseudonyms(rows(("", valid_pgn(0))))["pupil"].iloc[0] != pupil_id(pseudonym_of_pgn(valid_pgn(0)))


def test_another_key_gives_other_pseudonyms(settings):
    before = pseudonym_of_pgn(valid_pgn(0))
    settings.PGN_KEY = "een-andere-sleutel-die-ook-lang-genoeg-is"
    assert pseudonym_of_pgn(valid_pgn(0)) != before


def test_order_and_doubles_do_not_matter():
    keyed = pseudonyms(rows((valid_pgn(1), ""), (valid_pgn(0), ""), (valid_pgn(1), "")))
    assert keyed["pupil"].iloc[0] == keyed["pupil"].iloc[2] != keyed["pupil"].iloc[1]


def test_an_id_is_a_positive_number_that_every_database_can_hold():
    ids = [pupil_id(pseudonym_of_pgn(valid_pgn(n))) for n in range(5000)]
    assert min(ids) >= 0
    assert max(ids) < 2**63
    assert len(set(ids)) == len(ids)


@pytest.mark.django_db
def test_nothing_of_a_pgn_is_left_in_any_table(accepted, deliver):
    """Forty PGNs, right and wrong, in a delivery that is accepted and one that is refused (trust.md G-15)."""
    faulty = [{"pgn": valid_pgn(n), "geboortedatum": "31-02-2010"} for n in range(60, 80)]
    deliver("R01_2026-03_90AA.csv", r01_csv(faulty, brin="90AA"))
    dump = everything()
    for n in (*range(0, 20), *range(60, 80)):
        for shape in shapes(valid_pgn(n)):
            assert shape not in dump


def shapes(pgn: str) -> list[bytes]:
    """Plain, reversed, encoded, and hashed without a key."""
    plain = pgn.encode()
    hashed = [hashlib.new(name, plain).hexdigest().encode() for name in ("md5", "sha1", "sha256")]
    return [plain, plain[::-1], plain.hex().encode(), base64.b64encode(plain), *hashed]


def everything() -> bytes:
    """All values of all tables, one after the other."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                found += [bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row]
    return b"\n".join(found)
