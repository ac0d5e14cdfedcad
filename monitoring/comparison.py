"""A delivery against the school's previous accepted one of its kind: is this much change to be believed?"""

from datetime import date

import pandas as pd
from django.conf import settings

from monitoring import frames
from monitoring.calculation.school_year import SchoolYear
from monitoring.ingest.codes import TRANSITION_KINDS
from monitoring.ingest.open_reports import vanished_reports
from monitoring.ingest.plausibility import Changes, changes, needs_confirmation, vanishing
from monitoring.models import AbsenceReport, Delivery, Enrolment, LeavingPupil, MboApplication
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import Kind

ENROLMENTS = {"pupil_id": "int", "category": "str", "ended_on": "date"}
REPORTS = {"meldingsnummer": "str", "status": "str", "ended_on": "date"}
NOTHING = Changes(appeared=0, vanished=0, moved=0, compared=0)


def previous(delivery: Delivery) -> Delivery | None:
    """The accepted delivery before this one: that of the same month, else the latest earlier one."""
    accepted = Delivery.objects.filter(
        kind=delivery.kind, brin=delivery.brin, vestiging=delivery.vestiging, state=State.ACCEPTED
    )
    return accepted.filter(stand__lte=delivery.stand).order_by("-stand").first()


def changes_since(delivery: Delivery, rows: pd.DataFrame) -> Changes:
    """What this delivery changes. R01: pupils; R02: reports that vanish while open; N01 and N02: pupils and aanmeldingen
    that vanish within the school year. The other kinds are not compared.

    Missed hours (R03) are other pupils every week, and a file of DUO nobody here can mend.
    """
    ways = {Kind.R01: _pupils, Kind.R02: _reports, Kind.N01: _leaving, Kind.N02: _applications}
    compared = ways.get(delivery.kind)
    earlier = previous(delivery) if compared else None
    return compared(delivery, earlier, rows) if compared and earlier else NOTHING


def remark(delivery: Delivery, found: Changes) -> str:
    """What to confirm where the change is more than is plausible; empty where it is not."""
    if not _is_much(delivery, found):
        return ""
    if delivery.kind == Kind.R02:
        return (
            f"{found.vanished} van de {found.compared} meldingen die open stonden, staan niet meer in dit bestand "
            "en zijn niet afgesloten."
        )
    if delivery.kind in TRANSITION_KINDS:
        what = "leerlingen" if delivery.kind == Kind.N01 else "aanmeldingen"
        return f"{found.vanished} van de {found.compared} {what} uit de vorige levering staan niet meer in dit bestand."
    return (
        f"Veel verandering sinds de vorige levering: {found.appeared} erbij, {found.vanished} eraf, "
        f"{found.moved} naar een andere categorie, van {found.compared} leerlingen."
    )


def _pupils(delivery: Delivery, earlier: Delivery, rows: pd.DataFrame) -> Changes:
    current = rows.rename(columns={"datum_uitschrijving": "ended_on"})[["pupil", "category", "ended_on"]]
    before = frames.read(Enrolment.objects.filter(delivery=earlier), ENROLMENTS)
    before = before.rename(columns={"pupil_id": "pupil"})
    return changes(before, current, since=SchoolYear.parse(delivery.teljaar).opens)


def _reports(delivery: Delivery, earlier: Delivery, rows: pd.DataFrame) -> Changes:
    before = frames.read(AbsenceReport.objects.filter(delivery=earlier), REPORTS)
    return vanished_reports(before, rows, since=date.fromisoformat(f"{delivery.stand}-01"))


def _leaving(delivery: Delivery, earlier: Delivery, rows: pd.DataFrame) -> Changes:
    if earlier.teljaar != delivery.teljaar:  # October begins with other pupils
        return NOTHING
    before = frames.read(LeavingPupil.objects.filter(delivery=earlier), {"pupil_id": "int"})["pupil_id"]
    return vanishing(before, rows["pupil"])


def _applications(delivery: Delivery, earlier: Delivery, rows: pd.DataFrame) -> Changes:
    if earlier.teljaar != delivery.teljaar:
        return NOTHING
    before = frames.read(MboApplication.objects.filter(delivery=earlier), {"number": "str"})["number"]
    return vanishing(before, rows["aanmeldnummer"])


def _is_much(delivery: Delivery, found: Changes) -> bool:
    """More than 5 %, more than 20 pupils, and more than in the same month of this school's other years."""
    share = max(settings.GUARD_SHARE, _usual_share(delivery))
    return needs_confirmation(found, share=share, pupils=settings.GUARD_PUPILS)


def _usual_share(delivery: Delivery) -> float:
    month = delivery.stand[5:7]
    earlier = Delivery.objects.filter(
        kind=delivery.kind,
        brin=delivery.brin,
        vestiging=delivery.vestiging,
        state=State.ACCEPTED,
        stand__endswith=f"-{month}",
        stand__lt=delivery.stand,
    ).values_list("changes", flat=True)
    shares = [
        max(c.get("appeared", 0), c.get("vanished", 0), c.get("moved", 0)) / c["compared"]
        for c in earlier
        if c.get("compared")
    ]
    return 1.25 * max(shares, default=0.0)
