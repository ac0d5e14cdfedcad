"""The counters of the effectrapportage and the reader of masked counts once more, with plain loops. No pandas, no solver."""

from collections import Counter
from datetime import date
from itertools import product

from tests.oracle_flags import months_later


def age_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def counters(trajects: list[dict], contacts: list[dict], opens: date, closes: date) -> Counter:
    """(counter, part, "alle" or "17") → number; what is 0 is absent."""
    found: Counter = Counter()
    for each in trajects:
        age = age_on(each["born_on"], max(each["opened_on"], opens))
        if age < 17 or each["opened_on"] >= closes or (each["closed_on"] and each["closed_on"] < opens):
            continue
        own = [c for c in contacts if c["traject"] == each["id"] and c["to_youngster"]]
        for column in ["alle", "17"] if age == 17 else ["alle"]:
            for counter, part, number in of_one(each, own, opens, closes):
                found[counter, part, column] += number
    return found


def of_one(each: dict, own: list[dict], opens: date, closes: date):
    opened, closed = each["opened_on"], each["closed_on"]
    yield "in_jaar", "", 1
    yield "gesprekken", "", sum(c["spoken"] and opens <= c["on"] < closes for c in own)
    yield "benaderd", "", int(any(opens <= c["on"] < closes for c in own))
    intakes = [c["on"] for c in own if c["spoken"]]
    if intakes and opens <= min(intakes) < closes:
        yield "intake", "", 1
        yield "snelheid", speed(each["signalled_on"], min(intakes)), 1
    if opened >= opens:
        yield "gestart", "", 1
        yield "jaren", years_out(each["without_since"], opened), 1
        yield "soort", "recidiverend" if each["had_earlier"] else "nieuw", 1
    else:
        yield "soort", "continuerend", 1
    if closed and opens <= closed < closes:
        yield "beëindigd", "", 1
        yield "bestemming", each["destination"], 1
        yield "duur", duration(opened, closed), 1


def speed(signalled: date | None, intake: date) -> str:
    if signalled is None:
        return "zonder signaal"
    days = (intake - signalled).days
    return "binnen 2 weken" if days < 14 else "2 tot 4 weken" if days < 28 else "4 weken of later"


def years_out(since: date | None, opened: date) -> str:
    return "onbekend" if since is None else str(min(4, age_on(since, opened)))


def duration(opened: date, closed: date) -> str:
    if closed < months_later(opened, 1):
        return "korter dan 1 maand"
    return "1 tot 6 maanden" if closed < months_later(opened, 6) else "6 maanden of langer"


def possible(numbers: dict, sums: list, marks: dict, key, most: int = 12) -> set[int]:
    """Every value of `key` that fits the marks and the sums, by trying all; hidden numbers up to `most`."""
    hidden = [each for each, mark in marks.items() if mark]
    ranges = [range(1, 5) if marks[each] == "<5" else range(most + 1) for each in hidden]
    found = set()
    for guess in product(*ranges):
        told = numbers | dict(zip(hidden, guess, strict=True))
        if all(told[total] == sum(told[part] for part in parts) for total, parts in sums):
            found.add(told[key])
    return found
