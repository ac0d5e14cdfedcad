"""Why one pupil counts as it does: stand by stand, with the evidence in a sentence that can be checked.

Nothing is decided here: the class comes from the same function that made the figures, limited to this pupil.
A school reads only what its own rows say; what another school delivered is left out of the sentence.
"""

from dataclasses import dataclass

import pandas as pd
from django.utils.formats import date_format

from monitoring import recomputation
from monitoring.calculation.categories import CATEGORIES
from monitoring.calculation.outcomes import AGE_LIMIT, LEAVES_POPULATION
from monitoring.calculation.school_year import Stand
from monitoring.careers import Career
from monitoring.ingest.codes import BESTEMMING, ONDERWIJSSOORT, REDEN_UITSCHRIJVING
from monitoring.models import Computation, DuoRow
from monitoring.reference.places import municipality as municipality_named
from monitoring.vocabulary import Evidence, Method, Outcome

NOT_COUNTED, COUNTED_ELSEWHERE = "telt niet mee", "telt dit teljaar mee bij een andere school"


@dataclass(frozen=True)
class Explained:
    """What one stand says of the pupil; the place is empty where the pupil does not count."""

    method: str
    teljaar: str
    stand: str
    stand_label: str
    verdict: str
    school: str
    category: str
    municipality: str
    sentence: str


def explanation(pupil: int, *, reader) -> list[Explained]:
    """All current stands that know this pupil, newest first; `reader` None is the operator."""
    career = Career.of(pupil, reader)
    shown = Computation.objects.filter(is_current=True).defer("masks")
    ordered = sorted(shown, key=lambda computation: (_stand(computation), computation.method), reverse=True)
    found = (_explained(computation, pupil, career) for computation in ordered)
    return [line for line in found if line]


def _explained(computation: Computation, pupil: int, career: Career) -> Explained | None:
    if computation.method == Method.DUO:
        return _by_duo(computation, pupil, career)
    found = recomputation.outcomes_of(computation, among=[pupil])
    if found.empty:
        return _outside(computation, pupil, career)
    row = found.iloc[0]
    if not career.sees(row["brin"]):
        return _line(computation, COUNTED_ELSEWHERE, f"{COUNTED_ELSEWHERE.capitalize()}.")
    place = {name: row[name] for name in ("category", "municipality")}
    place["school"] = career.school(row["brin"], row["vestiging"])
    sentence = _sentence(row, _stand(computation), career)
    return _line(computation, Outcome(row["outcome"]).label, sentence, **place)


def _outside(computation: Computation, pupil: int, career: Career) -> Explained | None:
    """Why a pupil that schools delivered does not count; nothing where no visible school delivered it."""
    population, _ = recomputation.sources_of(computation)
    rows = recomputation.source_rows(population, [pupil])
    rows = rows[[career.sees(brin) for brin in rows["brin"]]]
    if rows.empty:
        return None
    return _line(computation, NOT_COUNTED, f"Telt niet mee: {_why_not(rows, _stand(computation))}")


def _why_not(rows: pd.DataFrame, stand: Stand) -> str:
    """The first condition of start population A that fails (deliveries.md §6, A)."""
    opens = pd.Timestamp(stand.teljaar.opens)
    on = _day(stand.teljaar.opens)
    years = stand.teljaar.start - int(rows["cohort"].iloc[0])
    if years >= AGE_LIMIT:
        return f"was op {on} {years} jaar. De telling gaat over jongeren die dan jonger zijn dan {AGE_LIMIT}."
    active = rows[(rows["started_on"] <= opens) & (rows["ended_on"].isna() | (rows["ended_on"] > opens))]
    if active.empty:
        return f"had op {on} geen inschrijving."
    if not active["bekostigd"].any():
        return f"de inschrijving op {on} wordt niet door de overheid betaald."
    if (active["category"] != "").any():
        return f"de inschrijving op {on} die zou meetellen, wordt niet door de overheid betaald."
    kinds = ", ".join(sorted({ONDERWIJSSOORT.get(kind, kind) for kind in active["onderwijssoort"]}))
    return f"de inschrijving op {on} ({kinds}) is van een soort onderwijs die niet meetelt."


