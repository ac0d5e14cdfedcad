"""A school's own words for headings and codes: used before the layout's own, and asked for where a word is not known."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from monitoring.ingest.findings import Findings
from monitoring.ingest.layouts import LAYOUTS, Column, Layout
from monitoring.ingest.values import squeezed

UNKNOWN_HEADING, UNKNOWN_CODE = "KOLOM-01", "02"
LONGEST = 60
SECRET = "#"  # findings write it for every digit that may be of a PGN: such a value is no code


@dataclass(frozen=True)
class Translation:
    """headings: heading → column of the layout, "" for one that is not to be used. codes: column → value → code.

    Headings and values are squeezed (`values.squeezed`): case, spaces, `_` and `-` make no difference.
    """

    headings: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: list[tuple[str, str, str]]) -> "Translation":
        """From (column, written, meant); an empty column is a heading."""
        headings = {squeezed(written): meant for column, written, meant in words if not column}
        codes: dict[str, dict[str, str]] = {}
        for column, written, meant in words:
            if column:
                codes.setdefault(column, {})[squeezed(written)] = meant
        return cls(headings, codes)


UNTRANSLATED = Translation()


@dataclass(frozen=True)
class Question:
    """A word that is not known: a heading (column empty), or a value in a column of codes; `choices`: what it may mean."""

    column: str
    written: str
    count: int
    choices: Mapping[str, str]


def translated(texts: pd.Series, column: Column, translation: Translation, findings: Findings, kind: str) -> pd.Series:
    """The different texts of a column with the school's own words replaced, and a remark for each that was used."""
    words = translation.codes.get(column.name)
    if not words:
        return texts
    meant = texts.map(lambda text: _meant(text, words)).astype("str")
    for written, code in zip(texts[texts != meant], meant[texts != meant], strict=True):
        findings.whole(
            "info", f"{kind}-VERTAALD-02", f"‘{_short(written)}’ is gelezen als ‘{code}’, zoals u eerder aangaf.",
            "Klopt dat niet meer? Verwijder deze vertaling dan op de bladzijde Vertalen.", column=column.name,
        )  # fmt: skip
    return meant


def remark_heading(written: str, column: str, findings: Findings, kind: str) -> None:
    """Say that a heading was read, or left out, as the school asked."""
    what = f"gelezen als ‘{column}’" if column else "niet gebruikt"
    findings.whole(
        "info", f"{kind}-VERTAALD-01", f"Kolom ‘{_short(written)}’ is {what}, zoals u eerder aangaf.",
        "Klopt dat niet meer? Verwijder deze vertaling dan op de bladzijde Vertalen.", column=_short(written),
    )  # fmt: skip


def has_questions(summary: list[dict], kind: str) -> bool:
    """Whether the counts per code of a check hold any word that a person could explain."""
    layout = LAYOUTS[kind]
    asked = {f"{kind}-{column.code}-{UNKNOWN_CODE}" for column in layout.columns if column.codes}
    return any(block["code"] in asked | {f"{kind}-{UNKNOWN_HEADING}"} for block in summary)


def questions(findings: pd.DataFrame, layout: Layout) -> list[Question]:
    """The words in these findings that a person can explain: headings first, then values, most frequent first."""
    return [*_headings(findings, layout), *_codes(findings, layout)]


def _headings(findings: pd.DataFrame, layout: Layout) -> list[Question]:
    unknown = findings.loc[findings["code"] == f"{layout.kind}-{UNKNOWN_HEADING}", "column"]
    columns = {column.name: column.label for column in layout.columns}
    return [Question("", heading, 1, columns) for heading in unknown if _may_be_kept(heading)]


def _codes(findings: pd.DataFrame, layout: Layout) -> list[Question]:
    asked = []
    for column in layout.columns:
        wrong = findings["code"] == f"{layout.kind}-{column.code}-{UNKNOWN_CODE}"
        if not column.codes or not wrong.any():
            continue
        counts = findings.loc[wrong, "value"].str.strip().value_counts()
        asked += [
            Question(column.name, str(value), int(count), column.codes)
            for value, count in counts.items()
            if _may_be_kept(str(value))
        ]
    return sorted(asked, key=lambda question: (-question.count, question.column, question.written))


def _may_be_kept(written: str) -> bool:
    return bool(squeezed(written)) and SECRET not in written and len(written) <= LONGEST


def _meant(text: str, words: Mapping[str, str]) -> str:
    """The code for a text; of several codes in one cell (`a+b`) each for itself."""
    whole = words.get(squeezed(text))
    if whole is not None or "+" not in text:
        return text if whole is None else whole
    return "+".join(words.get(squeezed(part), part) for part in text.split("+"))


def _short(text: str) -> str:
    return text.strip()[:LONGEST]
