"""R02, verzuim: one row per melding that was open in or after the levermaand (deliveries.md §4)."""

from monitoring.ingest.codes import REDEN_AFSLUITING, SOORT_VERZUIM, STATUS_VERZUIM
from monitoring.ingest.layouts.absence_person import PUPIL_AND_SCHOOL
from monitoring.ingest.layouts.layout import REQUIRED, Column, Layout

COLUMNS = (
    *PUPIL_AND_SCHOOL,
    Column(
        "meldingsnummer",
        "meldingsnummer",
        "Nummer van de melding; op uw school komt elk nummer één keer voor.",
        required=REQUIRED,
        aliases=("verzuimmeldingnummer", "meldingnummer", "melding_id"),
        example="2026-0147",
        tag="MELDING",
        max_length=40,
    ),
    Column(
        "soort",
        "soort verzuim",
        "De soort melding.",
        form="code",
        required=REQUIRED,
        codes=SOORT_VERZUIM,
        aliases=("soort_verzuim", "verzuimsoort", "soort_melding"),
        example="V3",
    ),
    Column(
        "begindatum",
        "begindatum",
        "De eerste dag van het verzuim.",
        form="date",
        required=REQUIRED,
        aliases=("begindatum_verzuim", "datum_begin", "startdatum"),
        example="02-03-2026",
        tag="BEGIN",
    ),
    Column(
        "einddatum",
        "einddatum",
        "De laatste dag van het verzuim; leeg als het nog duurt.",
        form="date",
        aliases=("einddatum_verzuim", "datum_einde"),
        example="20-03-2026",
        tag="EINDE",
    ),
    Column(
        "uren",
        "uren",
        "Gemiste uren, als getal.",
        form="hours",
        aliases=("verzuimuren", "aantal_uren"),
        example="18",
    ),
    Column(
        "status",
        "status",
        "Hoe het met de melding staat.",
        form="code",
        required=REQUIRED,
        codes=STATUS_VERZUIM,
        aliases=("status_melding",),
        example="B",
    ),
    Column(
        "reden",
        "vermoedelijke reden",
        "In uw eigen woorden, hooguit 200 tekens. Alleen de eigen ambtenaren van de leerling lezen dit.",
        aliases=("vermoedelijke_reden", "toelichting"),
        example="Komt niet opdagen na gesprek met mentor",
        max_length=200,
    ),
    Column(
        "reden_afsluiting",
        "reden afsluiting",
        "Waarom de melding is afgesloten; leeg zolang ze open is.",
        form="reason",
        codes=REDEN_AFSLUITING,
        aliases=("reden_melding_afgesloten", "afsluitreden"),
        tag="AFSLUITING",
    ),
)

R02 = Layout(
    kind="R02",
    label="verzuim",
    explanation="Eén regel per verzuimmelding die in of na de levermaand open was.",
    columns=COLUMNS,
)
