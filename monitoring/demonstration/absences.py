"""The R02 and R03 files: who misses lessons in the running year, and what schools report of it. Invented, like the rest.

About one pupil in twenty misses hours; some of them sixteen in four weeks (V3, V4), a few for weeks on end (LRV, RMC).
Drawn with a generator of its own, so that the careers stay what they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import pandas as pd

from monitoring.demonstration.deliveries import DemoFile, delivered_on, known_rows, month_bounds
from monitoring.demonstration.scales import Scale, teljaar_of_month
from monitoring.reference.school_weeks import school_mondays

AREA = "zuid"
SHARE, LONG_SHARE, LEAST = 0.05, 0.06, 3  # of the pupils; of those who miss lessons; per school
LIMIT, WINDOW = 16, 4  # hours, school weeks (Leerplichtwet 1969 art. 21a)
FRIDAY = timedelta(days=4)
R02_HEADING = (
    "pgn;leerlingnummer;brin;vestiging;meldingsnummer;soort;begindatum;einddatum;uren;status;reden;reden_afsluiting"
)
R03_HEADING = "pgn;leerlingnummer;brin;vestiging;week;ongeoorloofde_uren;geoorloofde_uren"
CLOSINGS = np.array(["1", "1", "1", "1", "2", "3", "4", "6", "7"])  # most go back to school


@dataclass
class Report:
    """One melding: in the files of the months from its beginning until it is closed."""

    kind: str
    began: date
    ended: date | None
    hours: float | None
    closed_on: date  # far away: still open
    closing: str


@dataclass
class Misser:
    """A pupil who misses lessons: hours per Monday, and the reports made of them."""

    pgn: str
    brin: str
    vestiging: str
    slice: tuple[str, str]
    hours: dict[date, float] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)


def absence_files(frame: pd.DataFrame, scale: Scale, apart: set[str], today: date, seed: int) -> Iterator[DemoFile]:
    """R02 and R03 of every school for the months of the running teljaar, month by month."""
    months = [month for month in scale.months if teljaar_of_month(month) == teljaar_of_month(scale.months[-1])]
    missers = _missers(frame, months, apart, np.random.default_rng([seed, 21]))
    first_of = {misser.slice: misser for misser in reversed(missers)}
    for misser in first_of.values():
        _every_month(misser, months)
    slices = sorted(first_of)
    for month in months:
        made = [file for turn, code in enumerate(slices) for file in _of_slice(code, missers, month, turn)]
        yield from sorted((file for file in made if file.delivered_on <= today), key=lambda file: file.delivered_on)


def _missers(frame: pd.DataFrame, months: list[str], apart: set[str], rng: np.random.Generator) -> list[Misser]:
    """Pupils who were enrolled when the teljaar opened, drawn school by school."""
    rows = known_rows(frame, months[0])
    opens, until = month_bounds(months[0])[0], month_bounds(months[-1])[2].astype(object)
    rows = rows[rows["started_on"].to_numpy() <= opens]
    rows = rows.assign(draw=rng.random(len(rows))).sort_values(["brin", "vestiging", "draw"], kind="stable")
    place = rows.groupby(["brin", "vestiging"], observed=True).cumcount()
    chosen = rows[(rows["draw"] < SHARE) | (place < LEAST)].drop_duplicates("pgn")
    mondays = [monday for monday in school_mondays(AREA) if opens.astype(object) <= monday <= until]
    ends = chosen["ended_on"].dt.date.where(chosen["ended_on"].notna(), date.max)
    facts = zip(chosen["pgn"], chosen["brin"], chosen["vestiging"], chosen["born"].dt.date, ends, strict=True)
    return [_misser(*of_pupil, apart, mondays, until, rng) for of_pupil in facts]


def _misser(
    pgn: int, brin: str, vestiging: str, born: date, left: date, apart: set[str], mondays: list[date], until: date,
    rng: np.random.Generator,
) -> Misser:  # fmt: skip
    made = Misser(f"{pgn:09d}", brin, vestiging, (brin, vestiging if brin in apart else ""))
    weeks = [monday for monday in mondays if monday + FRIDAY < left]
    first, length = int(rng.integers(0, max(1, len(weeks) - 4))), int(rng.integers(3, 14))
    weeks = weeks[first : first + length]
    pace = rng.gamma(2.0, 1.6)  # hours in a week
    adult_on = date(born.year + 18, born.month, min(born.day, 28))
    if rng.random() < LONG_SHARE and weeks:
        return _long(made, weeks, left, until, adult_on, rng)
    for monday in weeks:
        missed = round(float(rng.poisson(pace)))
        if missed:
            made.hours[monday] = min(missed, 30)
    made.reports = [*_sixteens(made, mondays, adult_on, rng), *_other(made, rng)]
    return made


def _long(made: Misser, weeks: list[date], left: date, until: date, adult_on: date, rng) -> Misser:
    """Away for weeks on end, and most of them still."""
    began = weeks[0]
    ended = None if rng.random() < 0.6 else min(left - timedelta(days=1), began + timedelta(weeks=int(rng.integers(5, 16))))
    made.hours = {monday: 24.0 for monday in weeks if ended is None or monday <= ended}
    closed_on = date.max if ended is None or ended > until else ended + timedelta(days=9)
    kind = "LRV" if began < adult_on else "RMC"
    made.reports = [Report(kind, began, ended if ended and ended <= until else None, None, closed_on, "1")]
    return made


def _sixteens(made: Misser, mondays: list[date], adult_on: date, rng) -> Iterator[Report]:
    """Every sixteen hours in four school weeks; counting starts again after each."""
    window: list[date] = []
    for monday in mondays:
        window = [*window, monday][-WINDOW:]
        total = sum(made.hours.get(week, 0) for week in window)
        if total < LIMIT:
            continue
        began = next(week for week in window if made.hours.get(week, 0))
        handled = monday + FRIDAY + timedelta(days=int(rng.integers(12, 90)))
        kind = "V3" if began < adult_on else "V4"
        yield Report(kind, began, monday + FRIDAY, total, handled, str(rng.choice(CLOSINGS)))
        window = []


def _other(made: Misser, rng) -> Iterator[Report]:
    """Now and then a school reports before sixteen hours: O, or L for a holiday out of season."""
    if made.hours and rng.random() < 0.4:
        began = min(made.hours)
        kind = "L" if rng.random() < 0.2 else "O"
        yield Report(kind, began, None, None, began + timedelta(days=int(rng.integers(40, 160))), "7")


def _every_month(misser: Misser, months: list[str]) -> None:
    """One pupil of each school stays in sight all year, so that a school has something to deliver every month."""
    began = next(monday for monday in school_mondays(AREA) if f"{monday:%Y-%m}" == months[0])
    misser.reports.append(Report("O", began, None, None, date.max, ""))
    for month in months:
        misser.hours.setdefault(next(m for m in school_mondays(AREA) if f"{m:%Y-%m}" == month), 1.0)


def _of_slice(code: tuple[str, str], missers: list[Misser], month: str, turn: int) -> Iterator[DemoFile]:
    mine = [misser for misser in missers if misser.slice == code]
    first, last = (bound.astype(object) for bound in month_bounds(month)[1:])
    rows = {"R02": list(_r02_rows(mine, first, last)), "R03": list(_r03_rows(mine, first, last))}
    for kind, heading in (("R02", R02_HEADING), ("R03", R03_HEADING)):
        if rows[kind]:
            content = "\n".join([heading, *rows[kind], ""]).encode()
            yield DemoFile(f"{kind}_{month}_{code[0]}{code[1]}.csv", content, kind, month, delivered_on(month, turn))


def _r02_rows(missers: list[Misser], first: date, last: date) -> Iterator[str]:
    numbers: dict[str, int] = defaultdict(int)
    for misser in missers:
        for report in misser.reports:
            numbers[misser.brin] += 1
            if report.began > last or report.closed_on < first:
                continue
            is_closed = report.closed_on <= last
            status = "G" if is_closed else "R" if (last - report.began).days < 35 else "B"
            ended = report.ended if report.ended and report.ended <= last else None
            yield ";".join([
                misser.pgn, "", misser.brin, misser.vestiging, f"M{numbers[misser.brin]:05d}{misser.vestiging}",
                report.kind, report.began.isoformat(), ended.isoformat() if ended else "",
                f"{report.hours:g}" if report.hours else "", status, "", report.closing if is_closed else "",
            ])  # fmt: skip


def _r03_rows(missers: list[Misser], first: date, last: date) -> Iterator[str]:
    for misser in missers:
        for monday, missed in sorted(misser.hours.items()):
            if first <= monday <= last:
                week = "{}-W{:02}".format(*monday.isocalendar())
                yield ";".join([misser.pgn, "", misser.brin, misser.vestiging, week, f"{missed:g}", ""])