def _sentence(row: pd.Series, stand: Stand, career: Career) -> str:
    """The class with its evidence. Text for every code of vocabulary.Evidence."""
    if row["evidence_brin"] and not career.sees(row["evidence_brin"]):
        verdict = Outcome(row["outcome"]).label.capitalize()
        return f"{verdict}: dat volgt uit wat een andere school heeft aangeleverd."
    on = _day(stand.peildatum)
    school, day = career.school(row["evidence_brin"]), _day(row["evidence_on"])
    match row["evidence"]:
        case Evidence.ABROAD:
            return f"Telt niet meer mee: woonde op {day} in het buitenland of op een onbekend adres."
        case Evidence.LEFT_POPULATION:
            is_told = row["destination"] in LEAVES_POPULATION
            why = _destination(row, career) if is_told else Evidence.LEFT_POPULATION.label
            return f"Telt niet meer mee: de inschrijving bij {school} eindigde op {day}; bestemming: {why}."
        case Evidence.ENROLMENT:
            return f"In onderwijs: op {on} ingeschreven bij {school}, sinds {day}."
        case Evidence.DESTINATION:
            return (
                f"In onderwijs volgens opgave van {school}: de inschrijving eindigde op {day}; "
                f"bestemming: {_destination(row, career)}. "
                "Een inschrijving bij een andere school is nog niet aangeleverd."
            )
        case Evidence.DIPLOMA:
            return f"Heeft een startkwalificatie: diploma van {day}, aangeleverd door {school}."
        case Evidence.ENTREE_WORK:
            return f"Telt als gekwalificeerd: entreediploma van {day} en werk voor 12 uur per week of meer."
    start = f"Telt mee als nieuwe vsv'er: geen inschrijving op {on} en geen startkwalificatie."
    return f"{start} {_last_seen(row, career)}".rstrip()


def _last_seen(row: pd.Series, career: Career) -> str:
    if pd.isna(row["left_on"]):
        return "Er is alleen een inschrijving voor examens, zonder lessen."
    left = career.left(row["left_on"].date())
    if left is None:
        return ""
    school, day = career.school(left.brin, left.vestiging), _day(row["left_on"])
    return f"Laatste inschrijving bij {school} eindigde op {day}; bestemming: {_destination(row, career)}."


def _destination(row: pd.Series, career: Career) -> str:
    """The destination in words, when the row that says it is one that the reader may see."""
    known = pd.isna(row["left_on"]) or career.left(row["left_on"].date())
    return BESTEMMING.get(row["destination"], "onbekend") if known else "bekend bij een andere school"


def _by_duo(computation: Computation, pupil: int, career: Career) -> Explained | None:
    start, vsv = recomputation.sources_of(computation)
    files = [source.delivery for source in (*start, *vsv)]
    told_of = DuoRow.objects.filter(delivery_id__in=files, pupil_id=pupil)
    rows = {row.delivery_id: row for row in told_of if career.sees(row.brin)}
    left = next((rows[source.delivery] for source in vsv if source.delivery in rows), None)
    begun = next((rows[source.delivery] for source in start if source.delivery in rows), None)
    told = left or begun
    if told is None:
        return None
    place = {"school": career.school(told.brin), "category": told.category, "municipality": told.municipality}
    if left is None:
        sentence = "Staat in de startset van DUO, niet in het bestand met nieuwe vsv'ers."
        return _line(computation, "geen nieuwe vsv'er", sentence, **place)
    sentences = ["DUO telt deze jongere als nieuwe vsv'er."]
    if left.ended_on:
        reason = REDEN_UITSCHRIJVING.get(left.reason.lstrip("0"), "niet bekend")
        sentences.append(f"Uitgeschreven op {_day(left.ended_on)}; reden: {reason}.")
    if begun is None:
        sentences.append("Deze jongere staat niet in de startset van DUO.")
    return _line(computation, Outcome.X.label, " ".join(sentences), **place)


def _line(
    computation: Computation,
    verdict: str,
    sentence: str,
    *,
    school: str = "",
    category: str = "",
    municipality: str = "",
) -> Explained:
    place = municipality_named(municipality)
    return Explained(
        method=computation.get_method_display(), teljaar=computation.teljaar, stand=computation.stand,
        stand_label=_stand(computation).label, verdict=verdict, school=school,
        category=CATEGORIES.get(category, ""), municipality=place.name if place else municipality, sentence=sentence,
    )  # fmt: skip


def _stand(computation: Computation) -> Stand:
    return Stand.parse(computation.teljaar, computation.stand)


def _day(moment) -> str:
    return "een onbekende dag" if pd.isna(moment) else date_format(moment, "j F Y")
