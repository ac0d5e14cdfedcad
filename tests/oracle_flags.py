"""The rules S1 to S14 and the sum of missed hours once more, with plain loops and dates. No pandas."""

from collections import defaultdict
from datetime import date, timedelta
from math import ceil

GONE = {"overleden", "emigratie", "buitenland", "vrijstelling"}
EDUCATION = {"vo", "mbo", "vavo", "so_pro", "ho", "particulier", "dji", "defensie_politie", "maatschappelijk"}


def birthday(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def months_later(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, or its last day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def last_row(rows: list[dict]) -> dict:
    order = ("brin", "vestiging", "onderwijssoort")
    return max(rows, key=lambda r: (r["is_latest"], r["ended_on"] or r["until"], r["started_on"], *(r[k] for k in order)))


def flags(world: dict, limits: dict, on: date) -> set[tuple[int, str, date]]:
    """(pupil, rule, since) by every rule, for the tables in `world` (names and columns of flag_inputs.INPUTS)."""
    found = set()
    for rule in (_absence, _leaving, _vsv, _followed, _transition):
        found |= set(rule(world, limits, on))
    return {(pupil, code, since) for pupil, code, since in found if since <= on}


def _absence(world, limits, on):
    reports = world["reports"]
    for r in reports:
        if r["is_latest"] and r["status"] in "RB":
            if r["soort"] in ("V3", "LRV", "RMC"):
                yield r["pupil"], "S1", r["began_on"]
            if r["soort"] == "LRV" and not (r["ended_on"] and r["ended_on"] < on):
                yield r["pupil"], "S3", r["began_on"] + timedelta(weeks=limits["S3"]["weeks"])
    mondays = world["school_mondays"]
    week = lambda day: sum(monday <= day for monday in mondays)  # noqa: E731
    latest = {}
    for r in reports:
        held = latest.get((r["brin"], r["number"]))
        if held is None or r["stand"] >= held["stand"]:
            latest[r["brin"], r["number"]] = r
    begun = defaultdict(list)
    for r in latest.values():
        if r["soort"] in ("V3", "V4") and r["status"] != "I" and r["began_on"] <= on:
            begun[r["pupil"]].append(r["began_on"])
    count, span = limits["S2"]["reports"], limits["S2"]["weeks"]
    for pupil, days in begun.items():
        days.sort()
        since, previous = None, None
        for place in range(count - 1, len(days)):
            if week(days[place]) - week(days[place - count + 1]) < span:
                if previous is None or week(days[place]) - week(previous) >= span:
                    since = days[place]
                previous = days[place]
        if previous and week(on) - week(previous) < span:
            yield pupil, "S2", since


def _enrolled(world, on) -> set[int]:
    return {r["pupil"] for r in world["enrolments"] if r["is_latest"] and not (r["ended_on"] and r["ended_on"] <= on)}


def _last(world) -> dict[int, dict]:
    of_pupil = defaultdict(list)
    for r in world["enrolments"]:
        of_pupil[r["pupil"]].append(r)
    return {pupil: last_row(rows) for pupil, rows in of_pupil.items()}


def _leaving(world, limits, on):
    enrolled, people = _enrolled(world, on), {p["pupil"]: p for p in world["people"]}
    speaking = {r["brin"] for r in world["enrolments"] if r["is_latest"]}
    told = {c["pupil"] for c in world["case_files"] if c["status"] not in ("", "onbekend")}
    for pupil, row in _last(world).items():
        person = people.get(pupil)
        if person is None or pupil in enrolled or row["destination"] in GONE:
            continue
        qualified = person["qualified_on"] is not None and person["qualified_on"] <= on
        is_left = row["is_latest"] and row["ended_on"] is not None and row["ended_on"] <= on
        if is_left and not qualified and row["onderwijssoort"].startswith("mbo-") and on < birthday(person["born_on"], 18):
            yield pupil, "S7", row["ended_on"]
        entree = min((r["entree_on"] for r in world["enrolments"] if r["pupil"] == pupil and r["entree_on"]), default=None)
        is_silent = row["destination"] in ("", "onbekend") and pupil not in told
        has_entree = is_left and entree is not None and entree <= on and not qualified
        if has_entree and is_silent and on < birthday(person["born_on"], world["upper_age"]):
            yield pupil, "S12", max(entree, row["ended_on"])
        if row["destination"] in EDUCATION or not person["is_resident"] or qualified:
            continue
        if row["ended_on"] is None and row["brin"] not in speaking:
            continue
        sixteen = birthday(person["born_on"], 16)
        ends = date(sixteen.year + (sixteen.month >= 8), 8, 1) if row["has_getuigschrift"] else date.max
        if birthday(person["born_on"], 5) <= on < min(birthday(person["born_on"], 18), ends):
            yield pupil, "S4", (row["ended_on"] or row["until"]) + timedelta(days=limits["S4"]["days"])


def _vsv(world, limits, on):
    latest, of_pupil = world["latest_rank"], defaultdict(dict)
    for r in world["dropouts"]:
        of_pupil[r["pupil"]][r["rank"]] = r["peildatum"]
    for pupil, months in of_pupil.items():
        if latest not in months:
            continue
        if latest - 1 not in months:
            yield pupil, "S5", months[latest]
        first = latest
        while first - 1 in months:
            first -= 1
        if not any(a["pupil"] == pupil and a["on"] >= months[first] for a in world["actions"]):
            yield pupil, "S6", months_later(months[first], limits["S6"]["months"])


def _followed(world, limits, on):
    enrolled, people, last = _enrolled(world, on), {p["pupil"]: p for p in world["people"]}, _last(world)
    now = {c["pupil"] for c in world["case_files"] if c["status"] in ("onderwijs", "werk", "werk_en_leren", "zorg")}
    for c in world["case_files"]:
        if c["role"] == "leerplicht" and c["pupil"] in people:
            yield from _soon(c, "S11", people[c["pupil"]]["born_on"], 18, limits["S11"]["months"], on)
    for e in world["episodes"]:
        if e["kind"] == "vsv" and e["pupil"] in people:
            yield from _soon(e, "S14", people[e["pupil"]]["born_on"], world["upper_age"], limits["S14"]["months"], on)
        elif e["kind"] == "kwetsbaar" and e["pupil"] not in enrolled | now:
            destination = last[e["pupil"]]["destination"] if e["pupil"] in last else ""
            if destination not in EDUCATION | GONE | {"werk", "zorg"}:
                yield e["pupil"], "S13", e["opened_on"]


def _soon(row, code, born, age, months, on):
    day = birthday(born, age)
    begins = months_later(day, -months)
    if begins <= on < day:
        yield row["pupil"], code, max(begins, row["opened_on"])


def _transition(world, limits, on):
    running = on.year + (on.month >= 10)
    own = defaultdict(list)
    for a in world["applications"]:
        own[a["pupil"]].append(a)
    for r in world["leaving"]:
        applied = any(a["round"] == running for a in own[r["pupil"]])
        if r["round"] == running and not applied and r["intended"] in ("mbo-1", "mbo-2", "mbo-3", "mbo-4", "onbekend"):
            yield r["pupil"], "S8", date(running, limits["S8"]["month"], 1)
    enrolled = _enrolled(world, on)
    closed = ("leidt_niet_tot_inschrijving", "ingetrokken")
    for pupil, rows in own.items():
        here = [a for a in rows if a["round"] == running]
        if here and all(a["status"] in closed for a in here):
            yield pupil, "S9", max(a["status_on"] or a["applied_on"] for a in here)
        missed = []
        for a in rows:
            if a["status"] in closed or pupil in enrolled or running - a["round"] > 1:
                continue
            is_missed = a["has_appeared"] == "nee" and a["starts_on"] is not None and a["starts_on"] <= on
            missed.append(a["starts_on"] if is_missed else date(a["round"], 10, 1))
        if missed:
            yield pupil, "S10", min(missed)


def distances(hours: list[dict], school_mondays) -> dict[tuple[int, str], tuple]:
    """(pupil, brin) → hours now, highest, weeks, days left."""
    rows = {}
    for h in sorted(hours, key=lambda h: h["month"]):
        rows[h["pupil"], h["brin"], date.fromisocalendar(int(h["week"][:4]), int(h["week"][6:]), 1)] = h
    told = {}
    for brin in {key[1] for key in rows}:
        mine = {key: h for key, h in rows.items() if key[1] == brin}
        spoken = {key[2] for key in mine}
        months = {h["month"] for h in mine.values()}
        weeks = [
            m for m in school_mondays
            if min(spoken) <= m <= max(spoken) and (m in spoken or f"{m:%Y-%m}" not in months)
        ]  # fmt: skip
        for pupil in {key[0] for key in mine}:
            own = [float(mine[pupil, brin, w]["unauthorised"]) if (pupil, brin, w) in mine else 0.0 for w in weeks]
            sums = [sum(own[max(0, end - 3) : end + 1]) for end in range(len(own))]
            if sums and max(sums) > 0:
                span = min(4, len(own))
                left = None if not sums[-1] else max(0, ceil(round((16 - sums[-1]) * span * 5 / sums[-1], 9)))
                told[pupil, brin] = (sums[-1], max(sums), span, left)
    return told
