"""The second movement: rows in, the earlier delivery out, all or nothing, and safe to run again."""

import pytest

from monitoring import promotion, staging
from monitoring.clock import today
from monitoring.models import Delivery, Enrolment, Identity, Pupil
from monitoring.models.delivery import NotNow
from monitoring.promotion import confirm, promote
from monitoring.vocabulary import DeliveryState as State
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv

NAME = "R01_2026-03_90BB.csv"


def confirmed(coen, count: int = 5, name: str = NAME) -> Delivery:
    rows = [mbo_row(n, "2025-10") for n in range(100, 100 + count)]
    delivery = staging.receive(r01_csv(rows), name, by=coen, today=today())
    staging.stage(delivery)
    confirm(delivery, reason="klopt", by=coen)
    return Delivery.objects.select_related("content").get(pk=delivery.pk)


def test_rows_pupils_and_names_come_in_together(coen):
    promote(confirmed(coen))
    assert [model.objects.count() for model in (Enrolment, Pupil, Identity)] == [5, 5, 5]


def test_a_worker_that_dies_halfway_leaves_nothing(coen, monkeypatch):
    earlier = promote(confirmed(coen, 4))
    delivery = confirmed(coen, 6)

    def dies(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(promotion, "_replace_previous", dies)  # after the rows are written
        with pytest.raises(KeyboardInterrupt):
            promote(delivery)
    assert set(Enrolment.objects.values_list("delivery_id", flat=True)) == {earlier.pk}
    assert Pupil.objects.count() == 4
    assert Delivery.objects.get(pk=delivery.pk).state == State.ACCEPTING
    promote(Delivery.objects.select_related("content").get(pk=delivery.pk))
    assert Delivery.objects.get(pk=delivery.pk).state == State.ACCEPTED
    assert Delivery.objects.get(pk=earlier.pk).state == State.REPLACED


def test_promoting_twice_is_refused_and_changes_nothing(coen):
    delivery = confirmed(coen)
    promote(delivery)
    with pytest.raises(NotNow):
        promote(delivery)
    assert Enrolment.objects.count() == 5


def test_the_same_file_again_gives_the_same_rows(coen):
    fields = ("pupil_id", "line", "category", "municipality", "started_on")
    first = promote(confirmed(coen))
    second = promote(confirmed(coen))
    one, two = (sorted(Enrolment.objects.filter(delivery=d).values_list(*fields)) for d in (first, second))
    assert one == two
    assert Pupil.objects.count() == 5


def test_another_month_replaces_nothing(coen):
    february = promote(confirmed(coen, name="R01_2026-02_90BB.csv"))
    promote(confirmed(coen))
    assert Delivery.objects.get(pk=february.pk).state == State.ACCEPTED


def test_staged_rows_are_gone_after_acceptance(coen):
    delivery = promote(confirmed(coen))
    assert delivery.content.staged is None


def test_what_must_be_confirmed_is_not_accepted_without_a_reason(coen):
    rows = [mbo_row(n, "2025-10") for n in range(100, 200)]
    rows[0]["gemeentecode"] = "9876"
    delivery = staging.receive(r01_csv(rows), NAME, by=coen, today=today())
    staging.stage(delivery)
    with pytest.raises(NotNow, match="Geef aan waarom"):
        confirm(delivery, reason="  ", by=coen)
