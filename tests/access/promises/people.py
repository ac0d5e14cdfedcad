"""Youngsters by name, what is counted of the work on them, and who looks after accounts and rules."""

from tests.access.promises.cast import CAST, COMPARING, NO_OBJECT, NOBODY, OFFICERS, SCHOOLS, young

PAGES = [
    ("worklist", None, OFFICERS | SCHOOLS, NOBODY, 404, 200),
    ("today", None, OFFICERS | SCHOOLS, NOBODY, 404, 405),
    ("plans", None, OFFICERS | SCHOOLS, NOBODY, 404, 405),
    ("worklist-together", None, OFFICERS | SCHOOLS, NOBODY, 404, 404),  # the POST names no act
    ("saved-filter-save", None, OFFICERS | SCHOOLS, NOBODY, 404, 302),  # without a name: back, with a message
    ("saved-filter", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 404),
    ("pupil", lambda: young(0), {"anna", "carla"}, NOBODY, 404, 404),  # 15, of 0772, at 90AA
    ("pupil", lambda: young(20), {"anna", "coen"}, NOBODY, 404, 404),  # 17, of 0772, at 90BB
    ("pupil", lambda: young(22), {"femke", "fien", "coen"}, NOBODY, 404, 404),  # 19, of 0772
    ("pupil", lambda: young(40), {"femke", "coen"}, NOBODY, 404, 404),  # 19, of 0794
    ("pupil", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 404),
    ("pupil", lambda: 2**70, NOBODY, NOBODY, 404, 404),
    ("pupil-pane", lambda: young(22), {"femke", "fien", "coen"}, NOBODY, 404, 405),
    ("pupil-pane", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("pupil-sheet", lambda: young(22), {"femke", "fien", "coen"}, NOBODY, 404, 405),
    ("pupil-sheet", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("pupil-counted", lambda: young(0), {"anna", "carla"}, NOBODY, 404, 405),
    ("pupil-counted", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("pupil-insight", lambda: young(0), {"anna", "carla"}, NOBODY, 404, 405),
    ("pupil-insight", lambda: young(22), {"femke", "fien", "coen"}, NOBODY, 404, 405),
    ("pupil-insight", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("hand-overs", None, OFFICERS | {"els"}, NOBODY, 404, 404),  # the POST names no hand-over
    ("read-log", None, {"hanna"}, NOBODY, 404, 422),  # the POST names no PGN
    ("rules", None, set(CAST) - {"anonymous"}, NOBODY, 404, 302),
    ("rule-list", None, {"els", "gijs"}, NOBODY, 404, 404),  # the POST names no rule
    ("work-and-effect", None, COMPARING, NOBODY, 404, 405),
    ("accounts", None, {"gijs"}, NOBODY, 404, 404),  # the POST names no account
]
BY_KEY: set[str] = set()
ONLY_POST = {"worklist-together", "saved-filter-save", "saved-filter"}
POSTS = {
    ("rules", name): 404 for name in ("dirk", "els", "gijs", "hanna", "root")
}  # see no pupil: no mail of flags
