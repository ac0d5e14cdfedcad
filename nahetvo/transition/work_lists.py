"""Which volgstatus asks for whose work on which day: the work lists of Na het VO, each with its owner.

Source: domain.md §6.3 (split of tasks of Amsterdam, Regioplan) and the phases of transition/cycle.py. A leaving pupil
is on one list at most; which one follows from its status and the day, who works on it also from its age.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from nahetvo.transition.cycle import Cycle

DECAAN, MBO, LEERPLICHT, DOORSTROOMPUNT = "decaan", "mbo", "leerplicht", "doorstroompunt"
MBO_FIRST = timedelta(days=14)  # practice: so long the mbo school calls first who did not appear


@dataclass(frozen=True)
class WorkList:
    """begins, ends: the codes of the phase that it begins with and of the one that it ends before; "": the whole cycle.

    owner: in words; `is_of_school`: the sending school works on it, else the municipality by age, `mbo_first` after the
    mbo school.
    """

    code: str
    title: str
    statuses: tuple[str, ...]
    begins: str
    ends: str
    owner: str
    next_step: str
    is_of_school: bool = False
    mbo_first: bool = False

    def runs(self, cycle: Cycle, on: date) -> bool:
        since = cycle.begins(self.begins) if self.begins else cycle.opens
        until = cycle.begins(self.ends) if self.ends else cycle.closes
        return since <= on < until


BY_AGE = "leerplicht (tot 18) en Doorstroompunt (vanaf 18)"
LISTS = (
    WorkList("niet-aangemeld", "Na 1 april niet aangemeld", ("nog_geen_keuze", "niet_in_beeld"), "na_1_april", "zomer",
             "decaan", "Spreek de leerling en meld samen aan. Ook na 1 april kan dat nog.", is_of_school=True),
    WorkList("gesloten", "Alle aanmeldingen gesloten", ("gesloten",), "", "zomer",
             "decaan", "Zoek samen een andere opleiding; vraag de mbo-school om studiekeuzeadvies.", is_of_school=True),
    WorkList("gezakt", "Gezakt voor het examen", ("gezakt",), "uitslag", "zomer",
             "decaan", "Bespreek: jaar overdoen, vavo, of beginnen op mbo-1.", is_of_school=True),
    WorkList("zomerlijst", "Zomerlijst: nog nergens geplaatst",
             ("nog_geen_keuze", "niet_in_beeld", "aangemeld", "in_intake", "gesloten", "gezakt"), "zomer", "teldatum",
             BY_AGE, "Bel in de zomer, en help aan een plek voor de start."),
    WorkList("niet-verschenen", "Toegelaten, maar niet verschenen", ("niet_verschenen",), "", "",
             f"de eerste twee weken de mbo-school, daarna {BY_AGE}", "Bel, en vraag wat er nodig is om te beginnen.",
             mbo_first=True),
    WorkList("niet-ingeschreven", "Op 1 oktober niet ingeschreven",
             ("niet_in_beeld", "gesloten", "gezakt", "nog_geen_keuze"), "teldatum", "",
             BY_AGE, "Ga langs als bellen niet lukt."),
    WorkList("voor-1-november", "Uitgeschreven vóór 1 november", ("uitgeschreven_voor_1_november",), "start", "",
             BY_AGE, "Vraag de mbo-school waarom, en zoek samen iets anders."),
)  # fmt: skip
BY_CODE = {each.code: each for each in LISTS}


def running_lists(cycle: Cycle, on: date) -> list[WorkList]:
    """The lists of a school year that somebody works on at that day."""
    return [each for each in LISTS if each.runs(cycle, on)]


def owner(work: WorkList, *, since: date, is_minor: bool, on: date) -> str:
    """Who works on one pupil of the list: DECAAN, MBO, LEERPLICHT or DOORSTROOMPUNT. since: of the status."""
    if work.is_of_school:
        return DECAAN
    if work.mbo_first and on < since + MBO_FIRST:
        return MBO
    return LEERPLICHT if is_minor else DOORSTROOMPUNT
