"""How each form of column is read: texts in, values and faults out. Nothing here knows other columns."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from monitoring.ingest.codes import JA_NEE
from monitoring.ingest.layouts.layout import Column
from monitoring.ingest.values import (
    INVISIBLE,
    dates,
    elfproef,
    matches,
    pgn_numbers,
    squeezed,
)

YES = ("j", "ja", "1", "true", "waar")
NO = ("n", "nee", "0", "false", "onwaar")
DATE_REMEDY = "Schrijf de datum als dd-mm-jjjj, bijvoorbeeld 31-12-2025."
SCIENTIFIC = r"^[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+$"


@dataclass(frozen=True)
class Fault:
    """One kind of mistake in a column: the texts that have it, what is wrong, how to mend it.

    level: only where it differs from that of the layout (a row without a readable PGN is lost in any file).
    """

    number: int
    mask: np.ndarray
    message: str
    remedy: str
    level: str = ""


@dataclass(frozen=True)
class Parsed:
    """A value for every different text (empty where it is faulty or empty), and the faults."""

    values: Any
    faults: tuple[Fault, ...] = ()


def text(texts: pd.Series, column: Column) -> Parsed:
    invisible = matches(texts, INVISIBLE)
    formula = matches(texts, r"^'?[=+@]")
    long = (texts.str.len() > column.max_length).to_numpy(dtype=bool)
    faults = (
        Fault(
            4,
            invisible,
            "In deze waarde staat een onzichtbaar teken.",
            "Typ de waarde opnieuw in uw leerlingadministratie.",
        ),
        Fault(
            5,
            formula,
            "Deze waarde begint met een teken dat een spreadsheet als formule leest.",
            "Haal het teken = + of @ aan het begin weg.",
        ),
        Fault(
            6,
            long,
            f"Deze waarde is langer dan {column.max_length} tekens.",
            "Kort de waarde in; mogelijk zijn kolommen in elkaar geschoven.",
        ),
    )
    return Parsed(texts, faults)


def pgn(texts: pd.Series, column: Column) -> Parsed:
    numbers = pgn_numbers(texts)
    filled = (texts != "").to_numpy()
    is_rounded = matches(texts, SCIENTIFIC)
    is_number = numbers >= 0
    is_zero = numbers == 0
    is_valid = elfproef(numbers) | is_zero
    padded = pd.Series(np.where(numbers > 0, texts.str.zfill(9), ""), index=texts.index, dtype="str")
    return Parsed(padded, _pgn_faults(filled, is_rounded, is_number, is_valid, is_zero))


def _pgn_faults(filled, is_rounded, is_number, is_valid, is_zero) -> tuple[Fault, ...]:
    return (
        Fault(
            2,
            is_number & ~is_valid,
            "Dit PGN klopt niet: het is geen geldig BSN of onderwijsnummer (elfproef).",
            "Neem het nummer over uit uw leerlingadministratie. "
            "Heeft de leerling geen PGN, laat de cel dan leeg en vul het leerlingnummer in.",
        ),
        Fault(
            3,
            filled & ~is_number & ~is_rounded,
            "Een PGN bestaat uit 9 cijfers; hier staan andere tekens of meer cijfers.",
            "Haal letters, punten en spaties weg.",
            level="fout",
        ),
        Fault(
            4,
            is_rounded,
            "Een spreadsheet heeft dit PGN afgerond; de laatste cijfers zijn verloren.",
            "Maak de export opnieuw en geef de kolom de celeigenschap Tekst voordat u het bestand opslaat.",
            level="fout",
        ),
        Fault(
            5,
            is_zero,
            "Het PGN is 0: de leerling is niet te herkennen.",
            "Vul het PGN in. Heeft de leerling geen PGN, laat de cel dan leeg en vul het leerlingnummer in.",
            level="fout",
        ),
    )


def date(texts: pd.Series, column: Column) -> Parsed:
    return _date(texts, zero_parts=False)


def birth_date(texts: pd.Series, column: Column) -> Parsed:
    return _date(texts, zero_parts=True)


def _date(texts: pd.Series, *, zero_parts: bool) -> Parsed:
    values = dates(texts, zero_parts=zero_parts)
    wrong = (texts != "").to_numpy() & np.isnat(values)
    return Parsed(values, (Fault(2, wrong, "Dit is geen bestaande datum.", DATE_REMEDY),))


def code(texts: pd.Series, column: Column) -> Parsed:
    known = {squeezed(name): name for name in column.codes}
    return _codes(texts, column, lambda value: known.get(squeezed(value)))


def reason(texts: pd.Series, column: Column) -> Parsed:
    """A code that may have been padded with zeros: `02` is `2`."""
    return _codes(texts, column, lambda value: _known(value.lstrip("0"), column))


def codes(texts: pd.Series, column: Column) -> Parsed:
    """Several codes in one cell, joined by `+`."""
    known = {squeezed(name): name for name in column.codes}

    def several(value: str) -> str | None:
        found = [known.get(squeezed(part)) for part in value.split("+")]
        return None if None in found else "+".join(str(name) for name in found)

    return _codes(texts, column, several)


def _known(value: str, column: Column) -> str | None:
    return value if value in column.codes else None


def _codes(texts: pd.Series, column: Column, reading: Callable[[str], str | None]) -> Parsed:
    found = [reading(value) if value else column.default for value in texts]
    wrong = np.array([value is None for value in found], dtype=bool)
    values = pd.Series([value or "" for value in found], index=texts.index, dtype="str")
    allowed = ", ".join(column.codes)
    return Parsed(
        values,
        (
            Fault(
                2, wrong, f"Deze waarde is niet toegestaan bij {column.label}.", f"Kies een van: {allowed}."
            ),
        ),
    )


def several_dates(texts: pd.Series, column: Column) -> Parsed:
    """Dates in one cell, joined by `+`; the value has them as ISO dates."""
    filled = texts[texts != ""]
    parts = filled.str.split("+").explode().str.strip().astype("str")
    days = pd.Series(dates(parts), index=parts.index)
    iso = days.dt.strftime("%Y-%m-%d").fillna("").astype("str")
    joined = iso.groupby(level=0).agg("+".join).reindex(texts.index, fill_value="").astype("str")
    is_wrong = days.isna().groupby(level=0).any().reindex(texts.index, fill_value=False)
    wrong = is_wrong.to_numpy(dtype=bool)
    return Parsed(
        joined.where(~wrong, ""),
        (
            Fault(
                2, wrong, "Hier staat een datum die niet bestaat.", DATE_REMEDY + " Zet een + tussen datums."
            ),
        ),
    )


def flag(texts: pd.Series, column: Column) -> Parsed:
    lowered = texts.str.casefold().where(texts != "", column.default.casefold())
    yes, no = lowered.isin(YES).to_numpy(), lowered.isin(NO).to_numpy()
    wrong = ~yes & ~no & (lowered != "").to_numpy()
    answers = ", ".join(JA_NEE)
    message = f"Deze waarde is niet toegestaan bij {column.label}."
    return Parsed(yes, (Fault(2, wrong, message, f"Vul in: {answers}."),))


def brin(texts: pd.Series, column: Column) -> Parsed:
    upper = texts.str.upper()
    wrong = ~upper.str.fullmatch(r"[0-9]{2}[A-Z]{2}").to_numpy(dtype=bool) & (texts != "").to_numpy()
    message = "Dit is geen BRIN: dat zijn twee cijfers en twee letters."
    return Parsed(
        upper.mask(wrong, ""), (Fault(2, wrong, message, "Vul de BRIN van uw school in, zoals 27GZ."),)
    )


def vestiging(texts: pd.Series, column: Column) -> Parsed:
    """Two digits; a spreadsheet may have lost a zero, and some write the BRIN in front."""
    bare = texts.str.upper().str.replace(r"^[0-9]{2}[A-Z]{2}(?=[0-9]{2}$)", "", regex=True)
    padded = bare.where(bare == "", bare.str.zfill(2))
    wrong = ~padded.str.fullmatch(r"[0-9]{2}").to_numpy(dtype=bool) & (texts != "").to_numpy()
    message = "Dit is geen vestigingsnummer: dat zijn twee cijfers."
    return Parsed(padded.mask(wrong, ""), (Fault(2, wrong, message, "Vul het nummer in, zoals 00 of 03."),))


def gemeente(texts: pd.Series, column: Column) -> Parsed:
    bare = texts.str.upper().str.removeprefix("GM")
    padded = bare.where(bare == "", bare.str.zfill(4))
    wrong = ~padded.str.fullmatch(r"[0-9]{4}").to_numpy(dtype=bool) & (texts != "").to_numpy()
    message = "Dit is geen gemeentecode: dat zijn vier cijfers."
    remedy = "Vul de CBS-code van de woongemeente in, zoals 0772. In het buitenland of onbekend: 1999."
    return Parsed(padded.mask(wrong, ""), (Fault(2, wrong, message, remedy),))


def leerjaar(texts: pd.Series, column: Column) -> Parsed:
    fits = texts.str.fullmatch(r"0?[1-6]").to_numpy(dtype=bool)
    numbers = pd.array(
        [int(value) if fit else None for value, fit in zip(texts, fits, strict=True)], dtype="Int8"
    )
    wrong = ~fits & (texts != "").to_numpy()
    fault = Fault(2, wrong, "Een leerjaar is een getal van 1 tot en met 6.", "Vul alleen het cijfer in.")
    return Parsed(pd.Series(numbers, index=texts.index), (fault,))


def opleiding(texts: pd.Series, column: Column) -> Parsed:
    wrong = ~texts.str.fullmatch(r"[0-9]{4,5}").to_numpy(dtype=bool) & (texts != "").to_numpy()
    message = "Dit is geen opleidingscode: een crebo heeft 5 cijfers, een elementcode 4."
    return Parsed(texts.mask(wrong, ""), (Fault(2, wrong, message, "Vul de code in of laat de cel leeg."),))


def month(texts: pd.Series, column: Column) -> Parsed:
    """A month as yyyymm; anything else is empty, without a fault."""
    fits = texts.str.fullmatch(r"[0-9]{4}(0[1-9]|1[0-2])").to_numpy(dtype=bool)
    return Parsed(texts.where(fits, ""))


def free(texts: pd.Series, column: Column) -> Parsed:
    """Text that is only looked at and never shown; no faults."""
    return Parsed(texts)


def leerweg(texts: pd.Series, column: Column) -> Parsed:
    """DUO writes BOL, BBL, EX, or with the level behind it (`Bol4`); what fits none stays empty."""
    found = texts.map(lambda value: (re.match(r"BOL|BBL|EX", value.upper()) or [""])[0])
    return Parsed(found.astype("str"))


FORMS: dict[str, Callable[[pd.Series, Column], Parsed]] = {
    form.__name__: form
    for form in (
        text, pgn, date, birth_date, code, reason, codes, several_dates, flag, brin, vestiging, gemeente,
        leerjaar, opleiding, month, free, leerweg,
    )
}  # fmt: skip
