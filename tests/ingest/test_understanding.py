"""What was read of every column: headings, date formats and codes as counts, and nothing that tells who it is."""

import json

from monitoring.ingest.layouts import LAYOUTS
from monitoring.ingest.reading import read
from monitoring.ingest.translation import Translation
from monitoring.ingest.understanding import understood
from tests.files.r01 import r01_csv

ROWS = [
    {"geboortedatum": "14-05-2008", "onderwijssoort": "MBO 2"},
    {"geboortedatum": "20080514", "onderwijssoort": "mbo-2", "bekostigd": "nee"},
    {"geboortedatum": "2008-05-14", "onderwijssoort": "mavo", "bekostigd": ""},
    {"geboortedatum": "mei 2008", "diploma": "havo+vmbo-tl", "datum_diploma": "12-06-2025+12-06-2024"},
]


def columns(content: bytes, kind: str = "R01") -> dict[str, dict]:
    return {entry["column"]: entry for entry in understood(read(content, "x.csv"), LAYOUTS[kind])}


def test_date_formats_are_counted_and_what_is_no_date_too():
    born = columns(r01_csv(ROWS))["geboortedatum"]
    assert born["dates"] == {"dd-mm-jjjj": 1, "jjjj-mm-dd": 1, "jjjjmmdd": 1}
    assert born["unread"] == 1


def test_codes_are_counted_as_they_were_understood():
    found = columns(r01_csv(ROWS))
    assert found["onderwijssoort"]["codes"] == [["mbo-2", "mbo niveau 2", 3]]
    assert found["onderwijssoort"]["unread"] == 1
    assert found["bekostigd"]["codes"] == [["J", "ja", 2], ["N", "nee", 1]]
    assert found["diploma"]["codes"] == [["havo", "havo", 1], ["vmbo-tl", "vmbo theoretische leerweg", 1]]
    assert found["diploma"]["filled"] == 1


def test_heading_says_as_which_column_it_was_read():
    found = columns(r01_csv(ROWS).replace(b"pgn;", b"BSN;", 1).replace(b"geslacht", b"Ge_slacht", 1))
    assert (found["pgn"]["heading"], found["pgn"]["is_alias"]) == ("BSN", True)
    assert (found["geslacht"]["heading"], found["geslacht"]["is_alias"]) == ("Ge_slacht", False)


def test_share_of_filled_rows_is_known_for_every_column():
    found = columns(r01_csv([{"leerlingnummer": "1"}, {}, {}]))
    assert (found["leerlingnummer"]["filled"], found["leerlingnummer"]["rows"]) == (1, 3)


def test_the_schools_own_words_are_read_as_it_said_before():
    content = r01_csv(ROWS).replace(b"geslacht", b"sekse", 1)
    own = Translation.of([("", "sekse", "geslacht"), ("onderwijssoort", "mavo", "vmbo-tl")])
    entries = understood(read(content, "x.csv"), LAYOUTS["R01"], own)
    found = {entry["column"]: entry for entry in entries}
    assert (found["geslacht"]["heading"], found["geslacht"]["is_alias"]) == ("sekse", True)
    assert ["vmbo-tl", "vmbo theoretische leerweg", 1] in found["onderwijssoort"]["codes"]
    assert found["onderwijssoort"]["unread"] == 0


def test_columns_that_the_file_lacks_are_left_out():
    assert "diploma" not in columns(r01_csv(ROWS).replace(b";diploma;", b";iets;", 1))


def test_nothing_of_a_person_is_in_it():
    told = json.dumps(columns(r01_csv([{"achternaam": "Kanarie", "leerlingnummer": "8123"}])))
    assert "Kanarie" not in told
    assert "8123" not in told
    assert "100000009" not in told
    assert "2008" not in told


def test_a_heading_that_may_be_a_pgn_is_hidden():
    content = r01_csv(ROWS).replace(b"leerlingnummer", b"100000009", 1)
    assert "100000009" not in json.dumps(columns(content))
