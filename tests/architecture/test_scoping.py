"""What is shown starts from `visible_to`: no view, table or form takes rows past it (trust.md G-03)."""

import re

from tests.architecture.sources import ROOT, name_of, python_files

UNSCOPED = re.compile(r"\b([A-Z]\w+)\.(?:objects|_default_manager|_base_manager)\b(?!\s*\.visible_to\()")
SHOWING = ("views/", "forms.py", "filters.py", "exports.py", "charts.py", "presenters.py", "figure_parts.py")
ALLOWED: dict[tuple[str, str], str] = {  # (file, model): why
    ("monitoring/protected_tables.py", "ProtectedTable"): "masks are of no reader; the counts pass Sight first",
    ("monitoring/views/dashboards.py", "School"): "narrows the visible schools to those in one municipality",
    ("monitoring/views/agenda.py", "Measure"): "on_the_site: what the region made public, for who has no account",
    ("monitoring/published_table.py", "PublishedFigure"): "figures that their publisher made public",
}


def shows(path) -> bool:
    name = name_of(path)
    return name.startswith("monitoring/") and (any(part in name for part in SHOWING) or "table" in path.stem)


def test_nothing_is_shown_that_did_not_start_from_visible_to():
    found = {
        (name_of(path), match[1]): f"{name_of(path)}: {match[0]}"
        for path in python_files("monitoring", "nahetvo")
        if shows(path)
        for match in UNSCOPED.finditer(re.sub(r"\n\s*", "", path.read_text()))
    }
    unscoped = [said for key, said in found.items() if key not in ALLOWED]
    assert not unscoped, "start from visible_to, or say in ALLOWED why not:\n" + "\n".join(unscoped)


def test_every_exception_is_still_needed():
    assert not [key for key in ALLOWED if f"{key[1]}.objects" not in (ROOT / key[0]).read_text()]


def test_names_are_read_through_one_door():
    """Only these rooms touch the table of names: who stores them, reads them out, and may see whom."""
    rooms = {
        "flagging_inputs.py",  # birth dates and residence for the rules, no name
        "work_rows.py", "effect_report.py",  # birth dates and residence for counts of work, no name
        "identities.py", "promotion.py", "withdrawal.py", "access_rows.py", "pupil.py",
        "needs.py",  # birth dates and residence of who needs attention, and the search on a name
        "keeping.py", "retention.py",  # these only remove
        "following.py",
        "person.py", "offers.py",  # are handed what identities.py read
    }  # fmt: skip
    touching = {
        path.name
        for path in python_files("monitoring")
        if re.search(r"\bIdentity\b|identity__", path.read_text())
    }
    assert touching - rooms - {"__init__.py"} == set()
