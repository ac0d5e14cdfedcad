"""What happened to a youngster, over all schools and everybody who worked on it, as far as a reader may know.

Officers read what every school delivered, a school only its own rows (careers.py); what was written in a case file is
for who reads that file. Nothing is logged here: the page that shows it does.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from monitoring import access
from monitoring.calculation.school_year import Stand
from monitoring.careers import Career, month
from monitoring.ingest.codes import (
    BESTEMMING,
    DIPLOMA,
    ONDERWIJSSOORT,
    REDEN_UITSCHRIJVING,
    SOORT_VERZUIM,
    STATUS_VERZUIM,
)
from monitoring.models import AbsenceReport, CaseChange, CaseFile, Contact, Enrolment, Outcome
from monitoring.vocabulary import CaseAct, DeliveryState, Kind, Method
from monitoring.vocabulary import Outcome as OutcomeClass

SCHOOL, DIPLOMA_GOT, ABSENCE, STAND, CONTACT, FILE = "school", "diploma", "verzuim", "stand", "contact", "dossier"
TOLD_ACTS = (
    CaseAct.OPEN, CaseAct.STATUS, CaseAct.CLOSE, CaseAct.REOPEN, CaseAct.HAND_OVER, CaseAct.ACCEPT, CaseAct.WITHDRAW,
    CaseAct.REFUSE, CaseAct.FINISH,
)  # fmt: skip
CONTACTS_TOLD = 200  # ten years of an intensive file


@dataclass(frozen=True)
class Event:
    """One line: the day, of what kind it is, what happened in a few words, and more about it."""

    on: date
    kind: str
    title: str
    more: str = ""


def timeline(pupil: int, reader, case_files: list[CaseFile]) -> list[Event]:
    """The events of a pupil that the caller found through access; `case_files` are those the reader reads."""
    career = Career.of(pupil, reader)
    found = [*_enrolments(career), *_reports(pupil, reader, career), *_stands(pupil, reader, career)]
    found += [*_contacts(case_files), *_changes(case_files)]
    return sorted(found, key=lambda event: (event.on, event.kind), reverse=True)


def _enrolments(career: Career) -> list[Event]:
    """Each inschrijving as delivered last: its start, its end, and the diplomas got in it."""
    latest = {}
    for row in sorted(career.rows, key=month):
        latest[row.brin, row.volgnummer] = row
    found = []
    for row in latest.values():
        school = career.school(row.brin, row.vestiging)
        year = f", leerjaar {row.leerjaar}" if row.leerjaar else ""
        education = f"{ONDERWIJSSOORT.get(row.onderwijssoort, row.onderwijssoort)}{year}"
        found.append(Event(row.started_on, SCHOOL, f"Ingeschreven bij {school}", education))
        if row.ended_on:
            found.append(Event(row.ended_on, SCHOOL, f"Uitgeschreven bij {school}", _leaving(row)))
        found += _diplomas(row, school)
    return list(dict.fromkeys(found))


def _leaving(row: Enrolment) -> str:
    destination = f"bestemming: {BESTEMMING.get(row.destination, 'onbekend')}"
    reason = REDEN_UITSCHRIJVING.get(row.reason.lstrip("0"), "")
    return f"{destination}; reden: {reason}" if reason else destination


def _diplomas(row: Enrolment, school: str) -> list[Event]:
    days = [part.strip() for part in row.diploma_dates.split("+") if part.strip()]
    names = [DIPLOMA.get(code.strip(), code.strip()) for code in row.diploma.split("+") if code.strip()]
    return [
        Event(date.fromisoformat(day), DIPLOMA_GOT, f"Diploma: {name}", school)
        for name, day in zip(names, days, strict=False)
    ]


def _reports(pupil: int, reader, career: Career) -> list[Event]:
    """Verzuimmeldingen, each as its latest file tells it; a school its own."""
    of_pupil = AbsenceReport.objects.filter(pupil_id=pupil, delivery__kind=Kind.R02, delivery__state=DeliveryState.ACCEPTED)
    rows = of_pupil.annotate(stand=F("delivery__stand"))
    if career.brins is not None:
        rows = rows.filter(access.own_rows(reader))
    latest = {}
    for row in sorted(rows, key=month):
        latest[row.brin, row.meldingsnummer] = row
    return [
        Event(
            row.began_on, ABSENCE, f"Verzuimmelding: {SOORT_VERZUIM.get(row.soort, row.soort)}",
            "; ".join(part for part in (STATUS_VERZUIM.get(row.status, ""), row.reden, career.school(row.brin)) if part),
        )
        for row in latest.values()
    ]  # fmt: skip


def _stands(pupil: int, reader, career: Career) -> list[Event]:
    """The stands in which the class became another one; a school those in which the pupil counts at the school."""
    rows = Outcome.objects.filter(pupil_id=pupil, computation__method=Method.REGIO, computation__is_current=True)
    if career.brins is not None:
        rows = rows.filter(access.own_rows(reader))
    counted = rows.values_list("computation__teljaar", "computation__stand", "outcome")
    told = sorted(
        ((Stand.parse(teljaar, stand), outcome) for teljaar, stand, outcome in counted), key=lambda one: one[0].peildatum
    )
    found, before = [], None
    for stand, outcome in told:
        if (stand.teljaar, outcome) != before:
            found.append(Event(stand.peildatum, STAND, OutcomeClass(outcome).label.capitalize(), f"stand {stand.label}"))
        before = (stand.teljaar, outcome)
    return found


def _contacts(case_files: list[CaseFile]) -> list[Event]:
    rows = Contact.objects.filter(case_file__in=case_files).order_by("-on", "-pk")[:CONTACTS_TOLD]
    return [
        Event(row.on, CONTACT, f"{row.get_kind_display().capitalize()}: {row.get_outcome_display()}",
              f"{row.text} ({row.by_name})".strip())
        for row in rows
    ]  # fmt: skip


def _changes(case_files: list[CaseFile]) -> list[Event]:
    rows = CaseChange.objects.filter(case_file__in=case_files, act__in=TOLD_ACTS).order_by("-pk")[:CONTACTS_TOLD]
    return [
        Event(row.on, FILE, row.get_act_display().capitalize(), " ".join(
            part for part in (row.words, f"({row.by_name})") if part))
        for row in rows
    ]  # fmt: skip
