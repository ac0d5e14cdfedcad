"""What a flag says in Dutch: why it was raised, on what facts, and what usually comes next. No name, no judgement."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from monitoring.calculation.absence import LPW_21A_HOURS, LPW_21A_WEEKS
from monitoring.ingest.codes import BESTEMMING, SOORT_VERZUIM, VOORGENOMEN_BESTEMMING
from monitoring.models import AbsenceDistance, Flag
from monitoring.reference.flag_rules import Rule, rule


@dataclass(frozen=True)
class FlagWords:
    """`title` in a few words; `sentence`: the facts; `next_step`: what an officer usually does now, and what helps."""

    code: str
    title: str
    sentence: str
    next_step: str
    what_works: str  # address of the approaches that fit this step


def flag_words(flag: Flag, *, on: date) -> FlagWords:
    """The words of one flag as they hold on a day."""
    published = rule(flag.rule)
    sentence = _FACTS[flag.rule](flag.evidence, flag.since, on)
    return FlagWords(flag.rule, published.title, sentence, published.next_step, what_works(published))


def what_works(published: Rule) -> str:
    """The page of the library with the approaches of the phase that belongs to this rule."""
    return f"{reverse('what-works')}?fase={published.phase}"


def distance_words(distance: AbsenceDistance) -> str:
    """As: 12 van 16 uur in 4 schoolweken; bij dit tempo is 16 uur bereikt over 5 schooldagen."""
    weeks = f"{distance.weeks} schoolweken" if distance.weeks > 1 else "1 schoolweek"
    said = f"{hours_words(distance.hours)} van {LPW_21A_HOURS} uur in {weeks}"
    if distance.hours >= LPW_21A_HOURS:
        return f"{said}; de grens is bereikt"
    days = "1 schooldag" if distance.days_left == 1 else f"{distance.days_left} schooldagen"
    return f"{said}; bij dit tempo is {LPW_21A_HOURS} uur bereikt over {days}"


def hours_words(hours) -> str:
    """12 → 12; 12.50 → 12,5."""
    return f"{float(hours):.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _day(iso: str | date | None) -> str:
    if not iso:
        return "onbekende datum"
    day = iso if isinstance(iso, date) else date.fromisoformat(iso)
    return f"{day:%d-%m-%Y}"


def _open_report(facts: dict, since: date, on: date) -> str:
    hours = f", {hours_words(facts['hours'])} uur" if "hours" in facts else ""
    kind = SOORT_VERZUIM.get(facts.get("soort"), "verzuim")
    return f"Melding {facts.get('soort', '')} ({kind}{hours}) staat open sinds {_day(since)}."


def _long_absence(facts: dict, since: date, on: date) -> str:
    begun = date.fromisoformat(facts["began_on"])
    said = f"Ongeoorloofd afwezig sinds {_day(begun)}, {(on - begun).days // 7} weken."
    is_home = "escalates" in facts and date.fromisoformat(facts["escalates"]) <= on
    return f"{said} Thuiszitter sinds {_day(facts['escalates'])}: schaal op." if is_home else said


def _nowhere(facts: dict, since: date, on: date) -> str:
    destination = BESTEMMING.get(facts.get("destination", ""), "")
    said = f"Staat sinds {_day(facts.get('last_day'))} nergens meer ingeschreven; geen vrijstelling bekend."
    return f"{said} Bestemming volgens de school: {destination}." if destination else said


def _left_mbo(facts: dict, since: date, on: date) -> str:
    destination = BESTEMMING.get(facts.get("destination", ""), "onbekend")
    said = f"Uitgeschreven bij het mbo op {_day(since)}, geen nieuwe inschrijving."
    return f"{said} Bestemming volgens de school: {destination}."


def _not_arrived(facts: dict, since: date, on: date) -> str:
    if facts.get("has_appeared") == "nee":
        return f"Niet verschenen bij de start van de opleiding op {_day(since)}."
    return f"Meldde zich aan bij het mbo, maar staat op {_day(since)} nergens ingeschreven."


_FACTS = {
    "S1": _open_report,
    "S2": lambda facts, since, on: (
        f"Meer dan één melding van {LPW_21A_HOURS} uur in {LPW_21A_WEEKS} weken; "
        f"de laatste begon op {_day(facts.get('last'))}."
    ),
    "S3": _long_absence,
    "S4": _nowhere,
    "S5": lambda facts, since, on: (
        f"Nieuw op de vsv-lijst van {_day(since)}; school verlaten op {_day(facts.get('left_on'))}."
    ),
    "S6": lambda facts, since, on: (
        f"Staat sinds {_day(facts.get('peildatum'))} op de vsv-lijst; sindsdien schreef niemand iets op."
    ),
    "S7": _left_mbo,
    "S8": lambda facts, since, on: (
        f"Op {_day(on)} kent geen mbo-school in de regio een aanmelding. Plan volgens de school: "
        f"{VOORGENOMEN_BESTEMMING.get(facts.get('intended', ''), 'onbekend')}."
    ),
    "S9": lambda facts, since, on: (
        f"Alle aanmeldingen ({facts.get('applications', 1)}) zijn gesloten, de laatste op {_day(since)}."
    ),
    "S10": _not_arrived,
    "S11": lambda facts, since, on: f"Wordt 18 op {_day(facts.get('birthday'))}; het dossier van leerplicht is open.",
    "S12": lambda facts, since, on: (
        f"Haalde een entreediploma op {_day(facts.get('entree_on'))}, volgt geen onderwijs; werk is niet bekend."
    ),
    "S13": lambda facts, since, on: (
        f"Gevolgd als kwetsbare jongere sinds {_day(since)}; geen onderwijs, werk of dagbesteding bekend."
    ),
    "S14": lambda facts, since, on: (
        f"Bereikt op {_day(facts.get('birthday'))} de leeftijd waarop het Doorstroompunt stopt."
    ),
}
