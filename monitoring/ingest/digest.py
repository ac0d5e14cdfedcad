"""Findings per row become what a person reads: one block per code and column, with its first rows."""

from dataclasses import dataclass

import pandas as pd

SECTIONS = {"fout": "Te herstellen", "let_op": "Let op", "info": "Opmerkingen"}
LEVELS = tuple(SECTIONS)
SHOWN = 5


@dataclass(frozen=True)
class Line:
    """One finding of one row; `line` is None where it is about the whole file."""

    line: int | None
    value: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Block:
    """All findings of one code in one column. `message` and `remedy` are those of the first."""

    level: str
    code: str
    column: str
    count: int
    message: str
    remedy: str
    lines: tuple[Line, ...] = ()

    @property
    def more(self) -> int:
        """How many rows are not shown here."""
        return self.count - len(self.lines)

    @property
    def says_one_thing(self) -> bool:
        """Whether every shown row has the same message, so that it needs to be said only once."""
        return len({line.message for line in self.lines}) <= 1


@dataclass(frozen=True)
class Section:
    """All blocks of one level."""

    level: str
    title: str
    count: int
    blocks: tuple[Block, ...]


def digest(findings: pd.DataFrame) -> list[Block]:
    """Blocks by level; within a level those about the whole file first, then the most frequent."""
    blocks = [_block(part) for _, part in findings.groupby(["level", "code", "column"], sort=False)]
    return in_order(blocks)


def from_summary(summary: list[dict]) -> list[Block]:
    """Blocks without rows, from what may be known without seeing any: counts per code."""
    return in_order([Block(message="", **counted) for counted in summary])


def sections(blocks: list[Block]) -> list[Section]:
    """The three sections of the page; one without findings is there too, and says so."""
    found = {level: tuple(block for block in blocks if block.level == level) for level in LEVELS}
    return [
        Section(level, title, sum(block.count for block in found[level]), found[level])
        for level, title in SECTIONS.items()
    ]


ALL = "alles"


@dataclass(frozen=True)
class Tab:
    """One way to look at the findings; its address is the key."""

    key: str
    label: str
    count: int
    current: bool

    @property
    def url(self) -> str:
        return f"?tab={self.key}#controle"


def tabs(found: list[Section], wanted: str) -> list[Tab]:
    """Te herstellen · Let op · Alles, with their counts."""
    shown = shown_tab(found, wanted)
    some = [(each.level, each.title, each.count) for each in found if each.level != "info"]
    counted = [*some, (ALL, "Alles", sum(each.count for each in found))]
    return [Tab(key, label, count, key == shown) for key, label, count in counted]


def chosen(found: list[Section], wanted: str) -> list[Section]:
    """The sections under the tab that is open."""
    shown = shown_tab(found, wanted)
    return found if shown == ALL else [each for each in found if each.level == shown]


def shown_tab(found: list[Section], wanted: str) -> str:
    """What was asked for; else the most urgent that has anything, else all."""
    keys = [each.level for each in found if each.level != "info"]
    if wanted in {*keys, ALL}:
        return wanted
    return next((each.level for each in found if each.level in keys and each.count), ALL)


def in_order(blocks: list[Block]) -> list[Block]:
    return sorted(blocks, key=lambda b: (LEVELS.index(b.level), not _is_whole(b), -b.count, b.code))


def _is_whole(block: Block) -> bool:
    return block.code.startswith("BESTAND")


def _block(part: pd.DataFrame) -> Block:
    first = part[["line", "value", "message", "remedy"]].head(SHOWN)
    lines = tuple(
        Line(None if pd.isna(line) else int(line), value, message, remedy)
        for line, value, message, remedy in first.itertuples(index=False, name=None)
    )
    level, code, column = part.iloc[0][["level", "code", "column"]]
    return Block(level, code, column, len(part), lines[0].message, lines[0].remedy, lines)
