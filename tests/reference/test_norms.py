"""Norms: what is shown beside a percentage, and where nothing may be shown."""

from decimal import Decimal

import pytest

from monitoring.reference.norms import KINDS, norm, norms, norms_of

KNOWN_TELJAREN = {f"{start}-{start + 1}" for start in range(2012, 2025)}


@pytest.mark.parametrize(
    ("teljaar", "category", "percentage", "kind"),
    [
        ("2012-2013", "mbo1", "32.5", "prestatienorm"),
        ("2015-2016", "mbo34", "2.75", "prestatienorm"),
        ("2015-2016", "vmbo_bovenbouw", "4.0", "prestatienorm"),
        ("2012-2013", "vo_onderbouw", "1.0", "prestatienorm"),
        ("2016-2017", "mbo1", "23.5", "streefwaarde"),
        ("2020-2021", "mbo3", "3.99", "streefwaarde"),
        ("2024-2025", "mbo4", "3.00", "streefwaarde"),
    ],
)
def test_norm_of_teljaar_and_category(teljaar, category, percentage, kind):
    found = norm(teljaar, category)
    assert (found.percentage, found.kind) == (Decimal(percentage), kind)


def test_streefnorm_stands_beside_the_prestatienorm():
    assert norm("2013-2014", "vo_onderbouw", "streefnorm").percentage == Decimal("0.2")
    assert norm("2015-2016", "vo_onderbouw", "streefnorm") is None


@pytest.mark.parametrize(
    ("teljaar", "category"),
    [
        ("2025-2026", "mbo1"),
        ("2011-2012", "mbo1"),
        ("2015-2016", "mbo3"),
        ("2016-2017", "mbo34"),
        ("2016-2017", "vo_onderbouw"),
        ("2014-2015", "vavo"),
        ("2014-2015", ""),
    ],
)
def test_no_norm_where_none_was_set(teljaar, category):
    assert norm(teljaar, category) is None


def test_norms_exist_only_for_teljaren_2012_to_2024():
    assert {each.teljaar for each in norms()} == KNOWN_TELJAREN
    assert norms_of("2025-2026") == ()


def test_every_norm_has_a_source_a_known_kind_and_stands_once():
    assert all(each.source and each.kind in KINDS for each in norms())
    assert len({(each.teljaar, each.category, each.kind) for each in norms()}) == len(norms())
