"""What everybody may read: the frozen rows of releases, in the words and the order of a page. Computes no number anew."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db.models import QuerySet

from monitoring import presenters
from monitoring.calculation.categories import CATEGORIES
from monitoring.calculation.chance import limits
from monitoring.calculation.open_numbers import MUNICIPALITY, REGION, SCHOOL
from monitoring.calculation.school_year import Stand
from monitoring.figures import Scope
from monitoring.masking import ELSEWHERE
from monitoring.models import PublishedCell, Release
from monitoring.open_face.agenda import Counted
from monitoring.open_face.printed import KINDS, place_names
from monitoring.reference.places import municipalities_of
from monitoring.reference.tile_grid import positions
from monitoring.region_map import ABOVE, ABSENT, BELOW, CHANCE, GAP, SMALL, TILE, RegionMap, Tile

ROUNDED = 2  # a printed number is at most this far from the true one
Place = tuple[str, str]  # kind and code
WHOLE: Place = (REGION, "")


@dataclass(frozen=True)
class Line:
    """One line of an open table."""

    label: str
    code: str
    n: str
    x: str
    percentage: str
    leads_on: bool = False


@dataclass(frozen=True)
class Table:
    """One table of a release: its heading, what its first column holds, its lines."""

    kind: str
    title: str
    column: str
    lines: list[Line]


def releases() -> QuerySet[Release]:
    """Everything that was ever public, oldest first."""
    return Release.objects.published().prefetch_related("cells")


def latest(method: str) -> Release | None:
    return Release.objects.standing().filter(method=method).prefetch_related("cells").last()


def tables(release: Release, place: Place = WHOLE) -> list[Table]:
    """The tables of the region, or the one of a municipality or school; empty where that is not in the release."""
    cells, names = list(release.cells.all()), place_names()
    own = [cell for cell in cells if (cell.kind, cell.place) == place]
    if not own:
        return []
    order = [*CATEGORIES, ""]
    by_category = sorted(own, key=lambda cell: order.index(cell.category) if cell.category in order else 0)
    found = [Table("categorie", "Per categorie", "Categorie", [_line(cell, _category(cell)) for cell in by_category])]
    if place != WHOLE:
        return found
    for kind, title in ((MUNICIPALITY, "Per woongemeente"), (SCHOOL, "Per school")):
        named = [_line(cell, names.get(cell.place, cell.place), leads_on=cell.place in names and len(cell.place) == 4)
                 for cell in cells if cell.kind == kind and not cell.category]  # fmt: skip
        found.append(Table(kind, title, KINDS[kind], sorted(named, key=lambda line: line.label)))
    return found


def _line(cell: PublishedCell, label: str, *, leads_on: bool = False) -> Line:
    share = cell.percentage if cell.percentage == "." else f"{cell.percentage}{presenters.SPACE}%"
    return Line(label, cell.place, _told(cell.n), _told(cell.x), share, leads_on)


def _told(mark: str) -> str:
    return presenters.whole(int(mark)) if mark.isdigit() else mark


def _category(cell: PublishedCell) -> str:
    return presenters.category_label(cell.category) if cell.category else "Alle categorieën"


def places_named(release: Release, text: str) -> list[tuple[str, str, str]]:
    """Kind, code and name of the municipalities and schools of a release whose name holds `text`, or whose code it is."""
    sought, names = text.casefold(), place_names()
    cells = [cell for cell in release.cells.all() if cell.kind != REGION and not cell.category]
    found = [(cell.kind, cell.place, names[cell.place]) for cell in cells if cell.place in names]
    hits = [each for each in found if sought in each[2].casefold() or sought == each[1].casefold()]
    return sorted((each for each in hits if each[1] != ELSEWHERE), key=lambda each: each[2])


def sentence(release: Release, place: Place = WHOLE) -> str:
    """The place in words, from what is printed."""
    cell = next((c for c in release.cells.all() if (c.kind, c.place) == place and not c.category), None)
    stand = presenters.stand_in_full(Stand.parse(release.teljaar, release.stand))
    when = f"In teljaar {release.teljaar} ({stand})"
    if cell is None or not cell.x.isdigit():
        return f"{when} zijn het er te weinig om een getal te noemen."
    share = "" if cell.percentage == "." else f", dat is {cell.percentage}{presenters.SPACE}% van de deelnemers"
    return f"{when} verlieten ongeveer {_told(cell.x)} jongeren het onderwijs zonder startkwalificatie{share}."


def largest_groups(release: Release) -> str:
    """Which two categories most vsv'ers came from; empty where too little is printed to say so."""
    cells = [cell for cell in release.cells.all() if cell.kind == REGION and cell.category and cell.x.isdigit()]
    most = sorted((cell for cell in cells if int(cell.x)), key=lambda cell: -int(cell.x))[:3]
    if len(most) < 3 or most[1].x == most[2].x:
        return ""
    first, second = (f"{_category(cell).lower()} (ongeveer {_told(cell.x)})" for cell in most[:2])
    return f"De meesten volgden {first} en {second}."


