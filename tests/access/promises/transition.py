"""Leaving pupils by name for who may see them, counts for who may not, and the figures as those of VSV in Beeld."""

from tests.access.promises.cast import FIGURES, NO_OBJECT, NOBODY, OFFICERS, SCHOOLS, young

PAGES = [
    ("transitions", None, FIGURES, NOBODY, 404, 405),
    ("transition-list", None, OFFICERS | SCHOOLS, NOBODY, 404, 405),
    ("transition-work", None, OFFICERS | SCHOOLS, NOBODY, 404, 405),
    ("transition-cycle", None, FIGURES, NOBODY, 404, 405),
    ("transition-phase", lambda: "zomer", {"els"}, NOBODY, 404, 422),
    ("transition-phase", lambda: "winter", NOBODY, NOBODY, 404, 404),
    ("unmatched-applications", None, SCHOOLS, NOBODY, 404, 405),
    ("transition", lambda: young(0), NOBODY, NOBODY, 404, 404),  # a pupil whom no N01 names
    ("transition", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 404),
    ("transition", lambda: 2**70, NOBODY, NOBODY, 404, 404),
    ("warm-handover", lambda: young(0), NOBODY, NOBODY, 404, 404),  # see tests/nahetvo/test_warm_handover.py
    ("warm-handover", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 404),
    ("warm-handover", lambda: 2**70, NOBODY, NOBODY, 404, 404),
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
