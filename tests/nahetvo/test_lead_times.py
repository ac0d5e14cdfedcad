"""How long the mbo takes: of ten or more together, as a plain loop finds it, and never of fewer."""

from datetime import date, timedelta
from statistics import median

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.calculation.school_year import SchoolYear
from nahetvo.models import LeadTime
from nahetvo.recompute_transitions import recompute
from nahetvo.transition.lead_times import lead_times
from tests.files.transition import n01_csv, n02_csv

DAY = date(2026, 4, 9)
STOOD = st.fixed_dictionaries({
    "brin": st.sampled_from(["90BB", "90DD"]), "number": st.uuids().map(str),
    "status": st.sampled_from(["aangemeld", "in_intake", "ingeschreven", "ingetrokken"]),
    "days": st.integers(-3, 90),
})  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(STOOD, min_size=1, max_size=60))
def test_the_middle_is_that_of_a_plain_loop_and_of_ten_or_more(rows):
    applied = pd.Timestamp("2026-02-01")
    frame = pd.DataFrame([row | {"applied_on": applied, "first_on": applied + timedelta(days=row["days"])} for row in rows])
    found = {(row.brin, row.step): row.half for row in lead_times(frame).itertuples()}
    expected = {}
    for brin in ("", "90BB", "90DD"):
        for status, step in (("in_intake", "intake"), ("ingeschreven", "inschrijving")):
            own = [row for row in rows if row["status"] == status and brin in ("", row["brin"])]
            days = [row["days"] for row in own if row["days"] >= 0]
            if len(days) >= 10:
                expected[brin, step] = round(median(days))
    assert found == expected


@pytest.fixture
def counted(deliver):
    """Ten pupils applied on 1 February: in March all are aangemeld, in April all ingeschreven, the last ones later."""
    deliver("N01_2026-03_90AA.csv", n01_csv([{} for _ in range(10)], brin="90AA", vestiging=""))
    applied = {"datum_aanmelding": "01-02-2026", "status": "aangemeld", "datum_status": "01-02-2026"}
    deliver("N02_2026-03_90BB.csv", n02_csv([applied for _ in range(10)], brin="90BB"))
    later = [applied | {"status": "ingeschreven", "datum_status": f"{n + 11:02d}-03-2026"} for n in range(10)]
    deliver("N02_2026-04_90BB.csv", n02_csv(later, brin="90BB"))
    recompute(SchoolYear(2025), on=DAY)


def test_the_page_tells_the_days_of_the_schools_and_no_number_of_pupils(counted, client, els, dirk):
    assert list(LeadTime.objects.values_list("brin", "step", "half", "most").order_by("brin")) == [
        ("", "inschrijving", 42, 46), ("90BB", "inschrijving", 42, 46),
    ]  # fmt: skip
    client.force_login(els)
    said = client.get("/na-het-vo/cijfers/", {"lijst": "doorlooptijd", "bestand": "csv"}).content.decode()
    assert '"inschrijving · alle mbo-scholen";"42";"46"' in said
    assert client.get("/na-het-vo/cijfers/school/90AA/", {"lijst": "doorlooptijd", "bestand": "csv"}).status_code == 404
