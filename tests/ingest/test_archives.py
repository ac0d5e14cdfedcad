"""A ZIP with several files: what may be unpacked, and every trap that may not."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.ingest.archives import FAULTS, Unpackable, is_archive, members
from monitoring.ingest.layout_template import template_xlsx
from monitoring.ingest.layouts import LAYOUTS
from monitoring.ingest.sheet import Limits
from tests.files.r01 import r01_csv
from tests.files.workbooks import zipped

R01 = r01_csv([{}])


def opened(content: bytes, **limits: int):
    return members(io.BytesIO(content), Limits(**limits))


def test_members_come_with_their_contents_and_without_their_paths():
    found = opened(zipped({"maart/R01_2026-03_27GZ.csv": R01, "..\\..\\etc\\A04.csv": b"x"}))
    assert [m.name for m in found] == ["R01_2026-03_27GZ.csv", "A04.csv"]
    assert found[0].read() == R01


def test_leftovers_of_computers_and_folders_are_no_files():
    junk = {"__MACOSX/._a.csv": b"", ".DS_Store": b"", "Thumbs.db": b"", "~$a.xlsx": b"", "map/": b""}
    assert [m.name for m in opened(zipped({**junk, "map/a.csv": R01}))] == ["a.csv"]


def test_a_workbook_is_no_archive_but_a_zip_of_one_is():
    book = template_xlsx(LAYOUTS["R01"])
    file = io.BytesIO(book)
    assert not is_archive(file)
    assert file.read() == book
    parcel = zipped({"R01.xlsx": book})
    assert is_archive(io.BytesIO(parcel))
    assert opened(parcel)[0].read() == book


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", R01, b"PK\x05\x06" + b"\0" * 3])
def test_what_is_no_zip_is_no_archive(content):
    assert not is_archive(io.BytesIO(content))


REFUSED = {
    "members": zipped({f"{n}.csv": b"x" for n in range(61)}),
    "empty": zipped({"map/": b""}),
    "damaged": b"PK\x03\x04 not a zip",
    "unpacked": zipped({f"{n}.csv": bytes(1000) for n in range(3)}),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_archive_is_refused_whole(fault):
    with pytest.raises(Unpackable, match=FAULTS[fault][:30]):
        opened(REFUSED[fault], unpacked_bytes=2000)


def test_a_directory_of_a_million_names_is_not_read():
    names = io.BytesIO()
    with zipfile.ZipFile(names, "w") as archive:
        for n in range(5000):
            archive.writestr(f"{n:040d}.csv", b"")
    assert is_archive(names)
    with pytest.raises(Unpackable, match="te veel bestanden"):
        members(names, Limits())


def test_large_and_dense_members_are_named():
    found = opened(zipped({"a.csv": bytes(2 * 1024 * 1024), "b.csv": R01}))
    assert [m.fault for m in found] == [FAULTS["dense"], ""]
    assert opened(zipped({"a.csv": R01}), bytes=10)[0].fault == FAULTS["large"]


def test_a_member_with_a_password_is_named():
    content = bytearray(zipped({"a.csv": R01}))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    assert opened(bytes(content))[0].fault == FAULTS["password"]


def test_a_zip_in_a_zip_is_not_opened():
    with pytest.raises(Unpackable, match="zip-bestand in een zip-bestand"):
        opened(zipped({"a.zip": zipped({"b.csv": R01})}))[0].read()


def test_a_damaged_member_is_named_when_it_is_read():
    content = bytearray(zipped({"a.csv": R01}))
    content[40:60] = bytes(20)
    with pytest.raises(Unpackable, match="beschadigd"):
        opened(bytes(content))[0].read()


def test_a_member_that_lies_about_its_size_is_not_believed():
    content = bytearray(zipped({"a.csv": R01}))
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(Unpackable, match="beschadigd"):
        opened(bytes(content))[0].read()


@settings(max_examples=150, deadline=None)
@given(at=st.integers(0, 400), byte=st.integers(0, 255), cut=st.integers(0, 60))
def test_any_damage_is_refused_in_words_or_read(at, byte, cut):
    content = bytearray(zipped({"a.csv": R01, "map/b.csv": R01}))
    content[at % len(content)] = byte
    damaged = bytes(content[: len(content) - cut])
    if not is_archive(io.BytesIO(damaged)):
        return
    with suppress(Unpackable):
        for member in opened(damaged):
            assert member.fault or len(member.read()) == member.size
