"""Who is followed, once more, with loops and dates: written from docs/rekenregels.md, not from the code.

A pupil is a list of words (what stands said) and of stays (what is known now).
"""

from dataclasses import dataclass
from datetime import date, timedelta

ORDER = ["herinstroom", "startkwalificatie", "leeftijdsgrens", "overleden", "verhuisd"]


@dataclass(frozen=True)
class Word:
    """What the newest stand of one peildatum says of somebody who is not plainly in education."""

    peildatum: date
    teljaar: str
    outcome: str
    left_on: date | None = None
    destination: str = "geen"
    evidence: str = "geen"
    evidence_on: date | None = None
    municipality: str = "0772"


@dataclass(frozen=True)
class Stay:
    """One inschrijving as the newest stand of a teljaar tells it."""

    started_on: date
    ended_on: date | None
    told_on: date
    believed_until: date | None
    exam_only: bool = False
    counts: bool = True
    destination: str = "geen"
    qualified_on: date | None = None
    municipality: str = "0772"


def birthday(born_on: date, age: int) -> date:
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)


def grown_out(born_on: date, limits: list[tuple[date | None, int]]) -> date:
    """Day by day would be plain too, but slow: every regime is asked for its first day."""
    for place, (since, age) in enumerate(limits):
        day = max(birthday(born_on, age), since or date.min)
        if place + 1 == len(limits) or day < limits[place + 1][0]:
            return day
    raise AssertionError


def is_there(stays: list[Stay], day: date) -> bool:
    return any(begin <= day < end for begin, end in spells(stays))


def spells(stays: list[Stay]) -> list[tuple[date, date]]:
    found = []
    for stay in stays:
        end = min(stay.ended_on or date.max, stay.believed_until or date.max)
        if not stay.exam_only and stay.started_on <= stay.told_on and stay.started_on < end:
            found.append((stay.started_on, end))
    return found


def back_after(stays: list[Stay], day: date) -> date | None:
    return min((begin for begin, _ in spells(stays) if begin > day), default=None)


def gone_before(stays: list[Stay], day: date) -> date | None:
    return max((end for _, end in spells(stays) if end <= day), default=None)


def later_leavings(words: list[Word], stays: list[Stay]) -> list[Word]:
    """Somebody came back and left again without being counted: the last to end in each gap without a word."""
    gaps = {back_after(stays, word.peildatum) for word in words}
    returns = [back_after(stays, word.peildatum) for word in words if word.outcome == "X"]
    first_return = min((day for day in returns if day), default=None)
    per_gap: dict[date | None, Word] = {}
    for stay in sorted(stays, key=lambda s: (s.ended_on or date.max, s.started_on)):
        end = stay.ended_on
        in_education = {"vo", "mbo", "vavo", "so_pro", "ho", "particulier", "dji", "defensie_politie", "maatschappelijk"}
        leaves = {"overleden", "emigratie", "buitenland", "vrijstelling"}
        if end is None or end > stay.told_on or not stay.counts or stay.destination in in_education | leaves:
            continue
        year = end.year if end.month >= 10 else end.year - 1
        word = Word(end, f"{year}-{year + 1}", "X", left_on=end, destination=stay.destination,
                    municipality=stay.municipality)  # fmt: skip
        per_gap[back_after(stays, end)] = word
    return [
        word
        for gap, word in per_gap.items()
        if gap not in gaps
        and not is_there(stays, word.peildatum)
        and gone_before(stays, word.peildatum) == word.peildatum
        and first_return is not None
        and first_return < word.peildatum
    ]


def episodes_of(
    words: list[Word], stays: list[Stay], born_on: date, region: set[str], on: date, limits: list
) -> list[tuple]:  # fmt: skip
    """(opened_on, closed_on, closing, teljaar, municipality) of one pupil, in order."""
    words = [word for word in sorted(words, key=lambda w: w.peildatum) if not is_there(stays, word.peildatum)]
    words += later_leavings(words, stays)
    gaps: dict[date | None, list[Word]] = {}
    for word in sorted(words, key=lambda w: w.peildatum):
        gaps.setdefault(back_after(stays, word.peildatum), []).append(word)
    found = []
    for back, told in gaps.items():
        episode = one_episode(told, back, stays, region)
        if episode:
            found.append(closed(*episode, born_on, stays, on, limits))
    return sorted((each for each in found if each), key=lambda each: each[0])


def one_episode(told: list[Word], back: date | None, stays: list[Stay], region: set[str]) -> tuple | None:
    vsv = [word for word in told if word.outcome == "X"]
    if not vsv:
        return None
    last = vsv[-1]
    after = [word for word in told if word.peildatum > last.peildatum]
    known = [day for day in (last.left_on, gone_before(stays, last.peildatum)) if day]
    opened_on = max(known) if known else vsv[0].peildatum
    days: dict[str, list[date]] = {reason: [] for reason in ORDER}
    if back:
        days["herinstroom"].append(back)
    if after:
        new, since = after[-1], after[0].peildatum
        if new.outcome == "B" and (new.destination == "vrijstelling" or new.evidence == "woongemeente_1999"):
            return None
        if new.outcome == "B":
            days["overleden" if new.destination == "overleden" else "verhuisd"].append(since)
        if new.outcome == "C_opgegeven":
            days["herinstroom"].append(since)
        if new.outcome == "D":
            days["startkwalificatie"].append(new.evidence_on)
    inside = [word.peildatum for word in told if word.municipality in region]
    outside = [word.peildatum for word in told if inside and word.peildatum > inside[-1]]
    if outside:
        days["verhuisd"].append(outside[0])
    return opened_on, vsv[0].teljaar, last.municipality, days


def closed(opened_on, teljaar, municipality, days, born_on, stays, on, limits) -> tuple | None:
    qualified = [stay.qualified_on for stay in stays if stay.qualified_on] + days["startkwalificatie"]
    if any(day <= opened_on for day in qualified) or grown_out(born_on, limits) <= opened_on:
        return None
    days = days | {"startkwalificatie": qualified, "leeftijdsgrens": [grown_out(born_on, limits)]}
    dated = [(min(days[reason]), ORDER.index(reason)) for reason in ORDER if days[reason]]
    day, reason = min(dated)
    end = (day, ORDER[reason]) if day <= on else (None, "")
    return (opened_on, *end, teljaar, municipality)


def stay_of(begin: date, length: int | None, told_on: date, **more) -> Stay:
    return Stay(begin, None if length is None else begin + timedelta(days=length), told_on, **more)
