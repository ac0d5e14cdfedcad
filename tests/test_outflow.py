"""The vsv'ers by reason, destination and so on: as many as figures.py tells, and no small one to who may not know."""

import pytest

from monitoring.figures import NotForReader, Scope, current_computations, total
from monitoring.models import ProtectedTable
from monitoring.outflow import TITLES, protect, splits

PLACES = [Scope(), Scope(municipality="0772"), Scope(brin="90BB"), Scope(subregion="Helmond-Peelland")]


@pytest.fixture
def march(accepted):
    return current_computations("regio")[-1]


def test_every_dimension_adds_up_to_the_vsvers_of_the_place(march):
    for scope in PLACES:
        x = total(None, march, scope).x.value
        for split in splits(None, march, scope):
            assert sum(n.value for _, n in split.lines) == split.total.value == x, (scope, split.name)


def test_a_reader_of_figures_only_gets_no_small_number_in_any_dimension(march, els, dirk):
    seen = [split for scope in PLACES for split in splits(els, march, scope)] + splits(dirk, march)
    assert {split.name for split in seen} == set(TITLES)
    assert not [n for split in seen for _, n in (*split.lines, ("", split.total)) if n.value in {1, 2, 3, 4}]


def test_a_school_and_a_leerplichtambtenaar_see_their_own_numbers_whole(march, coen, anna):
    for reader, scope in ((coen, Scope(brin="90BB")), (anna, Scope(municipality="0772"))):
        assert all(n.value is not None for split in splits(reader, march, scope) for _, n in split.lines)


def test_a_subregion_is_for_who_sees_all_its_municipalities(march, dirk):
    with pytest.raises(NotForReader):
        splits(dirk, march, Scope(subregion="Helmond-Peelland"))


def test_what_is_hidden_is_chosen_once_and_kept(march, els):
    protect(march)
    kept = dict(ProtectedTable.objects.values_list("name", "masks"))
    assert len(kept) == len(TITLES) - 1
    splits(els, march)
    protect(march)
    assert dict(ProtectedTable.objects.values_list("name", "masks")) == kept
