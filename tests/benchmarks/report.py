"""The table of ratios, on the screen and in docs/benchmarks.md."""

import os
import platform
import sqlite3
import subprocess
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.databases import ROOT
from tests.benchmarks.timing import Line

TARGET = ROOT / "docs" / "benchmarks.md"
NAMES = ("Django", "pandas", "pyarrow", "psycopg2-binary", "django-import-export")
TITLES = {
    "importing": "Parse, check and store one R01",
    "desk": "What a school waits for: from upload to the consequence on the page",
    "recomputing": "Recompute one stand",
    "transitions": "Recompute the transitions of a school year",
    "casework": "The worklist, Vandaag and the page of a youngster",
    "board": "The board of Na het VO",
    "pages": "Dashboard pages",
    "visitors": "Pages for visitors",
}
EXPLANATIONS = {
    "desk": """A month of the same pupils: receive, read, check, compare with the month before, count the stand without and
with it, and render the delivery page for the school itself. Goals are seconds on two cores.""",
    "importing": """The portal's side is the whole way of a file: receive (encrypted), read, check every rule,
pseudonyms, compare with the month before, stage (encrypted), confirm, promote. It is measured
beside ten deliveries of the same size; every run is another school with other pupils. Raw COPY
writes the very rows that the portal wrote, ready as CSV bytes, into the same tables with the same
indexes; on SQLite executemany of ready tuples stands in for COPY. django-import-export reads the
same rows with the row rules of R01 in its default mode (instance, query and diff per row) into an
empty table of its own, without pseudonyms, names apart, encryption or comparison.""",
    "recomputing": """The portal's side is `recompute`: open, read the rows, every pupil's class with its
evidence, store cells and outcomes, close. The statement is one hand-written `INSERT … SELECT` with window functions
(`tests/benchmarks/statement.py`) that stores the same leaf cells and nothing else; the run fails
when one cell differs. Choosing what is suppressed belongs to no yardstick and is reported apart.
Rows are those of the invented region (or country) in March 2026, one accepted delivery per school.""",
    "transitions": """As many leaving pupils as the country has in a year, with 1.3 aanmeldingen and two inschrijvingen each,
as on 10 November: read N01, N02 and R01, decide every status with its evidence, list the unmatched, and
replace all rows.""",
    "casework": """One officer of the region with 5,000 open files, as many closed in each of ten years, and a monthly
R01 of every school in those years; each file with five contacts, a note, a plan and its history. The worklist is read as
it opens, on its third page, sorted, and filtered: thousands of youngsters in each but the last. Two hundred readings
one after the other, in one process, with templates, access, and the line in the access log.""",
    "board": """A leerplichtambtenaar with 9,000 leaving pupils in every volgstatus: the board whole and filtered, the list,
the work lists. Two hundred readings each, as of the worklist.""",
    "visitors": """Two hundred visitors without a session read the first page, the open figures of region, municipalities
and schools in both counts, their files and the API, news, agenda, what works and the page for youngsters,
and think one to three seconds between pages; every page over a connection of its own,
readers and server on the same two cores.""",
    "pages": """Fifty readers (logged in as dirk, els and carla) read figures of region, municipalities
and schools, with sorted and filtered lists, and think one to three seconds between pages; the server is gunicorn
with two processes, the readers run on the same two cores. Queries are counted by Django in a pass
of its own over every address.""",
}
NOTE = "Made by `make benchmark`. Only ratios of one run mean anything: seconds depend on the machine."


def printed(lines: list[Line], missing: list[str]) -> str:
    """All of it, as Markdown."""
    blocks = ["# Benchmarks", NOTE, _circumstances()]
    blocks += [f"Not measured: {reason}" for reason in dict.fromkeys(missing)]
    for part, title in TITLES.items():
        own = [line for line in lines if line.part == part]
        if own:
            blocks += [f"## {title}", EXPLANATIONS[part], _table(own), *_details(own)]
    return "\n\n".join(blocks) + "\n"


def keep(lines: list[Line], missing: list[str]) -> None:
    TARGET.write_text(printed(lines, missing))


def _table(lines: list[Line]) -> str:
    rows = [[line.what, line.database, line.value, line.goal, _verdict(line)] for line in lines]
    headings = ["measured", "database", "value", "goal", "met"]
    return "\n".join(f"| {' | '.join(row)} |" for row in [headings, ["---"] * len(headings), *rows])


def _verdict(line: Line) -> str:
    return {True: "yes", False: "**no**", None: ""}[line.met]


def _details(lines: list[Line]) -> list[str]:
    return [
        f"{line.database}, {line.what.partition(':')[0]}: {_listed(line.facts)}."
        for line in lines
        if line.facts
    ]


def _listed(facts: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in facts.items())


def _circumstances() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in NAMES)
    machine = f"{_processor()}, {os.cpu_count()} cores, {_memory()} GB, load {os.getloadavg()[2]:.1f}"
    databases = f"SQLite {sqlite3.sqlite_version}, {_postgresql()}"
    python = f"Python {platform.python_version()}"
    return f"{date.today()}, commit {_commit()}. {machine}. {python}, {databases}, {versions}."


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return found.stdout.strip() or "unknown"


def _postgresql() -> str:
    found = subprocess.run(["psql", "--version"], capture_output=True, text=True)
    return found.stdout.strip().replace("psql (PostgreSQL)", "PostgreSQL") or "no PostgreSQL"


def _processor() -> str:
    names = [line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
             if line.startswith("model name")]  # fmt: skip
    return names[0] if names else platform.processor() or "unknown processor"


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
