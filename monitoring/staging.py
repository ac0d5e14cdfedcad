"""The first movement: an uploaded file becomes staged rows and findings, or is refused."""

from datetime import date, datetime
from hashlib import sha256

import pandas as pd
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from monitoring import frames, pseudonyms, sealed
from monitoring.addressing import Unaddressed as Unaddressed
from monitoring.addressing import address
from monitoring.calculation.school_year import SchoolYear
from monitoring.ingest.checking import Checked, Expectation, check
from monitoring.ingest.findings import hidden
from monitoring.ingest.plausibility import Changes, changes
from monitoring.ingest.reading import Limits, Unreadable, read
from monitoring.models import Account, Delivery, Enrolment, Municipality, School
from monitoring.models.delivery import MOVES, NotNow
from monitoring.reference.places import ABROAD_OR_UNKNOWN
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import Kind

NAME_LENGTH = 80
FINDING_COLUMNS = ["level", "code", "line", "column", "value", "message", "remedy"]
REFUSALS = {  # code: what is wrong, and how to mend it
    "BESTAND-SCHOOL": (
        "De school {school} is niet bekend in dit portaal.",
        "Controleer de BRIN in de bestandsnaam, of vraag de regiocoördinator om de school toe te voegen.",
    ),
    "BESTAND-STORING": (
        "Door een storing bij ons is het bestand niet gecontroleerd.",
        "Lever het bestand nog een keer aan. Gaat het weer mis? Meld het dan aan de beheerder.",
    ),
    "BESTAND-TERMIJN": (
        "De levering is {days} dagen lang niet bevestigd. Daarom is het bestand verwijderd.",
        "Lever het bestand opnieuw aan als het nog nodig is.",
    ),
}
COMPARED = {"pupil_id": "int", "category": "str", "ended_on": "date"}


def receive(
    content: bytes,
    name: str,
    *,
    by: Account | None,
    kind: str | None = None,
    month: str | None = None,
    school: str | None = None,
    today: date,
    at: datetime | None = None,
) -> Delivery:
    """Store an uploaded file, encrypted, as a delivery that waits for its check.

    `kind`, `month` (levermaand) and `school` (BRIN or BRIN + vestiging) fill in what the name does not say.
    Raises Unaddressed when kind, school or month stays unknown, or when the user contradicts the name.
    """
    found = address(name, kind=kind, month=month, school=school)
    with transaction.atomic():
        delivery = Delivery.objects.create(
            kind=found.kind,
            brin=found.brin,
            vestiging=found.vestiging,
            school=School.objects.filter(brin=found.brin, vestiging=found.vestiging).first()
            or School.objects.filter(brin=found.brin).first(),
            teljaar=found.teljaar,
            stand=found.stand,
            file_name=hidden(name)[-NAME_LENGTH:],
            sha256=sha256(content).hexdigest(),
            size=len(content),
            received_by=by,
            received_at=at or timezone.now(),
        )
        sealed.put_original(delivery, content, received_on=today)
    return delivery


def twin(delivery: Delivery) -> Delivery | None:
    """The same file of the same school and month that was here before, and still waits or counts."""
    same = Delivery.objects.filter(
        kind=delivery.kind, brin=delivery.brin, vestiging=delivery.vestiging, teljaar=delivery.teljaar,
        stand=delivery.stand, sha256=delivery.sha256,
    )  # fmt: skip
    return same.exclude(pk=delivery.pk).exclude(state__in=[State.REFUSED, State.REPLACED]).first()


def stage(delivery: Delivery) -> None:
    """Read and check the file, keep its clean rows without any PGN, and compare with the previous delivery.

    Safe to run again: it starts from the file and replaces what an interrupted run left.
    """
    move(delivery, State.CHECKING, step="bestand lezen")
    if delivery.school is None:
        return refuse(delivery, "BESTAND-SCHOOL")
    try:
        sheet = read(sealed.original(delivery), delivery.file_name, Limits(**settings.UPLOAD_LIMITS))
    except Unreadable as fault:
        return _refuse(delivery, _one_finding(fault.code, fault.message, fault.remedy))
    tell(delivery, "regels controleren", rows=len(sheet.frame))
    checked = check(sheet, _expectation(delivery))
    delivery.rows, delivery.rows_used = checked.rows_read, checked.rows_used
    delivery.rows_faulty = checked.rows_faulty
    if checked.refused or checked.rows is None or _too_faulty(checked):
        return _refuse(delivery, _with_share(delivery, checked))
    tell(delivery, "vergelijken met de vorige levering", done=checked.rows_used)
    rows = without_pgn(checked.rows)
    found = _changes(delivery, rows)
    with transaction.atomic():
        sealed.put_staged(delivery, rows, checked.findings)
        delivery.changes = vars(found)
        delivery.summary = summary(checked.findings)
        delivery.remarks = remarks(delivery, checked.findings, found)
        move(delivery, State.TO_CONFIRM if delivery.remarks else State.READY)


