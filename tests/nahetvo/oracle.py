"""The volgstatus once more, as plain as it can be: one pupil at a time, loops and dates; no pandas, no numpy.

Written from docs/rekenregels.md ("Na het VO") and not from nahetvo/transition: one mistake is not made twice.
"""

from dataclasses import dataclass
from datetime import date

OTHER = {"havo", "vwo", "vavo", "doubleren", "ander_vo", "particulier", "werk", "vrijstelling", "anders"}
GONE = {"overleden", "emigratie", "buitenland", "vrijstelling"}
REPORTED = {"vo", "mbo", "vavo", "so_pro", "ho", "particulier", "dji", "defensie_politie", "maatschappelijk", "werk"}
NAMES = {1: "aangemeld", 2: "in_intake", 3: "aangeboden", 4: "ingeschreven"}


@dataclass(frozen=True)
class Leaving:
    pupil: int
    intended: str
    intended_since: date
    exam_result: str = ""
    result_since: date = date(2025, 10, 1)
    brin: str = "90AA"


@dataclass(frozen=True)
class Application:
    pupil: int
    brin: str
    number: str
    level: int
    applied_on: date
    status: str
    status_on: date
    starts_on: date | None = None
    appeared: bool | None = None


@dataclass(frozen=True)
class Enrolment:
    pupil: int
    brin: str
    volgnummer: str
    onderwijssoort: str
    started_on: date
    ended_on: date | None
    destination: str
    known_until: date
    leerweg: str = ""


def step_of(application: Application, on: date) -> int:
    """0 closed, -1 did not appear, else the step of an open aanmelding."""
    status, since = application.status, application.status_on
    if since > on:
        status, since = "aangemeld", application.applied_on
    if status in {"leidt_niet_tot_inschrijving", "ingetrokken"}:
        return 0
    if application.appeared is False and (application.starts_on or application.applied_on) <= on:
        return -1
    if status == "aangemeld":
        return 2 if since > application.applied_on else 1
    return {"onderwijsovereenkomst_aangeboden": 3, "ingeschreven": 4}[status]


def status_of(
    pupil: Leaving, applications: list[Application], enrolments: list[Enrolment], told: dict[str, date], on: date
) -> tuple[str, date]:
    """Status and since, for the pupils who leave in the summer of 2026."""
    aug, oct1, nov, feb = date(2026, 8, 1), date(2026, 10, 1), date(2026, 11, 1), date(2027, 2, 1)
    mine = [a for a in applications if a.pupil == pupil.pupil and a.applied_on <= on]
    rows = [e for e in enrolments if e.pupil == pupil.pupil and e.started_on <= on and e.started_on < e.known_until]
    mbo = [e for e in rows if e.onderwijssoort.startswith("mbo") and e.leerweg != "EX" and not _over(e, on, aug)]
    vo = [e for e in rows if not e.onderwijssoort.startswith("mbo")]
    if on >= feb and any(_active(e, feb, on) and e.known_until >= feb for e in mbo):
        return "op_1_februari", feb
    ends = [_end(e, on) for e in mbo]
    left = max(end for end in ends if end) if ends and all(ends) else None
    if left and left < nov:
        return "uitgeschreven_voor_1_november", left
    if on >= oct1 and any(_active(e, oct1, on) and e.known_until >= oct1 for e in mbo):
        return "op_1_oktober", oct1
    if any(end is None for end in ends):
        return "gestart", min(e.started_on for e in mbo)
    elsewhere = [e for e in vo if on >= aug and e.known_until > aug and _end(e, on) is None]
    if elsewhere:
        return "andere_route", max(aug, max(e.started_on for e in elsewhere))
    ended = [e for e in vo if _end(e, on) and e.ended_on >= date(2025, 10, 1)]
    last = max(ended, key=lambda e: (e.ended_on, e.started_on, _backwards(e.brin), -int(e.volgnummer)), default=None)
    if last and last.destination in GONE:
        return "andere_route", last.ended_on
    return _not_arrived(pupil, mine, last, told, on, left)


def _not_arrived(
    pupil: Leaving, mine: list[Application], last: Enrolment | None, told: dict[str, date], on: date, left: date | None
) -> tuple[str, date]:
    oct1 = date(2026, 10, 1)
    steps = {a: step_of(a, on) for a in mine}
    open_ones = [a for a in mine if steps[a] > 0]
    best = min(open_ones, key=lambda a: (-steps[a], _since(a, on), a.brin, a.number), default=None)
    absent = [a for a in mine if steps[a] == -1]
    if absent and not best and not left:
        return "niet_verschenen", max(max(a.starts_on or _since(a, on), _since(a, on)) for a in absent)
    is_told = best is not None and on >= oct1 and best.brin in told and told[best.brin] >= oct1
    if is_told and steps[best] >= 3 and not left:
        return "niet_verschenen", oct1
    results = date(2026, 6, 11)
    failed = pupil.exam_result == "gezakt" and on >= results and pupil.intended not in OTHER and not left
    if failed and not (best and best.level == 1):
        return "gezakt", max(results, pupil.result_since)
    if pupil.intended in OTHER and not best:
        return "andere_route", pupil.intended_since
    if last and last.destination in REPORTED and not best and not left:
        return "andere_route", last.ended_on
    if is_told:
        return "niet_in_beeld", max(left or oct1, oct1)
    if best:
        return NAMES[steps[best]], _since(best, on)
    closed = [_since(a, on) for a in mine if steps[a] == 0]
    if closed:
        return "gesloten", max(closed)
    if on >= oct1:
        return "niet_in_beeld", max(left or oct1, oct1)
    if on >= date(2026, 4, 1) and pupil.intended in {"", "onbekend"}:
        return "niet_in_beeld", date(2026, 4, 1)
    return "nog_geen_keuze", pupil.intended_since


def _since(application: Application, on: date) -> date:
    return application.applied_on if application.status_on > on else application.status_on


def _end(row: Enrolment, on: date) -> date | None:
    return row.ended_on if row.ended_on and row.ended_on <= on else None


def _over(row: Enrolment, on: date, start: date) -> bool:
    """Ended before the new school year began: no arrival."""
    end = _end(row, on)
    return end is not None and end <= start


def _active(row: Enrolment, day: date, on: date) -> bool:
    end = _end(row, on)
    return row.started_on <= day and (end is None or day < end)


def _backwards(text: str) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in text)
