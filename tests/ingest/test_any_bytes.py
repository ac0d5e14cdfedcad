"""Whatever bytes arrive: a sheet or a refusal, and no row is lost."""

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitoring.ingest.checking import check
from monitoring.ingest.naming import parse_file_name
from monitoring.ingest.reading import Limits, Sheet, Unreadable, read
from monitoring.ingest.reply import reply
from tests.files.r01 import r01_csv
from tests.files.workbooks import pupils, workbook
from tests.ingest.test_r01_rules import expectation

CSV = r01_csv([{}, {"achternaam": "Çelik; de"}, {"diploma": "havo", "datum_diploma": "12-06-2025"}])
XLSX = workbook(pupils())
SMALL = Limits(bytes=1_000_000, rows=1000, columns=50, unpacked_bytes=5_000_000)
SNIPPETS = st.sampled_from(
    [b'"', b";", b"\n", b"\r", b"\x00", b"\xff", b"\xc3", b"\xef\xbb\xbf", b"'", b"\t", b"+", b"9" * 30]
)
quick = settings(max_examples=75, deadline=None, suppress_health_check=list(HealthCheck))


def judged(content: bytes, name: str) -> None:
    """Read, check and answer; only a refusal may stop it, and every row must be accounted for."""
    with suppress(Unreadable):
        accounted_for(read(content, name, SMALL), content, name)


def accounted_for(sheet: Sheet, content: bytes, name: str) -> None:
    result = check(sheet, expectation())
    assert reply(content, sheet, result.findings, name)
    if not result.refused:
        assert result.rows_read == result.rows_used + result.rows_faulty == len(sheet.frame)
        assert result.rows_used == len(result.rows)


@st.composite
def mutated(draw, original: bytes) -> bytes:
    content = bytearray(original)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(content)))
        length = draw(st.integers(0, 4))
        content[place : place + length] = draw(st.one_of(SNIPPETS, st.binary(max_size=4)))
    return bytes(content)


@quick
@given(mutated(CSV))
def test_mutated_csv_gives_a_sheet_or_a_refusal(content):
    judged(content, "x.csv")


@settings(quick, max_examples=40)
@given(mutated(XLSX))
def test_mutated_xlsx_gives_a_sheet_or_a_refusal(content):
    judged(content, "x.xlsx")


@quick
@given(
    st.one_of(
        st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
    )
)
def test_random_bytes_give_a_sheet_or_a_refusal(content):
    judged(content, "x.csv")


@quick
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(
                [
                    "pgn",
                    "geboortedatum",
                    "diploma",
                    "datum_diploma",
                    "brin",
                    "leerjaar",
                    "volgnummer",
                    "vestiging",
                    "gemeentecode",
                    "datum_uitschrijving",
                    "bekostigd",
                ]
            ),
            st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_any_values_in_any_cells_lose_no_row(rows):
    judged(r01_csv(rows), "x.csv")


@quick
@given(st.text(max_size=60))
def test_any_file_name_can_be_parsed(name):
    assert parse_file_name(name).vestiging is not None
