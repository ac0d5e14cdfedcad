"""R03: what the columns of missed hours say together, and the rows that remain."""

import numpy as np
import pandas as pd

from monitoring.calculation.school_year import Stand
from monitoring.ingest.absence_forms import mondays
from monitoring.ingest.cells import Cells
from monitoring.ingest.expectation import Expectation
from monitoring.ingest.pupil_checks import check_columns, check_named, find_doubles, pupil_keys
from monitoring.ingest.school_checks import check_school, vestiging_of_rows

OUT = ("pgn", "leerlingnummer", "brin", "vestiging", "week", "ongeoorloofde_uren", "geoorloofde_uren")
A_FULL_WEEK = 40  # no timetable has more hours
WEEK = np.timedelta64(7, "D")


def r03_rows(cells: Cells, expectation: Expectation) -> pd.DataFrame | None:
    """The clean rows of an R03, or None when the file is refused; findings go to `cells`."""
    check_school(cells, expectation)
    check_columns(cells)
    check_weeks(cells, Stand.of_month(expectation.stand))
    if cells.findings.refused:
        return None
    vestiging = vestiging_of_rows(cells, expectation)
    check_named(cells)
    check_hours(cells)
    remedy = "Tel de uren van deze leerling in deze week op tot één regel."
    find_doubles(cells, pupil_keys(cells, "week"), "week", "Deze leerling met deze week", remedy)
    rows = pd.DataFrame({name: cells.values[name] for name in OUT}, index=cells.sheet.frame.index)
    none_said = {"geoorloofde_uren": rows["geoorloofde_uren"].fillna(0.0)}
    return rows.assign(vestiging=vestiging, **none_said)[~cells.findings.faulty]


def check_weeks(cells: Cells, stand: Stand) -> None:
    """Refuse an R03 without any week of its month; a week that has no day in it wants a look."""
    first, after = np.datetime64(f"{stand.month}-01", "s"), np.datetime64(stand.peildatum, "s")
    weeks = cells.values["week"]
    begins = mondays(weeks)
    is_readable = ~np.isnat(begins)
    is_inside = is_readable & (begins < after) & (begins + WEEK > first)
    if is_readable.any() and not is_inside.any():
        named = sorted(weeks[is_readable].unique())
        found = (
            f"de weken zijn {named[0]} tot en met {named[-1]}" if len(named) > 1 else f"de week is {named[0]}"
        )
        heading = cells.matched.heading(cells.column("week"))
        cells.findings.refuse("BESTAND-24", column=heading, found=found, expected=stand.label)
        return
    message = f"Deze week heeft geen dag in {stand.label}."
    remedy = "Controleer het weeknummer. Hoort de week bij een andere maand, lever haar dan daar aan."
    cells.find("let_op", "week", 4, is_readable & ~is_inside, message, remedy)


def check_hours(cells: Cells) -> None:
    """No pupil misses more hours than a week has lessons."""
    missed, excused = (
        np.nan_to_num(cells.values[name]) for name in ("ongeoorloofde_uren", "geoorloofde_uren")
    )
    message = f"Samen zijn dit meer dan {A_FULL_WEEK} uren in één week."
    is_more = missed + excused > A_FULL_WEEK
    remedy = "Controleer de uren; ze gaan over één leerling en één week."
    cells.find("let_op", "ongeoorloofde_uren", 4, is_more, message, remedy)
