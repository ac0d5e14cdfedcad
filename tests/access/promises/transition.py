"""Figures of the transition: the same readers as those of VSV in Beeld."""

from tests.access.promises.cast import FIGURES, NOBODY

PAGES = [
    ("transition-figures", None, FIGURES, NOBODY, 404, 405),
    ("transition-figures-municipality", lambda: "0772", {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 405),
    ("transition-figures-municipality", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("transition-figures-school", lambda: "90AA", FIGURES - {"coen"}, NOBODY, 404, 405),
    ("transition-figures-school", lambda: "90BB", FIGURES - {"carla"}, NOBODY, 404, 405),
    ("transition-figures-school", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
]
BY_KEY: set[str] = set()
ONLY_POST: set[str] = set()
POSTS: dict = {}
