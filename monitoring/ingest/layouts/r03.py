"""R03, verzuimuren: the missed hours of one pupil in one week (deliveries.md §4)."""

from monitoring.ingest.layouts.absence_person import PUPIL_AND_SCHOOL
from monitoring.ingest.layouts.layout import REQUIRED, Column, Layout

COLUMNS = (
    *PUPIL_AND_SCHOOL,
    Column(
        "week",
        "week",
        "Jaar en weeknummer (ISO), zoals 2026-W11; die week loopt van maandag 9 tot en met zondag 15 maart.",
        form="week",
        required=REQUIRED,
        aliases=("weeknummer", "jaarweek", "iso_week"),
        example="2026-W11",
    ),
    Column(
        "ongeoorloofde_uren",
        "ongeoorloofde uren",
        "Uren die de leerling in die week zonder geldige reden miste.",
        form="hours",
        required=REQUIRED,
        aliases=("uren_ongeoorloofd", "ongeoorloofd"),
        example="6",
        tag="ONGEOORLOOFD",
    ),
    Column(
        "geoorloofde_uren",
        "geoorloofde uren",
        "Uren die de leerling in die week met een geldige reden miste, zoals ziekte. Leeg = 0.",
        form="hours",
        aliases=("uren_geoorloofd", "geoorloofd"),
        example="2,5",
        tag="GEOORLOOFD",
    ),
)

R03 = Layout(
    kind="R03",
    label="verzuimuren",
    explanation="Eén regel per leerling per week waarin de leerling uren miste.",
    columns=COLUMNS,
)
