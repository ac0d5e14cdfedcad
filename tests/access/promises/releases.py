"""What the region released, for everybody, and the desk of the two coordinators who release it."""

from datetime import date

from monitoring.figures import current_computations
from monitoring.models import Release
from monitoring.open_face import releasing
from tests.access.promises.cast import CAST, NO_OBJECT, NOBODY

COORDINATORS = {"els"}
ON, NEXT = date(2026, 4, 9), date(2026, 5, 12)


def a_release() -> Release:
    """The first stand of the fixture `accepted`, public."""
    found = Release.objects.filter(number__isnull=False).first()
    return found or releasing.approve(_prepared(0), by=None, on=ON, because="een oefening")


def a_draft() -> int:
    """The second stand, prepared."""
    found = Release.objects.filter(number=None).first()
    a_release()
    return (found or _prepared(-1)).pk


def _prepared(place: int) -> Release:
    return releasing.prepare(current_computations("regio")[place], by=None, note="Eerste", on=ON, next_on=NEXT)


def number() -> int:
    return a_release().number


PAGES = [
    ("open-figures", None, set(CAST), NOBODY, 404, 405),
    ("open-municipality", lambda: number() and "0772", set(CAST), NOBODY, 404, 405),
    ("open-municipality", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("open-school", lambda: number() and "90AA", set(CAST), NOBODY, 404, 405),
    ("open-school", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("open-figures-release", number, set(CAST), NOBODY, 404, 405),
    ("open-figures-release", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("open-file", number, set(CAST), NOBODY, 404, 405),
    ("open-file", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("open-search", None, set(CAST), NOBODY, 404, 405),
    ("open-data", None, set(CAST), NOBODY, 404, 405),
    ("open-api", lambda: "vrijgaven", set(CAST), NOBODY, 404, 405),
    ("open-api", lambda: "openapi.json", set(CAST), NOBODY, 404, 405),
    ("open-api", lambda: "elders", NOBODY, NOBODY, 404, 405),
    ("open-terms", None, set(CAST), NOBODY, 404, 405),
    ("corrections", None, set(CAST), NOBODY, 404, 405),
    ("releases", None, COORDINATORS, NOBODY, 404, 422),
    ("release", a_draft, COORDINATORS, NOBODY, 404, 405),
    ("release", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("release-approve", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 404),
    ("release-approve", a_draft, COORDINATORS, NOBODY, 404, 302),
    ("release-withdraw", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 404),
    ("release-withdraw", lambda: a_release().pk, COORDINATORS, NOBODY, 404, 422),
]
BY_KEY: set[str] = set()
ONLY_POST = {"release-approve", "release-withdraw"}
POSTS: dict[tuple[str, str], int] = {}
