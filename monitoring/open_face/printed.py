"""What is printed of a release: frozen rows for the database, and back from them to the puzzle of the audit."""

from collections.abc import Iterable
from functools import cache

import pandas as pd
from django.conf import settings

from monitoring.calculation.open_numbers import BLANK, KEYS, MUNICIPALITY, REGION, SCHOOL, Stand, percentage
from monitoring.calculation.open_publication import Release as Printed
from monitoring.masking import ELSEWHERE
from monitoring.models import PublishedCell, Release, School
from monitoring.reference.places import municipalities_of

KINDS = {REGION: "Hele regio", MUNICIPALITY: "Gemeente", SCHOOL: "School"}
OUTSIDE = "Woont buiten de regio"


def cells_of(release: Release, proposed: Printed) -> list[PublishedCell]:
    """One row per place and category, not stored yet."""
    told = proposed.stand.printed.assign(shown=proposed.shown.to_numpy())
    wide = told.pivot(index=KEYS[:3], columns="measure", values="shown").reset_index()
    return [
        PublishedCell(release=release, kind=kind, place=place, category=category, n=n, x=x, percentage=percentage(n, x))
        for kind, place, category, n, x in wide[[*KEYS[:3], "n", "x"]].to_numpy().tolist()
    ]


def shown_of(cells: Iterable[PublishedCell], stand: Stand) -> pd.Series:
    """The marks of a release in the order of its stand's printed numbers."""
    told = {(c.kind, c.place, c.category, measure): getattr(c, measure) for c in cells for measure in ("n", "x")}
    return pd.Series([told.get(key, BLANK) for key in stand.printed[KEYS].itertuples(index=False, name=None)], dtype="str")


def place_names() -> dict[str, str]:
    """By CBS code or BRIN; what lies outside the region has one name."""
    schools = School.objects.filter(vestiging="").values_list("brin", "name")
    return _municipalities() | dict(schools)


@cache
def _municipalities() -> dict[str, str]:
    own = {place.code: place.name for place in municipalities_of(str(settings.RMC_REGION))}
    return own | {ELSEWHERE: OUTSIDE}
