"""Kwetsbare jongeren: who was in a vulnerable kind of education on t, and where they are on the peildatum.

Source: deliveries.md §6 and the definition of DUO's programme (domain.md §3.5): on t in vmbo-bb (leerjaar 3–4), pro, vso
or mbo-1; on t1 in mbo-1, mbo-2 or out of education; aged 16–22 on t1. Outside the vsv%, so bekostigd plays no part.
A running stand looks at its own peildatum: who is still at the same school then is not in the group yet.
"""

import numpy as np
import pandas as pd

from monitoring.calculation.enrolments import NEVER, NONE, Enrolments, enrolments_by_pupil
from monitoring.calculation.outcomes import AT_WORK, EXAM_ONLY, IN_EDUCATION, NOT_KNOWN
from monitoring.calculation.school_year import Stand

KINDS = {
    "pro": "Praktijkonderwijs",
    "vso": "Voortgezet speciaal onderwijs",
    "vmbo-bb": "Vmbo basis, leerjaar 3 en 4",
    "mbo-1": "Mbo 1 (entree)",
}
WHEREABOUTS = {
    "mbo-1": "in mbo 1",
    "mbo-2": "in mbo 2",
    "werk": "uit onderwijs, werkt",
    "uit_onderwijs": "uit onderwijs, geen werk",
    "onbekend": "uit onderwijs, bestemming onbekend",
}
OUT = ("werk", "uit_onderwijs", "onbekend")
INSIDE, OUTSIDE = "mbo", "uit"  # the two halves of the group
AGES = (16, 22)  # on t1, both included
LATER_VMBO = (3, 4)
GONE = ("overleden", "emigratie", "buitenland")  # nobody of the region any more: not in the group
CELL = ["brin", "vestiging", "municipality", "kind", "whereabouts"]


def vulnerable(population: pd.DataFrame, evidence: pd.DataFrame, stand: Stand) -> pd.DataFrame:
    """One row per pupil of the group, ascending by pupil: pupil and CELL; school and woongemeente are those on t.

    population, evidence: as for `outcomes.outcomes`, with `leerjaar`.
    """
    rows = enrolments_by_pupil(population)
    proof = rows if evidence is population else enrolments_by_pupil(evidence)
    chosen = _on_t(rows, stand)
    pupils = rows.column("pupil")[chosen]
    found = pd.DataFrame({
        "pupil": pupils,
        **{name: pd.Series(rows.values(name, chosen)).astype("str") for name in CELL[:3]},
        "kind": pd.Series(rows.values("onderwijssoort", chosen)).astype("str"),
        "whereabouts": _whereabouts(proof, stand, np.searchsorted(proof.pupils, pupils)),
    })  # fmt: skip
    return found[found["whereabouts"] != ""].reset_index(drop=True)


def vulnerable_cells(found: pd.DataFrame) -> pd.DataFrame:
    """Leaf cells: CELL and n."""
    return found.groupby(CELL, as_index=False).size().rename(columns={"size": "n"})


def _on_t(rows: Enrolments, stand: Stand) -> np.ndarray:
    """Per pupil of the right age in one of KINDS on t: the place of that row; of several mbo 1, then the latest begun."""
    age = stand.teljaar.closes.year - rows.column("cohort").astype(np.int64)
    year = rows.column("leerjaar").astype("float64")
    in_vmbo = rows.having("onderwijssoort", ("vmbo-bb",)) & (year >= LATER_VMBO[0]) & (year <= LATER_VMBO[1])
    is_mbo = _in_mbo(rows, ("mbo-1",))
    of_kind = in_vmbo | is_mbo | rows.having("onderwijssoort", ("pro", "vso"))
    wanted = of_kind & (age >= AGES[0]) & (age <= AGES[1]) & rows.active_on(stand.teljaar.opens)
    chosen = rows.best_of(wanted, is_mbo * 2 * NEVER + rows.started)
    return chosen[chosen != NONE]


def _whereabouts(rows: Enrolments, stand: Stand, groups: np.ndarray) -> np.ndarray:
    """WHEREABOUTS of these pupils, "" for who is not in the group."""
    takes_exam_only = rows.having("leerweg", EXAM_ONLY) & _sector_mbo(rows)
    active = rows.active_on(stand.peildatum) & ~takes_exam_only
    level = rows.best_of(active, _sector_mbo(rows) * 2 * NEVER + rows.started)[groups]
    latest = rows.latest_of(rows.ended_by(stand.peildatum))[groups]
    is_active = level != NONE

    def goes_to(destinations: tuple[str, ...]) -> np.ndarray:
        return (latest != NONE) & rows.having("destination", destinations)[latest]

    return np.select(
        [
            is_active & rows.having("onderwijssoort", ("mbo-1",))[level],
            is_active & rows.having("onderwijssoort", ("mbo-2",))[level],
            is_active | goes_to(IN_EDUCATION) | goes_to(GONE),
            goes_to(AT_WORK),
            (latest == NONE) | goes_to(NOT_KNOWN),
        ],
        ["mbo-1", "mbo-2", "", "werk", "onbekend"],
        default="uit_onderwijs",
    )  # fmt: skip


def _in_mbo(rows: Enrolments, levels: tuple[str, ...]) -> np.ndarray:
    return rows.having("onderwijssoort", levels) & ~rows.having("leerweg", EXAM_ONLY)


def _sector_mbo(rows: Enrolments) -> np.ndarray:
    return rows.having("onderwijssoort", ("mbo-1", "mbo-2", "mbo-3", "mbo-4"))
