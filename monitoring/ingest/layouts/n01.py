"""N01, overstappers: one row per pupil in a class that leaves vo, pro or vso this school year (deliveries.md §4)."""

from monitoring.ingest.codes import EXAMENUITSLAG, JA_NEE, VOORGENOMEN_BESTEMMING, WARME_OVERDRACHT
from monitoring.ingest.layouts.layout import REQUIRED, Column, Layout
from monitoring.ingest.layouts.r01 import COLUMNS as OF_R01

SHARED = (
    "pgn", "leerlingnummer", "achternaam", "voorvoegsel", "voornaam", "geboortedatum", "gemeentecode", "brin",
    "vestiging",
)  # fmt: skip
VO_SOORTEN = (
    "brugjaar", "vmbo-bb", "vmbo-kb", "vmbo-gl", "vmbo-tl", "havo", "vwo", "isk", "internationaal", "pro", "vso", "vavo",
)  # fmt: skip
SOORT = next(column for column in OF_R01 if column.name == "onderwijssoort")

COLUMNS = (
    *(column for column in OF_R01 if column.name in SHARED),
    Column(
        "onderwijssoort",
        "onderwijssoort",
        "De soort onderwijs waar de leerling nu zit.",
        form="code",
        required=REQUIRED,
        codes={code: label for code, label in SOORT.codes.items() if code in VO_SOORTEN},
        aliases=SOORT.aliases,
        example="vmbo-kb",
        tag="SOORT",
    ),
    Column("leerjaar", "leerjaar", "1 tot en met 6.", form="leerjaar", example="4"),
    Column(
        "examenkandidaat",
        "examenkandidaat",
        "Doet de leerling dit schooljaar examen? Leeg = N.",
        form="flag",
        codes=JA_NEE,
        default="N",
        aliases=("kandidaat", "ind_examenkandidaat"),
        example="J",
        tag="KANDIDAAT",
    ),
    Column(
        "examenuitslag",
        "examenuitslag",
        "De uitslag van het examen; leeg zolang die er niet is.",
        form="code",
        codes=EXAMENUITSLAG,
        aliases=("uitslag", "uitslag_examen"),
        tag="UITSLAG",
    ),
    Column(
        "voorgenomen_bestemming",
        "voorgenomen bestemming",
        "Wat de leerling hierna wil doen; onbekend mag, leeg ook.",
        form="code",
        codes=VOORGENOMEN_BESTEMMING,
        default="onbekend",
        aliases=("bestemming", "voorgenomen_opleiding"),
        example="mbo-3",
        tag="VOORNEMEN",
    ),
    Column(
        "voorgenomen_brin",
        "voorgenomen school",
        "De BRIN van de mbo-school waar de leerling heen wil.",
        form="brin",
        aliases=("brin_mbo", "bestemming_brin"),
        example="25LZ",
        tag="VOORGENOMENBRIN",
    ),
    Column(
        "extra_ondersteuning",
        "extra ondersteuning",
        "Heeft de leerling op het mbo extra ondersteuning nodig? Leeg = N.",
        form="flag",
        codes=JA_NEE,
        default="N",
        aliases=("ondersteuning",),
        example="N",
        tag="ONDERSTEUNING",
    ),
    Column(
        "warme_overdracht",
        "warme overdracht",
        "Of u de leerling persoonlijk overdraagt aan het mbo.",
        form="code",
        codes=WARME_OVERDRACHT,
        aliases=("overdracht",),
        example="niet_nodig",
        tag="OVERDRACHT",
    ),
)

N01 = Layout(
    kind="N01",
    label="overstappers",
    explanation="Eén regel per leerling die dit jaar van het vo, pro of vso af kan gaan, ook wie niet naar het mbo gaat.",
    columns=COLUMNS,
)
