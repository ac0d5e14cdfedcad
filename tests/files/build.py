"""Odd and hostile R01 files, made in memory, each with what must become of it.

`python -m tests.files.build DIR` writes them to a folder, for trying them by hand.
"""

import struct
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tests.files.r01 import r01_csv, valid_pgn
from tests.files.workbooks import (
    encrypted_member,
    far_cell,
    formulas,
    merged,
    pupils,
    real_cells,
    repacked,
    second_sheet,
    workbook,
    zipped,
)

NAME = "R01_2026-03_27GZ.csv"
REFUSED, FAULTY, ACCEPTED = "refused", "faulty", "accepted"
PUPILS = [{} for _ in range(5)]


@dataclass(frozen=True)
class Case:
    """A file, what must become of it, and the code of the finding that names the cause ("" for none)."""

    name: str
    content: bytes
    expected: str
    code: str = ""


def text(content: bytes = b"", **overrides: str) -> str:
    return (content or r01_csv(PUPILS, **overrides)).decode()


def refused(code: str, content: bytes, name: str = NAME) -> Case:
    return Case(name, content, REFUSED, code)


def faulty(code: str, content: bytes, name: str = NAME) -> Case:
    return Case(name, content, FAULTY, code)


def accepted(content: bytes, code: str = "", name: str = NAME) -> Case:
    return Case(name, content, ACCEPTED, code)


def one_wrong(code: str, **values: str) -> Case:
    """Five pupils, of whom the third has these values."""
    rows = [{}, {}, values, {}, {}]
    return faulty(code, r01_csv(rows))


def without_heading(heading: str) -> bytes:
    """The column under another name."""
    return text().replace(heading, "iets_anders", 1).encode()


def with_line(line: int, change: Callable[[str], str]) -> bytes:
    """The file with one line (1 = header) changed."""
    lines = text().splitlines()
    lines[line - 1] = change(lines[line - 1])
    return ("\r\n".join(lines) + "\r\n").encode()


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def wide(columns: int) -> bytes:
    extra = {f"extra{n}": "x" for n in range(columns)}
    return r01_csv([extra])


