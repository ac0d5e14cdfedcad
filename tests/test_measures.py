"""A measure is logged by the coordinator, stands in the chart, and is judged on its day from shown numbers."""

import json
import re
from datetime import date

import pytest

from monitoring.measure_marks import place_in_year
from monitoring.measures import comparison, odds
from monitoring.models import Measure, School
from tests.figure_regions import closed_computation

FORM = {
    "title": "Verzuimspreekuur", "what": "Elke week een spreekuur.", "starts_on": "2025-10-20",
    "evaluate_on": "2026-04-01", "category": "", "ends_on": "",
}  # fmt: skip
JUDGED = date(2026, 4, 9)


def region(own_before: int, own_after: int):
    """90AA has the measure: 1000 pupils; 90BB has 9000, 200 of whom drop out in both teljaren."""
    for teljaar, month, own in (("2024-2025", "2025-03", own_before), ("2025-2026", "2026-03", own_after)):
        cells = [("90AA", "", "0772", "mbo2", 1000, 0, own, 0), ("90BB", "", "0772", "mbo2", 9000, 0, 200, 0)]
        yield closed_computation(cells, teljaar=teljaar, stand=month)


@pytest.fixture
def measure(schools):
    days = {"starts_on": date(2025, 10, 20), "evaluate_on": date(2026, 4, 1)}
    made = Measure.objects.create(title="Verzuimspreekuur", what="elke week", logged_by_name="Els", **days)
    made.schools.set(School.objects.filter(brin="90AA", vestiging=""))
    return made


def judged(reader, measure, stands, on=JUDGED):
    return comparison(reader, measure, frozenset({"90AA"}), list(stands), on=on)


@pytest.mark.parametrize(("after", "verdict"), [(48, "geen zichtbaar effect"), (32, "mogelijk"), (15, "duidelijk")])
def test_the_verdict_follows_the_counts(measure, dirk, after, verdict):
    found = judged(dirk, measure, region(50, after))
    assert found.verdict == verdict
    assert [row["after"]["vsv"] for row in found.rows] == [str(after), "200"]
    assert "95 % zekerheid" in found.sentences[1]


def test_before_its_day_there_is_no_verdict(measure, dirk):
    found = judged(dirk, measure, region(50, 15), on=date(2026, 3, 31))
    assert (found.verdict, found.effect) == ("nog te vroeg", None)


def test_numbers_that_are_not_shown_are_not_compared(measure, dirk):
    found = judged(dirk, measure, region(50, 3))
    assert found.verdict == "niet te zeggen"
    assert found.rows[0]["after"]["vsv"] == "."
    assert found.rows[1]["after"]["vsv"] == "."  # the others would give it away


def test_a_measure_of_the_whole_region_has_nothing_to_stand_beside(measure, dirk):
    assert comparison(dirk, measure, frozenset(), [], on=JUDGED).verdict == "niet te zeggen"


def test_without_a_stand_on_both_sides_of_its_start_nothing_is_said(measure, dirk):
    before, after = region(50, 30)
    assert judged(dirk, measure, [before]).verdict == "nog te vroeg"
    assert judged(dirk, measure, [after]).verdict == "niet te zeggen"


def test_the_coordinator_logs_changes_and_ends_a_measure(client, els, schools):
    client.force_login(els)
    school = School.objects.get(brin="90AA", vestiging="")
    assert client.post("/regio/maatregelen/", FORM | {"schools": [school.pk]}).status_code == 302
    made = Measure.objects.get()
    assert (list(made.schools.all()), made.logged_by) == ([school], els)
    client.post(f"/regio/maatregelen/{made.pk}/wijzigen/", FORM | {"title": "Inloopuur"})
    client.post(f"/regio/maatregelen/{made.pk}/beeindigen/")
    made.refresh_from_db()
    assert (made.title, made.ends_on is not None) == ("Inloopuur", True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"evaluate_on": "2025-10-20"}, "De dag van beoordelen ligt na"), ({"ends_on": "2025-10-01"}, "eindigt niet voordat"),
     ({"title": ""}, "Vul dit in."), ({"starts_on": "binnenkort"}, "Schrijf de datum als 31-12-2026")],
)  # fmt: skip
def test_a_form_says_in_dutch_what_is_wrong(client, els, wrong, said):
    client.force_login(els)
    answer = client.post("/regio/maatregelen/", FORM | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Measure.objects.exists()


def test_a_measure_is_a_line_in_the_charts_of_the_region_and_its_schools(client, dirk, measure):
    list(region(50, 30))
    client.force_login(dirk)
    for address, is_there in (("/cijfers/", True), ("/cijfers/school/90AA/", True), ("/cijfers/school/90BB/", False)):
        page = client.get(address).content.decode()
        chart = json.loads(re.search(r'<script id="verloop-data" type="application/json">(.*?)</script>', page)[1])
        lines = [shape["x0"] for shape in chart["layout"].get("shapes", []) if shape.get("line", {}).get("dash") == "dot"]
        assert bool(lines) == is_there, address
        assert ("Maatregel: Verzuimspreekuur (vanaf 20 oktober 2025)" in page) == is_there


def test_a_school_reads_of_its_own_measures_only(measure, carla, coen):
    assert list(Measure.objects.visible_to(carla)) == [measure]
    assert not Measure.objects.visible_to(coen).exists()


@pytest.mark.parametrize(
    ("day", "place"), [(date(2025, 11, 1), 1.0), (date(2026, 3, 16), 5 + 15 / 31), (date(2025, 10, 1), 0.65)]
)
def test_a_day_lies_between_the_stands(day, place):
    assert place_in_year(day) == pytest.approx(place)


def test_odds_are_told_in_words():
    assert [odds(p) for p in (0.7, 0.0277, 0.00001)] == [
        "in ongeveer de helft van de gevallen of vaker",
        "in ongeveer 1 op de 36 gevallen",
        "in minder dan 1 op de 1.000 gevallen",
    ]
