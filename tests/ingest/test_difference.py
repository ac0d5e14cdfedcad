"""Two deliveries beside each other."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from monitoring.ingest.difference import difference

KEY = ["volgnummer"]


def frame(rows: list[tuple]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=["pupil", "volgnummer", "category", "ended_on"])
    return made.astype({"pupil": "int64", "volgnummer": "str", "category": "str", "ended_on": "datetime64[s]"})


def test_who_appears_vanishes_and_changes():
    earlier = frame([(1, "1", "mbo1", None), (2, "1", "mbo2", None), (3, "1", "mbo2", "2026-01-10")])
    later = frame([(2, "1", "mbo3", None), (3, "1", "mbo2", "2026-01-11"), (4, "1", "vavo", None)])
    found = difference(earlier, later, key=KEY)
    assert [list(found.appeared), list(found.vanished)] == [[4], [1]]
    assert {column: list(pupils) for column, pupils in found.changed.items()} == {"category": [2], "ended_on": [3]}
    assert found.counts == {"appeared": 1, "vanished": 1, "category": 1, "ended_on": 1}
    assert (found.before, found.after) == (3, 3)


def test_an_end_that_comes_or_goes_is_a_change_and_empty_equals_empty():
    running, ended = frame([(1, "1", "mbo1", None)]), frame([(1, "1", "mbo1", "2026-01-10")])
    assert list(difference(running, ended, key=KEY).changed["ended_on"]) == [1]
    assert list(difference(running, running, key=KEY).changed["ended_on"]) == []


def test_another_inschrijving_of_a_known_pupil_is_not_a_change_of_the_first():
    earlier = frame([(1, "1", "mbo1", None)])
    later = frame([(1, "1", "mbo1", None), (1, "2", "mbo2", None)])
    assert difference(earlier, later, key=KEY).counts == {"appeared": 0, "vanished": 0, "category": 0, "ended_on": 0}


ROW = st.tuples(st.integers(1, 5), st.sampled_from("12"), st.sampled_from(["mbo1", "mbo2"]), st.none())


@given(st.lists(ROW), st.lists(ROW))
def test_turned_around_appeared_is_vanished(one, other):
    there, back = (difference(frame(a), frame(b), key=KEY) for a, b in ((one, other), (other, one)))
    assert list(there.appeared) == list(back.vanished)
    assert {name: list(ids) for name, ids in there.changed.items()} == {
        name: list(ids) for name, ids in back.changed.items()
    }
