"""Uitleg en inzage: what the portal keeps about one youngster, why, who may see it, who did, and until when.

For the reader who shows it to the youngster or a parent. A school reads here only what it delivered itself.
"""

from dataclasses import dataclass
from datetime import date

from monitoring.calculation.school_year import Stand
from monitoring.careers import Career
from monitoring.explanation import Explained, explanation
from monitoring.flag_words import FlagWords, flag_words
from monitoring.identities import Reading, readings_of
from monitoring.keeping import Kept, name_is_kept
from monitoring.models import (
    AbsenceHours,
    AbsenceReport,
    Account,
    DuoRow,
    Enrolment,
    Flag,
    LeavingPupil,
    MboApplication,
)  # fmt: skip
from monitoring.openings import Opening, openings
from monitoring.reference.flag_rules import rule
from monitoring.reference.retention_terms import YOUNGSTER, Term, terms_of
from monitoring.vocabulary import DeliveryState, Kind

WHAT = {
    Kind.R01: "inschrijving, opleiding, woongemeente, diploma, en bij vertrek de reden en bestemming",
    Kind.R02: "meldingen van verzuim",
    Kind.R03: "gemiste lesuren per week",
    Kind.A05: "dat DUO de jongere aan het begin van het jaar meetelt",
    Kind.A04: "dat DUO de jongere zonder inschrijving ziet",
    Kind.A14: "dat DUO de jongere zonder inschrijving ziet, na afloop van het jaar",
    Kind.NRSP: "dat DUO de jongere in de jaarcijfers meetelt",
    Kind.NENR: "dat DUO de jongere in de jaarcijfers als nieuwe vsv'er telt",
    "N01": "het vertrek uit het voortgezet onderwijs: examen en voorgenomen bestemming",
    "N02": "aanmeldingen bij het mbo",
}
ROWS = (Enrolment, AbsenceReport, AbsenceHours, DuoRow, LeavingPupil, MboApplication)


@dataclass(frozen=True)
class Source:
    """One school's files of one kind that name the youngster, from the first to the last month."""

    school: str
    kind: str
    what: str
    first: str
    last: str
    files: int


@dataclass(frozen=True)
class FiredRule:
    """One rule that was met: its words, its source, since when, and when its reason was gone."""

    words: FlagWords
    source: str
    since: date
    cleared_on: date | None


@dataclass(frozen=True)
class Card:
    """Everything on the card, in its order."""

    sources: list[Source]
    counted: Explained | None  # the latest stand
    rules: list[FiredRule]
    openings: list[Opening]
    readings: list[Reading]
    name_kept: Kept
    terms: tuple[Term, ...]


def card(pupil: int, *, reader: Account, on: date) -> Card:
    """The card of a pupil that the caller found through `visible_to`."""
    career = Career.of(pupil, reader)
    told = explanation(pupil, reader=reader)
    return Card(
        sources=sources(pupil, career),
        counted=told[0] if told else None,
        rules=fired_rules(pupil, reader=reader, on=on),
        openings=openings(pupil, on),
        readings=readings_of(pupil, by=reader, last=50),
        name_kept=name_is_kept(pupil, on),
        terms=terms_of(YOUNGSTER),
    )


def fired_rules(pupil: int, *, reader: Account, on: date) -> list[FiredRule]:
    """The rules that hold now or held before, of the kinds that the reader may see; those that hold first."""
    flags = Flag.objects.visible_to(reader, on).filter(pupil_id=pupil)
    ordered = sorted(flags, key=lambda flag: (flag.cleared_on is not None, -flag.since.toordinal(), flag.rule))
    return [FiredRule(flag_words(flag, on=on), rule(flag.rule).source, flag.since, flag.cleared_on) for flag in ordered]


def sources(pupil: int, career: Career) -> list[Source]:
    """The accepted files that name this pupil, per school and kind, as far as the reader may know of the school."""
    found: dict[tuple[str, str], list[str]] = {}
    for model in ROWS:
        rows = model.objects.filter(pupil_id=pupil, delivery__state=DeliveryState.ACCEPTED)
        for brin, kind, teljaar, stand in rows.values_list(
            "brin", "delivery__kind", "delivery__teljaar", "delivery__stand"
        ).distinct():
            if career.sees(brin):
                found.setdefault((brin, kind), []).append((teljaar, stand))
    return [_source(brin, kind, stands, career) for (brin, kind), stands in sorted(found.items())]


def _source(brin: str, kind: str, stands: list[tuple[str, str]], career: Career) -> Source:
    ordered = sorted((Stand.parse(*stand) for stand in stands), key=lambda stand: (stand.teljaar.start, stand.number))
    first, last = ordered[0].label, ordered[-1].label
    return Source(career.school(brin), kind, WHAT[kind], first, last, len(ordered))
