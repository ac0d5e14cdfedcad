"""Warme overdrachten of the demonstration: wanted and held, with consent, without, and with consent taken back.

Deterministic by day: the same pupils, words and days every time.
"""

from dataclasses import asdict
from datetime import date, timedelta

from monitoring.access_rows import followed_years
from monitoring.demonstration.handover_stories import HANDOVER_STORIES
from monitoring.models import Account
from nahetvo.models import Transition, WarmHandover
from nahetvo.transition.flows import OPEN, STARTED

MENTOR = "mentor (verzonnen)"
OF_CARLA = 4  # her school is small: there also of pupils for whom no N01 asks it
AGO = {name: timedelta(days=days) for name, days in (("consent", 24), ("held", 11), ("withdrawn", 4))}
FIELDS = ("school_year", "pupil_id", "brin", "warm_handover")
TURNS = (  # of every five, in their order: which of consent, conversation and withdrawal there were
    ("consent",), ("consent", "held"), (), ("consent", "held", "withdrawn"), ("consent",),
)  # fmt: skip


def rehearse_handovers(on: date) -> int:
    """Write them as the schools of origin would have by `on`. Returns how many."""
    known = Transition.objects.filter(school_year__in=followed_years(on), status__in=(*OPEN, *STARTED)).exclude(mbo_brin="")
    asked = known.exclude(warm_handover__in=("niet_nodig", ""))
    writer = Account.objects.filter(username="carla", is_demonstration=True).first()
    own = set(writer.memberships.values_list("school__brin", flat=True)) if writer else set()
    keys = [*known.filter(brin__in=own).order_by("pupil_id").values_list(*FIELDS)[:OF_CARLA]]
    keys += [key for key in asked.order_by("pupil_id").values_list(*FIELDS) if key not in keys]
    made = [_written(number, key, writer if key[2] in own else None, on) for number, key in enumerate(keys)]
    return len(WarmHandover.objects.bulk_create(made))


def _written(number: int, key: tuple[str, int, str, str], writer: Account | None, on: date) -> WarmHandover:
    school_year, pupil, _, asked = key
    happened = (*TURNS[number % len(TURNS)], *(("held",) if asked == "gedaan" else ()))
    days = {name: on - ago if name in happened else None for name, ago in AGO.items()}
    words = asdict(HANDOVER_STORIES[number % len(HANDOVER_STORIES)])
    return WarmHandover(
        school_year=school_year, pupil_id=pupil, is_wanted=True, consent_on=days["consent"],
        withdrawn_on=days["withdrawn"], done_on=days["held"],
        changed_by=writer, changed_by_name=str(writer) if writer else MENTOR, **words | {"discuss": list(words["discuss"])},
    )  # fmt: skip