CSV_CASES = {
    "empty_file": refused("BESTAND-01", b""),
    "only_white_space": refused("BESTAND-01", b"\r\n  \r\n\t\r\n"),
    "a_million_empty_lines": refused("BESTAND-01", b"\n" * 1_000_000),
    "a_million_empty_lines_behind": accepted(r01_csv(PUPILS) + b"\n" * 1_000_000),
    "header_only": refused("BESTAND-02", r01_csv([])),
    "no_header": refused("BESTAND-22", text().split("\r\n", 1)[1].encode()),
    "separator_pipe": refused("BESTAND-14", text().replace(";", "|").encode()),
    "separator_comma": accepted(text().replace(";", ",").encode()),
    "separator_tab": accepted(text().replace(";", "\t").encode()),
    "excel_separator_hint": accepted(b"sep=;\r\n" + r01_csv(PUPILS)),
    "heading_missing": refused("BESTAND-20", without_heading("geboortedatum")),
    "heading_misspelt": refused("BESTAND-20", without_heading("volgnummer")),
    "no_pgn_and_no_leerlingnummer_heading": refused(
        "BESTAND-20", text().replace("pgn;leerlingnummer", "foo;bar", 1).encode()
    ),
    "heading_doubled_by_alias": refused("BESTAND-21", text().replace("leerlingnummer", "bsn", 1).encode()),
    "heading_doubled_exactly": refused("BESTAND-21", text().replace("voornaam", "achternaam", 1).encode()),
    "headings_in_capitals_with_spaces": accepted(
        with_line(1, lambda header: "#" + header.upper().replace("_", " ").replace(";", " ; "))
    ),
    "unknown_column": accepted(r01_csv([{"hobby": "schaken"}]), "R01-KOLOM-01"),
    "reply_columns": accepted(r01_csv([{"foutcode": "R01-PGN-02", "uitleg": "x", "voorstel": "y"}])),
    "pupil_twice": faulty("R01-VOLGNUMMER-03", r01_csv([{}, {"pgn": valid_pgn(0)}, {}])),
    "impossible_date": one_wrong("R01-INSCHRIJVING-02", datum_inschrijving="31-02-2026"),
    "american_date": one_wrong("R01-INSCHRIJVING-02", datum_inschrijving="08/21/2025"),
    "date_in_words": one_wrong("R01-GEBOORTEDATUM-02", geboortedatum="14 mei 2008"),
    "letters_in_pgn": one_wrong("R01-PGN-03", pgn="12345678X"),
    "pgn_fails_elfproef": one_wrong("R01-PGN-02", pgn="100000008"),
    "pgn_in_scientific_notation": one_wrong("R01-PGN-04", pgn="1,23457E+08"),
    "pgn_zero": one_wrong("R01-PGN-05", pgn="000000000"),
    "no_number_at_all": one_wrong("R01-PGN-01", pgn="", leerlingnummer=""),
    "leading_zeros_lost": accepted(r01_csv([{"pgn": "10000", "gemeentecode": "518", "vestiging": "0"}])),
    "trailing_spaces": accepted(r01_csv(PUPILS, achternaam="  Jansen  ", gemeentecode=" 0772 ")),
    "non_breaking_spaces": accepted(r01_csv(PUPILS, achternaam="Jansen\u00a0", gemeentecode="\u00a00772")),
    "zero_width_space_in_name": one_wrong("R01-ACHTERNAAM-04", achternaam="Jan\u200bsen"),
    "direction_override_in_name": one_wrong("R01-ACHTERNAAM-04", achternaam="\u202enesnaJ"),
    "formula_injection": one_wrong("R01-ACHTERNAAM-05", achternaam="=cmd|' /C calc'!A0"),
    "formula_injection_plus": one_wrong("R01-VOORNAAM-05", voornaam="+1+1"),
    "script_in_name": accepted(r01_csv(PUPILS, achternaam="<script>alert(1)</script>")),
    "name_of_a_thousand_letters": one_wrong("R01-ACHTERNAAM-06", achternaam="a" * 1000),
    "bom": accepted(b"\xef\xbb\xbf" + r01_csv(PUPILS)),
    "bom_in_the_middle": one_wrong("R01-VOORNAAM-04", voornaam="\ufeffSam"),
    "utf16": accepted(text(achternaam="Çelik").encode("utf-16")),
    "utf16_big_endian": accepted(b"\xfe\xff" + text().encode("utf-16-be")),
    "utf16_without_bom": refused("BESTAND-10", text().encode("utf-16-le")),
    "utf16_cut_short": refused("BESTAND-11", text().encode("utf-16")[:-1]),
    "windows_1252": accepted(text(achternaam="Çelik–Ångström").encode("cp1252")),
    "mixed_encodings": refused(
        "BESTAND-12",
        text(achternaam="Çelik").encode() + text(achternaam="Çelik").encode("cp1252").split(b"\r\n", 1)[1],
    ),
    "bytes_of_no_encoding": refused("BESTAND-11", r01_csv(PUPILS, achternaam="X").replace(b"X", b"\x81")),
    "nul_bytes": refused("BESTAND-10", r01_csv(PUPILS).replace(b"Jansen", b"Jan\x00sen")),
    "quote_never_closes": refused("BESTAND-13", text().replace("Jansen", '"Jansen', 1).encode()),
    "quote_in_the_middle": refused("BESTAND-13", text().replace("Jansen", '"Jan"sen', 1).encode()),
    "semicolon_in_quoted_name": accepted(r01_csv(PUPILS, achternaam="Jansen; de")),
    "newline_in_quoted_name": accepted(r01_csv(PUPILS, achternaam="Jansen\nde Vries")),
    "everything_quoted": accepted(
        "\n".join('"' + line.replace(";", '";"') + '"' for line in text().splitlines()).encode()
    ),
    "line_feeds_only": accepted(text().replace("\r\n", "\n").encode()),
    "carriage_returns_only": accepted(text().replace("\r\n", "\r").encode()),
    "no_line_end_behind": accepted(text().rstrip().encode()),
    "empty_lines_between": accepted(text().replace("\r\n", "\r\n\r\n").encode()),
    "rows_of_separators_behind": accepted(r01_csv(PUPILS) + (b";" * 21 + b"\r\n") * 50),
    "extra_semicolons_at_row_ends": accepted(text().replace("\r\n", ";;;\r\n").encode()),
    "extra_semicolons_not_in_header": accepted(with_line(3, lambda line: line + ";;;")),
    "too_many_fields": faulty("R01-REGEL-01", with_line(3, lambda line: line + ";1;2")),
    "too_few_fields": faulty("R01-REGEL-02", with_line(3, lambda line: ";".join(line.split(";")[:8]))),
    "empty_fields_at_the_end_left_out": accepted(with_line(3, lambda line: line.rstrip(";"))),
    "300_columns": refused("BESTAND-05", wide(300)),
    "5000_columns": refused("BESTAND-05", wide(5000)),
    "200001_rows": refused("BESTAND-04", b"pgn;brin\n" + b"1;27GZ\n" * 200_001),
    "another_schools_file": refused("BESTAND-23", r01_csv(PUPILS, brin="01AA")),
    "some_rows_of_another_school": one_wrong("R01-BRIN-03", brin="01AA"),
    "no_brin": one_wrong("R01-BRIN-02", brin="school"),
    "another_vestiging": Case(
        "R01_2026-03_27GZ00.csv", r01_csv([{}, {"vestiging": "03"}, {}]), FAULTY, "R01-VESTIGING-03"
    ),
    "another_months_file": refused(
        "BESTAND-24", r01_csv(PUPILS, datum_inschrijving="01-08-2026", datum_uitschrijving="")
    ),
    "last_years_file": refused(
        "BESTAND-24",
        r01_csv(
            PUPILS,
            datum_inschrijving="01-08-2023",
            datum_uitschrijving="01-07-2024",
            reden_uitschrijving="8",
            bestemming="mbo",
        ),
    ),
    "unknown_municipality": one_wrong("R01-GEMEENTE-03", gemeentecode="9876"),
    "unknown_kind_of_education": one_wrong("R01-SOORT-02", onderwijssoort="mavo"),
    "png_named_csv": refused("BESTAND-09", png()),
    "pdf_named_csv": refused("BESTAND-09", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog; >>\nendobj\n"),
    "web_page_named_csv": refused("BESTAND-09", b"<!DOCTYPE html><table><tr><td>pgn;brin</td></tr></html>"),
    "plain_words": refused("BESTAND-14", b"Beste collega\nHierbij de lijst\n"),
}  # fmt: skip

XLSX_CASES = {
    "xlsx_plain": accepted(workbook(pupils())),
    "xlsx_numbers_and_dates": accepted(workbook(real_cells())),
    "xlsx_dates_as_text": accepted(workbook(pupils())),
    "xlsx_formulas": accepted(workbook(pupils(), finish=formulas)),
    "xlsx_merged_cells": faulty("R01-ACHTERNAAM-01", workbook(pupils(), finish=merged)),
    "xlsx_second_sheet": accepted(workbook(pupils(), finish=second_sheet)),
    "xlsx_first_sheet_empty": refused("BESTAND-19", workbook(pupils(), first_sheet_empty=True)),
    "xlsx_header_only": refused("BESTAND-02", workbook([])),
    "xlsx_named_csv": Case(NAME, workbook(pupils()), ACCEPTED),
    "xlsx_with_password": refused("BESTAND-06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
                                  + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512),
    "xlsx_encrypted_members": refused("BESTAND-06", encrypted_member()),
    "xlsx_with_macros": refused("BESTAND-16", repacked(workbook(pupils()), {"xl/vbaProject.bin": b"x"})),
    "xlsx_far_cell": refused("BESTAND-18", far_cell()),
    "xlsx_zip_bomb": refused("BESTAND-17", repacked(workbook(pupils()), {"xl/a.bin": b"\0" * 20_000_000})),
    "xlsx_many_members": refused(
        "BESTAND-17", repacked(workbook(pupils()), {f"xl/media/{n}.bin": b"x" for n in range(100)})
    ),
    "xlsx_cut_in_half": refused("BESTAND-15", workbook(pupils())[:2000]),
    "xlsx_broken_sheet": refused("BESTAND-15", repacked(workbook(pupils()), {"xl/workbook.xml": b"<broken"})),
    "zip_of_a_csv": refused("BESTAND-09", zipped({"R01.csv": r01_csv(PUPILS)})),
    "xlsb": refused("BESTAND-09", zipped({"xl/workbook.bin": b"x"})),
    "ods": refused("BESTAND-08", zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                                         "content.xml": b"<x/>"})),
    "xls_old": refused("BESTAND-07", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1024),
}  # fmt: skip


def _as_xlsx(case: Case) -> Case:
    return (
        case
        if case.content[:2] != b"PK" or case.name != NAME
        else replace(case, name="R01_2026-03_27GZ.xlsx")
    )


CASES: dict[str, Case] = {
    **CSV_CASES,
    **{name: case if name == "xlsx_named_csv" else _as_xlsx(case) for name, case in XLSX_CASES.items()},
}


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, case in CASES.items():
        path = folder / name
        path.mkdir(exist_ok=True)
        (path / case.name).write_bytes(case.content)
    sys.stdout.write(f"{len(CASES)} files in {folder}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
