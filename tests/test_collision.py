"""A delivery whose rows can never be stored is refused with the reason, instead of tried again every minute."""

from datetime import timedelta

import pandas as pd
import pytest
from django.utils import timezone

from monitoring import sealed, staging, tasks
from monitoring.clock import today
from monitoring.models import Delivery, Enrolment
from monitoring.promotion import confirm
from monitoring.vocabulary import DeliveryState as State
from tests.conftest import mbo_row
from tests.files.r01 import r01_csv


@pytest.fixture
def colliding(coen) -> Delivery:
    """A confirmed delivery of which two pupils got the same number."""
    rows = [mbo_row(n, "2025-10") for n in range(100, 105)]
    delivery = staging.receive(r01_csv(rows), "R01_2026-03_90BB.csv", by=coen, today=today())
    staging.stage(delivery)
    staged: pd.DataFrame = sealed.staged(delivery)
    staged["pupil"] = staged["pupil"].iloc[0]
    sealed.put_staged(delivery, staged, sealed.findings(delivery))
    confirm(delivery, reason="klopt", by=coen)
    return Delivery.objects.get(pk=delivery.pk)


def test_a_collision_is_refused_with_a_finding(colliding):
    tasks.accept_delivery(colliding.pk)
    refused = Delivery.objects.get(pk=colliding.pk)
    assert refused.state == State.REFUSED
    assert [block["code"] for block in refused.summary] == ["BESTAND-BOTSING"]
    assert "beheerder" in refused.summary[0]["remedy"]
    assert (refused.accepted_at, refused.accepted_by, refused.accepted_by_name) == (None, None, "")
    assert not Enrolment.objects.filter(delivery=refused).exists()


def test_it_is_not_taken_up_again(colliding):
    tasks.accept_delivery(colliding.pk)
    Delivery.objects.update(state_since=timezone.now() - timedelta(hours=1))
    tasks.take_up_lost_work()
    assert Delivery.objects.get(pk=colliding.pk).state == State.REFUSED
