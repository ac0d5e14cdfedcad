"""N02, aanmeldingen: one row per aanmelding at an mbo school, with a status of the law (deliveries.md §4)."""

from dataclasses import replace

from monitoring.ingest.codes import JA_NEE, LEERWEG, STATUS_AANMELDING
from monitoring.ingest.layouts.layout import REQUIRED, Column, Layout
from monitoring.ingest.layouts.r01 import COLUMNS as OF_R01

OF_R01_BY_NAME = {column.name: column for column in OF_R01}

COLUMNS = (
    replace(OF_R01_BY_NAME["pgn"], required=REQUIRED),
    OF_R01_BY_NAME["brin"],
    Column(
        "aanmeldnummer",
        "aanmeldnummer",
        "Nummer van de aanmelding; op uw school komt elk nummer één keer voor.",
        required=REQUIRED,
        aliases=("aanmelding", "aanmelding_id", "aanmeldingsnummer"),
        example="A-2026-0147",
        tag="AANMELDING",
        max_length=40,
    ),
    OF_R01_BY_NAME["opleidingscode"],
    Column(
        "niveau",
        "niveau",
        "Het niveau van de opleiding, 1 tot en met 4.",
        form="level",
        required=REQUIRED,
        aliases=("mbo_niveau",),
        example="3",
    ),
    Column(
        "leerweg",
        "leerweg",
        "BOL of BBL.",
        form="code",
        codes={code: label for code, label in LEERWEG.items() if code != "EX"},
        aliases=("leertraject",),
        example="BOL",
    ),
    Column(
        "datum_aanmelding",
        "datum aanmelding",
        "De dag waarop de aanmelding binnenkwam.",
        form="date",
        required=REQUIRED,
        aliases=("aanmelddatum",),
        example="02-02-2026",
        tag="AANMELDDATUM",
    ),
    Column(
        "status",
        "status",
        "Een van de vijf statussen van de wet.",
        form="code",
        required=REQUIRED,
        codes=STATUS_AANMELDING,
        aliases=("aanmeldstatus", "status_aanmelding"),
        example="aangemeld",
    ),
    Column(
        "datum_status",
        "datum status",
        "Sinds wanneer deze status geldt. Leeg: sinds de aanmelding.",
        form="date",
        aliases=("statusdatum",),
        example="02-02-2026",
        tag="STATUSDATUM",
    ),
    Column(
        "startdatum",
        "startdatum",
        "De eerste dag van de opleiding.",
        form="date",
        aliases=("datum_start", "begindatum_opleiding"),
        example="01-08-2026",
        tag="START",
    ),
    Column(
        "verschenen",
        "verschenen",
        "Is de student op school verschenen? Leeg zolang u dat niet weet.",
        form="answer",
        codes=JA_NEE,
        aliases=("is_verschenen",),
        tag="VERSCHENEN",
    ),
)

N02 = Layout(
    kind="N02",
    label="aanmeldingen",
    explanation="Eén regel per aanmelding bij het mbo, ook als die gesloten is.",
    columns=COLUMNS,
)
