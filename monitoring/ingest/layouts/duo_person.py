"""The columns that DUO's five files on persons share; each file has its own headings for them.

Sources: column lists in shared/data/formaten, domain.md §5.1. No school can mend these files.
"""

from dataclasses import replace

from monitoring.ingest.layouts.layout import REQUIRED, Column

PGN = Column(
    "pgn",
    "persoonsgebonden nummer",
    "BSN of onderwijsnummer; een persoon telt één keer.",
    "pgn",
    REQUIRED,
    secret=True,
)
PERSON = (
    PGN,
    Column("achternaam", "achternaam", "Zonder voorvoegsel."),
    Column("voorvoegsel", "voorvoegsel", "Bijvoorbeeld van of de."),
    Column("voornaam", "voornamen", "Alle voornamen.", max_length=200),
    Column("geboortedatum", "geboortedatum", "dd-mm-jjjj of jjjjmmdd.", "birth_date"),
    Column(
        "gemeentecode", "woongemeente", "CBS-code van de woongemeente.", "gemeente", REQUIRED, tag="GEMEENTE"
    ),
    Column("brin", "BRIN", "De school waarvan het bestand is.", "brin", REQUIRED),
    Column("niveau", "niveau", "Waaruit de onderwijscategorie wordt gelezen.", "free", REQUIRED),
    Column("leerweg", "leerweg", "BOL, BBL of EX.", "leerweg"),
    Column("opleidingscode", "opleidingscode", "Crebo of elementcode.", "free", tag="OPLEIDING"),
)
MONTHLY = (
    Column(
        "rapportagemaand",
        "rapportagemaand",
        "De maand die het bestand beschrijft, jjjjmm.",
        "month",
        tag="MAAND",
    ),
)
WORKLOAD = (
    Column("datum_uitschrijving", "datum uitschrijving", "dd-mm-jjjj.", "date", tag="UITSCHRIJVING"),
    Column(
        "reden_uitschrijving",
        "reden uitstroom",
        "Reden volgens de lijst van de MBO Raad.",
        "free",
        tag="REDEN",
    ),
    Column("vanaf", "vanaf wanneer", "De eerste maand dat de persoon op de lijst staat, jjjjmm.", "month"),
)


def with_headings(columns: tuple[Column, ...], headings: dict[str, tuple[str, ...]]) -> tuple[Column, ...]:
    """The columns under the headings of one file, in order of preference."""
    return tuple(replace(column, aliases=headings.get(column.name, (column.name,))) for column in columns)
