"""The state of every pupil while simulating, and the ledger in which each inschrijving is written."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

import numpy as np

from monitoring.demonstration.kinds import NO_DROP_OUT, OPEN

DAY = np.int32


def day(year: int, month: int, number: int = 1) -> int:
    """A date as the number of days since 1970."""
    return int(np.datetime64(f"{year:04d}-{month:02d}-{number:02d}").astype(int))


@dataclass
class Pupils:
    """One array element per person; `soort` 0 means not in education here."""

    cohort: np.ndarray
    newcomer: np.ndarray
    soort: np.ndarray
    leerjaar: np.ndarray
    track: np.ndarray  # the onderwijssoort after the brugjaar
    vest: np.ndarray
    leerweg: np.ndarray
    opleiding: np.ndarray
    funded: np.ndarray
    started: np.ndarray
    finish: np.ndarray  # opening year of the school year in which an mbo programme should end
    home: np.ndarray
    next_home: np.ndarray
    moved: np.ndarray
    held: np.ndarray  # latest startkwalificatie, as the number of its onderwijssoort
    held_on: np.ndarray
    dropped: np.ndarray  # day of the latest drop-out, OPEN for none
    last_soort: np.ndarray

    def __len__(self) -> int:
        return len(self.cohort)

    def append(self, others: Pupils) -> None:
        """Put new persons behind the ones there are."""
        for item in fields(self):
            setattr(self, item.name, np.concatenate([getattr(self, item.name), getattr(others, item.name)]))


def nobody(count: int) -> Pupils:
    """Persons without any enrolment yet."""
    small = {
        name: np.zeros(count, np.int8)
        for name in ("soort", "leerjaar", "track", "leerweg", "opleiding", "held", "last_soort")
    }
    places = {name: np.zeros(count, np.int16) for name in ("cohort", "finish", "home", "next_home")}
    flags = {"newcomer": np.zeros(count, bool), "funded": np.ones(count, bool)}
    days = {name: np.full(count, OPEN, DAY) for name in ("started", "moved", "held_on", "dropped")}
    return Pupils(vest=np.zeros(count, np.int32), **small, **places, **flags, **days)


# what a row takes over from the pupil
STATE_COLUMNS = (
    *("vest", "soort", "leerjaar", "leerweg", "opleiding", "funded", "started"),
    *("home", "next_home", "moved", "held", "held_on"),
)

WIDE = ("person", "vest", "started", "ended", "known", "registered", "diploma_on", "moved", "held_on")


@dataclass
class Ledger:
    """Rows that were active after `since`, as lists of arrays that `columns` joins."""

    since: int
    parts: dict[str, list[np.ndarray]] = field(default_factory=dict)

    def write(
        self, pupils: Pupils, who: np.ndarray, ended: np.ndarray | int, **more: np.ndarray | int
    ) -> None:
        """Close the present enrolment of `who`, or with ended=OPEN leave it open.

        `known` is the day on which the school knows reason and destination, `registered` the day on which it
        notes the leaving, `elsewhere` whether DUO finds the pupil in education.
        """
        ended = np.broadcast_to(np.asarray(ended, DAY), who.shape)
        defaults = {"reason": NO_DROP_OUT, "destination": 0, "known": ended, "registered": ended}
        defaults |= {"elsewhere": 0, "diploma": 0, "diploma_on": OPEN}
        extra = {name: np.broadcast_to(np.asarray(more.get(name, value)), who.shape) for name, value in defaults.items()}
        keep = (ended > self.since) & (ended > pupils.started[who])
        row = {"person": who, "ended": ended, **extra}
        row |= {name: getattr(pupils, name)[who] for name in STATE_COLUMNS}
        for name, values in row.items():
            wide = name in WIDE
            kind = DAY if wide else np.int16 if name in ("home", "next_home") else np.int8
            self.parts.setdefault(name, []).append(values[keep].astype(kind))

    def columns(self) -> dict[str, np.ndarray]:
        """All rows, one array per column."""
        return {name: np.concatenate(parts) for name, parts in self.parts.items()}