def tile_map(release: Release) -> RegionMap:
    """The municipalities on tiles, shaded only where the printed numbers differ more than chance and rounding give."""
    cells = {cell.place: cell for cell in release.cells.all() if cell.kind == MUNICIPALITY and not cell.category}
    whole = next(cell for cell in release.cells.all() if cell.kind == REGION and not cell.category)
    rate = int(whole.x) / int(whole.n) if whole.x.isdigit() and whole.n.isdigit() and int(whole.n) else 0.0
    places = municipalities_of(str(settings.RMC_REGION))
    at = positions(places)
    named = sorted(places, key=lambda place: place.name)
    tiles = [_tile(place.name, at[place.code], cells.get(place.code), rate) for place in named]
    return RegionMap(tiles, max(t.x for t in tiles) + TILE + GAP, max(t.y for t in tiles) + TILE + GAP)


def _tile(name: str, at, cell: PublishedCell | None, rate: float) -> Tile:
    x, y = at.column * (TILE + GAP), at.row * (TILE + GAP)
    if cell is None:
        return Tile(at.code, name, "", ABSENT, "", x, y)
    share = cell.percentage if cell.percentage == "." else f"{cell.percentage}{presenters.SPACE}%"
    kind = _kind(cell, rate)
    return Tile(at.code, name, share, kind, f"{_told(cell.x)} vsv'ers van {_told(cell.n)} deelnemers", x, y)


def _kind(cell: PublishedCell, rate: float) -> str:
    if not (cell.x.isdigit() and cell.n.isdigit()) or int(cell.x) < 10 or not rate:
        return SMALL
    told = limits([(int(cell.n), rate)])
    if int(cell.x) - ROUNDED > told.high:
        return ABOVE
    return BELOW if int(cell.x) + ROUNDED < told.low else CHANCE


def counts() -> Callable[[str, Scope, str], list[Counted]]:
    """Every released stand of a place, for the progress of ambitions: printed numbers only."""

    def of(method: str, place: Scope, category: str) -> list[Counted]:
        kind, code = (MUNICIPALITY, place.municipality) if place.municipality else WHOLE
        kind, code = (SCHOOL, place.brin) if place.brin else (kind, code)
        cells = PublishedCell.objects.filter(
            release__in=Release.objects.standing().filter(method=method), kind=kind, place=code, category=category
        )
        told = cells.select_related("release").order_by("release__number")
        found = {(cell.release.teljaar, cell.release.stand): cell for cell in told}
        return sorted((_counted(*key, cell) for key, cell in found.items()), key=lambda each: each.of)

    return of


def _counted(teljaar: str, stand: str, cell: PublishedCell) -> Counted:
    x, n = (int(mark) if mark.isdigit() else None for mark in (cell.x, cell.n))
    is_coded = cell.percentage[:1] in {".", "≤", "≥"}
    share = None if is_coded else Decimal(cell.percentage.replace(",", "."))
    return Counted(teljaar, stand, x, n, _told(cell.x), share)
