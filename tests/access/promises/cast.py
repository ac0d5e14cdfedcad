"""Who is tried, by what they may see, and the ids of objects that exist and that do not."""

from monitoring.pseudonyms import pseudonym_of_pgn, pupil_id
from tests.files.r01 import valid_pgn

CAST = ("anonymous", "anna", "bram", "carla", "coen", "dirk", "els", "femke", "fien", "gijs", "hanna", "root")
OFFICERS = {"anna", "bram", "femke", "fien"}
SCHOOLS = {"carla", "coen"}
FIGURES = OFFICERS | SCHOOLS | {"dirk", "els"}
COMPARING = OFFICERS | {"dirk", "els"}  # see all schools beside each other
NOBODY: set[str] = set()
NO_OBJECT = 9_999_999


def young(n: int) -> int:
    """The id of pupil `n` of the fixture `accepted`."""
    return pupil_id(pseudonym_of_pgn(valid_pgn(n)))
