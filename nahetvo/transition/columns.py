"""The columns of the board: the volgstatussen taken together into steps, those that ask for attention first."""

from dataclasses import dataclass

from nahetvo.transition.statuses import AT_RISK


@dataclass(frozen=True)
class Column:
    code: str
    title: str
    statuses: tuple[str, ...]


COLUMNS = (
    Column("zonder-plek", "Zonder plek", AT_RISK),
    Column("geen-keuze", "Nog geen keuze", ("nog_geen_keuze",)),
    Column("aangemeld", "Aangemeld of in intake", ("aangemeld", "in_intake")),
    Column("plaats", "Plaats toegezegd", ("aangeboden", "ingeschreven")),
    Column("begonnen", "Begonnen op het mbo", ("gestart", "op_1_oktober", "op_1_februari")),
    Column("andere-route", "Andere route", ("andere_route",)),
)
BY_CODE = {column.code: column for column in COLUMNS}


def days_in_words(days: int) -> str:
    """How long nothing moved: `vandaag`, `1 dag`, `9 dagen`, from two weeks on in weeks, from 12 weeks on in months."""
    if days <= 0:
        return "vandaag"
    if days < 14:
        return f"{days} dag" if days == 1 else f"{days} dagen"
    return f"{days // 7} weken" if days < 84 else f"{days // 30} maanden"
