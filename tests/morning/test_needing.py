"""The columns of the list say the same as the rules for one youngster at a time."""

from datetime import date, timedelta

import pandas as pd
import pytest

from monitoring.calculation.regime import age, leerplicht_until
from monitoring.morning.needing import ages, needing

LEAP = date(2008, 2, 29)
BORN = sorted({LEAP + timedelta(days=n) for n in (-1, 0, 1, 40, 152, 153, 154, 400)} | {date(2010, 7, 31), date(2010, 8, 1)})
NOTHING = {
    "municipality": "0772", "file": None, "owner_id": None, "status": "onbekend", "school": "", "counted_in": "",
    "hours": 0.0, "is_followed": True,
}  # fmt: skip
SPECIAL = (
    "is_unattended", "is_snoozed", "is_near_limit", "is_long_silent", "status_expires", "is_turning", "has_moved",
)  # fmt: skip
DAYS = (
    "status_until", "snoozed_until", "opened_on", "contact_on", "spoken_on", "first_flag", "last_flag", "out_since",
    "taken_up_on",
)  # fmt: skip


def rows(born: list[date]) -> pd.DataFrame:
    facts = {"pupil_id": range(len(born)), "born_on": pd.to_datetime(pd.Series(born))} | NOTHING
    return pd.DataFrame(facts | {name: pd.Series(pd.NaT, range(len(born)), "datetime64[s]") for name in DAYS})


@pytest.mark.parametrize("on", [date(2026, 2, 28), date(2028, 2, 29), date(2026, 3, 1), date(2026, 7, 31), date(2026, 8, 1)])
def test_ages_and_leerplicht_of_a_column_are_those_of_each_birthday(on):
    assert ages(pd.to_datetime(pd.Series(BORN)), on).tolist() == [age(day, on) for day in BORN]
    no_flags = pd.DataFrame({"pupil_id": [], "rule": []})
    found = needing(rows(BORN), no_flags, on, reader=1, own={"0772"}).rows
    assert found["is_leerplichtig"].tolist() == [on <= leerplicht_until(day) for day in BORN]


def test_who_has_no_date_of_anything_waits_no_days_and_is_on_no_special_list():
    found = needing(rows(BORN), pd.DataFrame({"pupil_id": [], "rule": []}), date(2026, 4, 9), reader=1, own=set()).rows
    assert set(found["days"]) == {0}
    assert [name for name in SPECIAL if found[name].any()] == []
