"""The first movement: an uploaded file becomes staged rows and findings, or is refused."""

from collections.abc import Callable
from datetime import date, datetime
from hashlib import sha256

import pandas as pd
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from monitoring import pseudonyms, sealed
from monitoring.addressing import Unaddressed as Unaddressed
from monitoring.addressing import address
from monitoring.comparison import changes_since, remark
from monitoring.comparison import previous as previous
from monitoring.ingest.checking import Checked, Expectation, check
from monitoring.ingest.findings import hidden
from monitoring.ingest.layouts import LAYOUTS
from monitoring.ingest.mending import mending
from monitoring.ingest.plausibility import Changes
from monitoring.ingest.reading import Limits, Unreadable, read
from monitoring.ingest.understanding import understood
from monitoring.known_pupils import with_unknown_pupils
from monitoring.models import Account, Delivery, DeliveryContent, Municipality, School
from monitoring.models.delivery import MOVES, NotNow
from monitoring.reference.places import ABROAD_OR_UNKNOWN
from monitoring.translations import translation_of
from monitoring.vocabulary import DeliveryState as State

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
    "BESTAND-BOTSING": (
        "Twee leerlingen krijgen hetzelfde nummer in het portaal. Daarom is niets van dit bestand opgeslagen.",
        "U kunt dit niet zelf herstellen. Meld het aan de beheerder, met het nummer van deze levering.",
    ),
    "BESTAND-TERMIJN": (
        "De levering is {days} dagen lang niet bevestigd. Daarom is het bestand verwijderd.",
        "Lever het bestand opnieuw aan als het nog nodig is.",
    ),
}
Foresight = Callable[[Delivery, pd.DataFrame], dict]


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
    return same.exclude(pk=delivery.pk).exclude(state__in=[State.REFUSED, State.REPLACED, State.WITHDRAWN]).first()


def stage(delivery: Delivery, *, rows: int | None = None, foresee: Foresight | None = None) -> None:
    """Read and check the file, keep its clean rows without any PGN, and compare with the previous delivery.

    Safe to run again: it starts from the file and replaces what an interrupted run left.
    `foresee` tells what accepting the rows would change, as counts that are kept with the delivery.
    `rows` lowers the limit of rows for whoever waits for the answer.
    """
    move(delivery, State.CHECKING, step="bestand lezen")
    if delivery.school is None:
        return refuse(delivery, "BESTAND-SCHOOL")
    try:
        sheet = read(sealed.original(delivery), delivery.file_name, _limits(rows))
    except Unreadable as fault:
        return _refuse(delivery, _one_finding(fault.code, fault.message, fault.remedy))
    tell(delivery, "regels controleren", rows=len(sheet.frame))
    words = translation_of(delivery)
    checked = check(sheet, _expectation(delivery), words)
    delivery.rows, delivery.rows_used = checked.rows_read, checked.rows_used
    delivery.rows_faulty = checked.rows_faulty
    delivery.understood = understood(sheet, LAYOUTS[delivery.kind], words)
    delivery.mending = mending(sheet, checked.findings)
    if checked.refused or checked.rows is None or _too_faulty(checked):
        return _refuse(delivery, _with_share(delivery, checked))
    tell(delivery, "vergelijken met de vorige levering", done=checked.rows_used)
    rows = without_pgn(checked.rows)
    findings = with_unknown_pupils(delivery, rows, checked.findings)
    found = changes_since(delivery, rows)
    delivery.consequence = foresee(delivery, rows) if foresee else {}
    with transaction.atomic():
        sealed.put_staged(delivery, rows, findings)
        delivery.changes = vars(found)
        delivery.summary = summary(findings)
        delivery.remarks = remarks(delivery, findings, found)
        move(delivery, State.TO_CONFIRM if delivery.remarks else State.READY)


def _limits(rows: int | None) -> Limits:
    limits = dict(settings.UPLOAD_LIMITS)
    return Limits(**limits | {"rows": min(rows or limits["rows"], limits["rows"])})


def recheck(delivery: Delivery) -> None:
    """Have a delivery that waits, or was refused, checked once more from its file. Raises NotNow."""
    if not DeliveryContent.objects.filter(delivery=delivery).exists():
        raise NotNow("Het bestand is verwijderd omdat de bewaartermijn voorbij is. Lever het opnieuw aan.")
    delivery.attempts = delivery.rows = delivery.rows_used = delivery.rows_faulty = delivery.done = 0
    delivery.remarks, delivery.changes, delivery.consequence = [], {}, {}
    move(delivery, State.CHECKING, step="bestand lezen")


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
    if attention and delivery.is_made_by_school:
        said.append(f"{attention} keer ‘let op’: bekijk deze regels en geef aan waarom ze kloppen.")
    if much := remark(delivery, found):
        said.append(much)
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