def without_pgn(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `pupil` and `pseudonym` (hexadecimal) in place of `pgn`."""
    keyed = pseudonyms.pseudonyms(rows)
    return rows.drop(columns="pgn").assign(pupil=keyed["pupil"], pseudonym=keyed["pseudonym"])


def refuse(delivery: Delivery, code: str) -> None:
    """Refuse a delivery for a reason that lies not in its contents."""
    message, remedy = REFUSALS[code]
    where = {"school": delivery.brin + delivery.vestiging, "days": settings.FILE_TERM_DAYS}
    _refuse(delivery, _one_finding(code, message.format(**where), remedy))


def move(delivery: Delivery, state: str, *, step: str = "") -> None:
    """Move a delivery along MOVES and save it, unless another worker moved it on. Raises NotNow."""
    with transaction.atomic():
        stored = Delivery.objects.select_for_update().values_list("state", flat=True).get(pk=delivery.pk)
        if state not in MOVES[stored]:
            raise NotNow(f"Een levering die {State(stored).label} is, kan niet {State(state).label} worden.")
        delivery.state, delivery.step, delivery.state_since = state, step, timezone.now()
        delivery.save()


def tell(delivery: Delivery, step: str, **counts: int) -> None:
    """Say what the worker is doing, for the person who waits."""
    for name, value in counts.items():
        setattr(delivery, name, value)
    delivery.step, delivery.state_since = step, timezone.now()
    Delivery.objects.filter(pk=delivery.pk).update(step=step, state_since=delivery.state_since, **counts)


def summary(findings: pd.DataFrame) -> list[dict]:
    """Findings per code without any value of a row: what a coordinator may see and the log may keep."""
    if findings.empty:
        return []
    grouped = findings.groupby(["level", "code", "column"], sort=False, dropna=False)
    counted = grouped.agg(count=("code", "size"), remedy=("remedy", "first")).reset_index()
    return counted.astype({"count": int}).to_dict("records")


def remarks(delivery: Delivery, findings: pd.DataFrame, found: Changes) -> list[str]:
    """What the user has to confirm with a reason before this delivery can be accepted, as Dutch sentences."""
    said = []
    if delivery.rows_faulty:
        verbs = ("heeft", "telt") if delivery.rows_faulty == 1 else ("hebben", "tellen")
        lines = f"{delivery.rows_faulty} van {delivery.rows} regels"
        said.append(f"{lines} {verbs[0]} een fout en {verbs[1]} niet mee.")
    attention = int((findings["level"] == "let_op").sum())
    if attention and delivery.kind == Kind.R01:
        said.append(f"{attention} keer ‘let op’: bekijk deze regels en geef aan waarom ze kloppen.")
    if _needs_confirmation(delivery, found):
        said.append(
            f"Veel verandering sinds de vorige levering: {found.appeared} erbij, {found.vanished} eraf, "
            f"{found.moved} naar een andere categorie, van {found.compared} leerlingen."
        )
    return said


def _expectation(delivery: Delivery) -> Expectation:
    return Expectation(
        kind=delivery.kind,
        teljaar=delivery.teljaar,
        stand=delivery.stand,
        brin=delivery.brin,
        vestiging=delivery.vestiging,
        municipalities=frozenset([*Municipality.objects.values_list("code", flat=True), ABROAD_OR_UNKNOWN]),
    )


def _too_faulty(checked: Checked) -> bool:
    return checked.rows_faulty > settings.FAULTY_SHARE * checked.rows_read


def _with_share(delivery: Delivery, checked: Checked) -> pd.DataFrame:
    if checked.refused:
        return checked.findings
    share = f"{100 * settings.FAULTY_SHARE:.0f} %"
    verb = "heeft" if checked.rows_faulty == 1 else "hebben"
    found = f"{checked.rows_faulty} van {checked.rows_read} regels {verb} een fout"
    message = f"{found}; meer dan {share} nemen we niet aan."
    remedy = "Herstel de regels hieronder in uw administratie of in het antwoordbestand en lever opnieuw aan."
    return pd.concat([_one_finding("BESTAND-AANDEEL", message, remedy), checked.findings], ignore_index=True)


def _one_finding(code: str, message: str, remedy: str) -> pd.DataFrame:
    row = ["fout", code, pd.NA, "", "", message, remedy]
    return pd.DataFrame([row], columns=FINDING_COLUMNS).astype({"line": "Int64"})


def _refuse(delivery: Delivery, findings: pd.DataFrame) -> None:
    with transaction.atomic():
        sealed.put_staged(delivery, None, findings)
        delivery.summary = summary(findings)
        delivery.rows_used = 0
        move(delivery, State.REFUSED)


def previous(delivery: Delivery) -> Delivery | None:
    """The accepted delivery before this one: that of the same month, else the latest earlier one."""
    accepted = Delivery.objects.filter(
        kind=delivery.kind, brin=delivery.brin, vestiging=delivery.vestiging, state=State.ACCEPTED
    )
    return accepted.filter(stand__lte=delivery.stand).order_by("-stand").first()


def _changes(delivery: Delivery, rows: pd.DataFrame) -> Changes:
    earlier = previous(delivery) if delivery.kind == Kind.R01 else None
    current = rows.rename(columns={"datum_uitschrijving": "ended_on"})[["pupil", "category", "ended_on"]]
    if earlier is None:
        return Changes(appeared=0, vanished=0, moved=0, compared=0)
    before = frames.read(Enrolment.objects.filter(delivery=earlier), COMPARED)
    before = before.rename(columns={"pupil_id": "pupil"})
    return changes(before, current, since=SchoolYear.parse(delivery.teljaar).opens)


def _needs_confirmation(delivery: Delivery, found: Changes) -> bool:
    """More than 5 %, more than 20 pupils, and more than in the same month of this school's other years."""
    usual = _usual_share(delivery)
    share = max(settings.GUARD_SHARE, usual)
    largest = max(found.appeared, found.vanished, found.moved)
    return bool(found.compared) and largest > share * found.compared and largest > settings.GUARD_PUPILS


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


