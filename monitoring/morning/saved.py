"""Saved filters of the worklist: a name, the filters, and who came and who left since their owner last looked."""

from dataclasses import dataclass
from datetime import date

from monitoring.models import Account, SavedFilter

MOST = 20


class TooMany(Exception):
    """This account has as many saved filters as it may; the message is Dutch."""


@dataclass(frozen=True)
class Change:
    """Since the last look: who came (ids on the list now), and how many left."""

    saved: SavedFilter
    came: frozenset[int]
    left: int


def save_filter(*, by: Account, name: str, query: str, pupils: list[int], on: date) -> SavedFilter:
    """Keep these filters under a name; the same name again is replaced."""
    own = SavedFilter.objects.filter(account=by)
    if own.count() >= MOST and not own.filter(name=name).exists():
        raise TooMany(f"U hebt al {MOST} bewaarde filters. Verwijder er eerst een.")
    looked = {"query": query, "seen": sorted(pupils), "seen_on": on}
    saved, _ = SavedFilter.objects.update_or_create(account=by, name=name, defaults=looked)
    return saved


def look(saved: SavedFilter, pupils: list[int], on: date) -> None:
    """The reader has seen who is on it now: changes are told from here on."""
    saved.seen, saved.seen_on = sorted(pupils), on
    saved.save(update_fields=["seen", "seen_on"])


def change(saved: SavedFilter, pupils: list[int]) -> Change:
    now, before = set(pupils), set(saved.seen)
    return Change(saved, frozenset(now - before), len(before - now))
