"""A04, actuele workload, and A14, the same file for October to December after the teljaar."""

from dataclasses import replace

from monitoring.ingest.layouts.duo_person import (
    MONTHLY,
    PERSON,
    WORKLOAD,
    with_headings,
)
from monitoring.ingest.layouts.layout import Layout

HEADINGS = {
    "pgn": ("PERSOONSGEBONDENNUMMER", "BSN_ONDERWIJSNR"),
    "achternaam": ("ACHTERNAAM",),
    "voorvoegsel": ("VOORVOEGSEL",),
    "voornaam": ("ALLE_VOORNAMEN", "VOORNAMEN"),
    "geboortedatum": ("GEBOORTEDATUM",),
    "gemeentecode": ("GEMEENTECODE", "GEMCODE"),
    "brin": ("BRIN_NR", "BRIN"),
    "niveau": ("NIVEAU",),
    "leerweg": ("LEERWEG",),
    "opleidingscode": ("ONDERWIJSCODE", "ILT/CREBO"),
    "rapportagemaand": ("RAPPORTAGEMAAND", "RAPPORTAGE_MAAND"),
    "datum_uitschrijving": ("DATUM_UITSCHRIJVING",),
    "reden_uitschrijving": ("REDEN_UITSTROOM",),
    "vanaf": ("VANAF_WANNEER",),
}

A04 = Layout(
    kind="A04",
    label="DUO actuele workload",
    explanation="Wie sinds 1 oktober is uitgeschreven zonder startkwalificatie en niet is teruggekomen.",
    columns=with_headings(PERSON + MONTHLY + WORKLOAD, HEADINGS),
    from_duo=True,
    ignored=(
        "NAAM_INST", "WOONGEMEENTE", "ONDERWIJSNAAM", "MELDING_VERZUIM_WETTELIJK",
        "MELDING_VERZUIMLOKET_WETTELIJK", "REDEN", "NAAM_INSTELLING", "ONDERWIJSAANBIEDERCODE",
        "NAAM_ONDERWIJSAANBIEDER", "MELDING_VERZUIM_NIET_WETTELIJK", "MELDING_VERZUIMLOKET_NIET_WETTELIJK",
        "RMC_REGIO", "LOCATIECODE", "ONDERWIJSLOCATIECODE", "POSTCODE_ONDERWIJSLOCATIE",
        "HUISNUMMER_ONDERWIJSLOCATIE", "BRIN_VOLGNUMMER", "INSCHRIJVINGSVOLGNUMMER", "INSCHR_VLGNR",
        "STRAAT", "HUISNUMMER", "HUISLETTER", "HUISNUMMER_TOEVOEGING", "HUISNUMMER_AANDUIDING",
        "ADRES_LOCATIE", "POSTCODE", "WOONPLAATS",
    ),
)  # fmt: skip

A14 = replace(
    A04,
    kind="A14",
    label="DUO nagekomen workload",
    explanation="De workload van het afgelopen teljaar met wat in oktober tot en met december bekend werd.",
)
