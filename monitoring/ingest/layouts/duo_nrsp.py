"""NRSP, the names of the start population of a teljaar, provisional (V) or definitive (D)."""

from dataclasses import replace

from monitoring.ingest.layouts.duo_person import PERSON, PGN, with_headings
from monitoring.ingest.layouts.layout import OPTIONAL, Layout

HEADINGS = {
    "pgn": ("BURGERSERVICENUMMER",),
    "onderwijsnummer": ("ONDERWIJSNUMMER",),
    "achternaam": ("ACHTERNAAM",),
    "voorvoegsel": ("VOORVOEGSEL",),
    "voornaam": ("VOORNAMEN",),
    "geboortedatum": ("GEBOORTEDATUM",),
    "gemeentecode": ("GEMCODE", "GEMEENTECODE"),
    "brin": ("BRIN",),
    "niveau": ("NIVEAU",),
    "leerweg": ("ONDERWIJSSOORT",),
    "opleidingscode": ("CREBO",),
}
BSN = replace(PGN, stand_in="onderwijsnummer")
ONDERWIJSNUMMER = replace(
    PGN,
    name="onderwijsnummer",
    label="onderwijsnummer",
    explanation="Telt waar het BSN 0 of leeg is.",
    form="free",
    required=OPTIONAL,
)

NRSP = Layout(
    kind="NRSP",
    label="DUO startpopulatie",
    explanation="De startpopulatie van een teljaar, met namen; voorlopig of definitief.",
    columns=with_headings((ONDERWIJSNUMMER, BSN, *PERSON[1:]), HEADINGS),
    from_duo=True,
    ignored=(
        "GESLACHT", "POSTCODE_CIJFERS", "RMC_REGIO", "RMC_REGIO_NAAM", "GEMEENTENAAM", "BRIN_VOLGNR",
        "BRIN_VEST_NAAM", "CREBO_OMSCHRIJVING", "ONDERWIJSAANBIEDER_CODE", "ONDERWIJSAANBIEDER_NAAM",
        "ONDERWIJSLOCATIE_CODE", "ONDERWIJSLOCATIE_STRAATNAAM", "ONDERWIJSLOCATIE_HUISNUMMER",
        "ONDERWIJSLOCATIE_HUISNUMMER_TOEVOEGING", "ONDERWIJSLOCATIE_POSTCODE",
        "ONDERWIJSLOCATIE_PLAATSNAAM",
    ),
)  # fmt: skip
