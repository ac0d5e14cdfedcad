"""The open face: what anybody may read."""

from tests.access.promises.cast import CAST, NOBODY

PAGES = [
    ("home", None, {"anonymous", "root"}, set(CAST) - {"anonymous", "root"}, 404, 405),
    ("accessibility", None, set(CAST), NOBODY, 404, 405),
    ("privacy", None, set(CAST), NOBODY, 404, 405),
    ("about-figures", None, set(CAST), NOBODY, 404, 405),
]
BY_KEY: set[str] = set()
ONLY_POST: set[str] = set()
POSTS: dict[tuple[str, str], int] = {}
