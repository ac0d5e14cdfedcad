"""The deliveries of one school beside each other: what differs between any two of the same kind."""

from dataclasses import dataclass

import pandas as pd

from monitoring import frames
from monitoring.identities import read_identities
from monitoring.ingest.difference import Difference, difference
from monitoring.ingest.layouts import LAYOUTS
from monitoring.models import Account, Delivery, DuoRow
from monitoring.promotion import DUO_ROW, ROWS_OF
from monitoring.vocabulary import Kind, ReadAction

TYPES = {"started_on": "date", "ended_on": "date", "began_on": "date", "bekostigd": "bool", "leerjaar": "int",
         "hours": "number", "unauthorised": "number", "authorised": "number", "is_candidate": "bool", "level": "int",
         "extra_support": "bool", "applied_on": "date", "status_on": "date", "starts_on": "date",
         "appeared": "bool"}  # fmt: skip
KEYS = {  # what tells one row of a pupil from another
    Kind.R01: ["volgnummer"], Kind.R02: ["meldingsnummer"], Kind.R03: ["week"], Kind.N02: ["number"],
}  # fmt: skip
NOT_COMPARED = {"pupil_id", "brin", "cohort", "qualified_on", "entree_on"}
OWN_WORDS = {"category": "soort onderwijs", "municipality": "woongemeente", "since": "vanaf"}
NAMES = 200  # more names than this nobody reads


@dataclass(frozen=True)
class Line:
    """One way in which two deliveries differ, and in how many pupils."""

    label: str
    count: int
    pupils: tuple[int, ...] = ()


@dataclass(frozen=True)
class Named:
    """The same way, with the pupils' names as far as the reader may still see them."""

    label: str
    names: tuple[str, ...]
    unnamed: int


def compare(earlier: Delivery, later: Delivery) -> Difference:
    """Pupils that appeared, vanished or differ per column, between two deliveries of one school and kind."""
    _, columns = _stored(earlier.kind)
    wanted = {"pupil_id": "int", **{name: TYPES.get(name, "str") for name in columns if name not in NOT_COMPARED}}
    return difference(*(_rows(each, wanted) for each in (earlier, later)), key=KEYS.get(earlier.kind, []))


def can_compare(delivery: Delivery) -> bool:
    """Whether its rows are on record here."""
    return delivery.has_receipt


def lines(found: Difference, kind: str) -> list[Line]:
    """The difference as a reader sees it: pupils first, then columns, without those that are the same."""
    _, names = _stored(kind)
    labels = {column.name: column.label for column in LAYOUTS[kind].columns}
    changed = [
        Line(OWN_WORDS.get(name) or labels.get(names[name], name), len(pupils), _ids(pupils))
        for name, pupils in found.changed.items()
        if len(pupils)
    ]
    ways = [("erbij gekomen", found.appeared), ("niet meer in het bestand", found.vanished)]
    return [*(Line(label, len(pupils), _ids(pupils)) for label, pupils in ways), *changed]


def named(told: list[Line], *, by: Account, origin: str) -> list[Named]:
    """The names behind the lines, read through the door; whoever left the school is counted, not named."""
    wanted = list(dict.fromkeys(pupil for line in told for pupil in line.pupils[:NAMES]))
    found = read_identities(wanted, by=by, action=ReadAction.LIST, origin=origin)
    result = []
    for line in told:
        names = tuple(sorted(found[pupil].full_name for pupil in line.pupils[:NAMES] if pupil in found))
        result.append(Named(line.label, names, line.count - len(names)))
    return result


def _stored(kind: str) -> tuple[type, dict[str, str]]:
    """The table of this kind's rows, and its columns with those of the layout."""
    return ROWS_OF.get(kind, (DuoRow, DUO_ROW))


def _ids(pupils) -> tuple[int, ...]:
    return tuple(int(pupil) for pupil in pupils)


def _rows(delivery: Delivery, columns: dict[str, str]) -> pd.DataFrame:
    model, _ = _stored(delivery.kind)
    rows = frames.read(model.objects.filter(delivery=delivery).order_by("line"), columns)
    return rows.rename(columns={"pupil_id": "pupil"})
