"""A05, startset: everybody who would be a vsv'er on dropping out, as on 1 October."""

from monitoring.ingest.layouts.duo_person import MONTHLY, PERSON, with_headings
from monitoring.ingest.layouts.layout import Layout

HEADINGS = {
    "pgn": ("BSN_ONDERWIJSNR", "PERSOONSGEBONDENNUMMER"),
    "achternaam": ("ACHTERNAAM",),
    "voorvoegsel": ("VOORVOEGSEL",),
    "voornaam": ("VOORNAMEN", "ALLE_VOORNAMEN"),
    "geboortedatum": ("GEBOORTEDATUM",),
    "gemeentecode": ("GEMCODE", "GEMEENTECODE"),
    "brin": ("BRIN", "BRIN_NR"),
    "niveau": ("NIVEAU",),
    "leerweg": ("LEERWEG",),
    "opleidingscode": ("ILT/CREBO", "ONDERWIJSCODE"),
    "rapportagemaand": ("RAPPORTAGE_MAAND", "RAPPORTAGEMAAND"),
}

A05 = Layout(
    kind="A05",
    label="DUO startset",
    explanation="Iedereen die bij uitval vsv'er zou zijn, op 1 oktober.",
    columns=with_headings(PERSON + MONTHLY, HEADINGS),
    from_duo=True,
    ignored=(
        "NAAM_INSTELLING", "WOONGEMEENTE", "ILT/CREBO_OMS", "NAAM_INST", "ONDERWIJSAANBIEDERCODE",
        "ONDERWIJSAANBIEDER_NAAM", "RMC_REGIO", "LOCATIECODE", "ONDERWIJSLOCATIECODE",
        "ONDERWIJSLOCATIE_POSTCODE", "ONDERWIJSLOCATIE_HUISNUMMER", "BRIN_VOLGNR", "INSCHR_VLGNR", "STRAAT",
        "HUISNUMMER", "HUISLETTER", "HUISNR_AAND", "HUISNR_TOEV", "ADRES_LOCATIE", "POSTCODE", "WOONPLAATS",
        "INDICATIE_STARTKWALIFICATIE",
    ),
)  # fmt: skip
