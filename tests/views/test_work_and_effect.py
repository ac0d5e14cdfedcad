"""Werk en effect: counts from real rows, exact for officers, suppressed for who sees no youngster, closed to schools."""

import html
from datetime import date, timedelta

import pytest
from django.urls import reverse

from monitoring.calculation.school_year import SchoolYear
from monitoring.caseload import caseload_of_places
from monitoring.effect_of_rules import effect_of_rules
from monitoring.effect_report import effect_report
from monitoring.models import CaseFile, Contact, Episode, Flag, Identity, Pupil, Uptake
from monitoring.pseudonyms import pseudonym_of_pgn, pupil_id
from monitoring.reference.report_dates import report_date
from monitoring.vocabulary import Role
from monitoring.work_rows import counted_for
from tests.files.r01 import r01_csv, valid_pgn

TODAY, YEAR = date(2026, 4, 9), SchoolYear(2025)
SINCE = date(2026, 2, 1)


def young(n: int) -> int:
    return pupil_id(pseudonym_of_pgn(valid_pgn(n)))


@pytest.fixture
def worked(femke):
    """Twelve of S5 in 0772 and one in 0794; of the twelve five spoken, one only called, one taken up, two back.

    Six case files in 0772 (one closed in April as work, two with Femke), one in 0794.
    """
    for n in (*range(22, 34), 50):
        flagged(n, "0794" if n == 50 else "0772", cleared_on=date(2026, 3, 1) if n in (22, 23) else None)
    for n in (*range(22, 28), 50):
        case_file = CaseFile.objects.create(
            pupil_id=young(n), role=Role.DOORSTROOMPUNT, holder="REGIO", owner=femke if n in (23, 24) else None,
            status_since=SINCE, opened_on=SINCE + timedelta(n), opened_by_name="Femke",
            closed_on=date(2026, 4, 2) if n == 22 else None, destination="3" if n == 22 else "",
        )  # fmt: skip
        Contact.objects.create(
            case_file=case_file, on=SINCE + timedelta(n), kind="gebeld", by_name="Femke", holder="REGIO",
            role=Role.DOORSTROOMPUNT, outcome="geen_gehoor" if n == 27 else "gesproken",
        )  # fmt: skip
    taken_up(30, date(2026, 3, 1))
    taken_up(31, date(2026, 1, 1))  # before the flag
    for n in (22, 23):
        Episode.objects.create(
            kind="vsv", pupil_id=young(n), opened_on=date(2024, 2, 10), teljaar="2025-2026", brin="90BB", vestiging="",
            municipality="0772", category="mbo2", closed_on=date(2026, 3, 20), closing="herinstroom",
        )  # fmt: skip


def flagged(n: int, municipality: str, cleared_on: date | None) -> None:
    pseudonym = pseudonym_of_pgn(valid_pgn(n))
    Pupil.objects.create(id=young(n), pseudonym=pseudonym.hex(), key_version=1)
    Identity.objects.create(
        pupil_id=young(n), surname=f"Roos{n}", given_name="Sam", born_on=date(2006, 5, 14), municipality=municipality,
        as_of="2026-03", fingerprint=n,
    )  # fmt: skip
    Flag.objects.create(pupil_id=young(n), rule="S5", since=SINCE, raised_on=SINCE, brin="90BB", cleared_on=cleared_on)


def taken_up(n: int, on: date) -> None:
    Uptake.objects.create(pupil_id=young(n), role=Role.DOORSTROOMPUNT, holder="REGIO", on=on)


def s5(user):
    return next(each for each in effect_of_rules(counted_for(user), YEAR) if each.rule.code == "S5")


def test_an_officer_counts_what_became_of_the_flags_of_its_own_municipality(worked, anna, fien):
    for officer in (anna, fien):
        found = s5(officer)
        assert [part.value for part in (found.flagged, found.contacted, found.back, found.cleared)] == [12, 6, 2, 2]


def test_another_teljaar_counts_other_flags(worked, anna):
    rules = effect_of_rules(counted_for(anna), SchoolYear(2024))
    assert {each.flagged.value for each in rules} == {0}


def test_who_sees_no_youngster_sees_no_small_number_and_no_small_remainder(worked, dirk, els):
    for reader in (dirk, els):
        found = s5(reader)
        assert (str(found.back), str(found.cleared)) == ("<5", "<5")
    taken_up(32, date(2026, 3, 1))
    taken_up(33, date(2026, 3, 1))
    assert str(s5(dirk).contacted) == "."  # 8 of 12: four without


def test_a_school_row_that_began_after_the_flag_is_education_again(deliver, anna):
    starts = ("01-03-2026", "01-09-2025")
    rows = [{"datum_inschrijving": start, "gemeentecode": "0772", "brin": "90BB"} for start in starts]
    deliver("R01_2026-04_90BB.csv", r01_csv(rows))
    for n in (0, 1):
        Flag.objects.create(pupil_id=young(n), rule="S5", since=SINCE, raised_on=SINCE)
    assert [s5(anna).flagged.value, s5(anna).back.value] == [2, 1]


def test_caseload_is_whole_for_officers_and_adds_up(worked, femke):
    total, *lines = caseload_of_places(counted_for(femke), TODAY)
    assert [(line.name, line.open.value, line.without_owner.value, line.closed.value) for line in lines] == [
        ("Eindhoven", 5, 3, 1), ("Helmond", 1, 1, 0)
    ]  # fmt: skip
    assert (total.open.value, total.without_owner.value) == (6, 4)


def test_caseload_of_the_coordinator_betrays_no_small_number(worked, els):
    total, eindhoven, helmond = caseload_of_places(counted_for(els), TODAY)
    assert str(helmond.open) == "<5"
    assert total.open.value is None or eindhoven.open.value is None


def test_the_report_counts_trajects_intakes_and_destinations(worked, fien, dirk):
    report = effect_report(counted_for(fien), YEAR, TODAY)
    numbers = {(line.head, line.label): line.number.value for line in report.lines}
    assert numbers["Bereik", "Benaderd"] == 6
    assert numbers["Bereik", "Intake gevoerd"] == 5
    assert numbers["Trajecten", "Gestart"] == 6
    assert numbers["Trajecten", "Beëindigd"] == 1
    assert numbers["Van signaal tot intake", "2 tot 4 weken"] == 5
    assert numbers["Tijd zonder onderwijs bij de start", "2 tot 3 jaar"] == 2
    assert numbers["Duur van de beëindigde trajecten", "1 tot 6 maanden"] == 1
    assert numbers["Bestemming na het traject (tabel 3F)", "3 · werk zonder zicht op een startkwalificatie"] == 1
    masked = effect_report(counted_for(dirk), YEAR, TODAY)
    assert not [line for line in masked.lines if line.number.value in (1, 2, 3, 4) or line.seventeen.value in (1, 2, 3, 4)]


def test_the_report_is_due_on_a_dated_day_with_a_source():
    assert report_date("2025-2026")[0] == date(2026, 12, 1)
    assert "BWBR0031387" in report_date("2012-2013")[1]


def test_colleagues_are_named_only_to_their_own_organisation(worked, client, femke, els, django_assert_max_num_queries):
    shown = {}
    for reader in (femke, els):
        client.force_login(reader)
        with django_assert_max_num_queries(12):
            shown[reader.username] = html.unescape(client.get(reverse("work-and-effect")).content.decode())
    assert "Dossiers per medewerker" in shown["femke"]
    assert "Dossiers per medewerker" not in shown["els"]
    assert "niet bijgehouden" in shown["els"].lower()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_table_is_a_file_with_the_same_marks(worked, client, dirk, form):
    client.force_login(dirk)
    for name in ("regels", "gemeenten", "effectrapportage"):
        answer = client.get(reverse("work-and-effect"), {"lijst": name, "bestand": form})
        assert answer.status_code == 200
        assert f"{name}_2025-2026.{form}" in answer.headers["Content-Disposition"]
    if form == "csv":
        assert '"niet bijgehouden"' in answer.content.decode("utf-8-sig")
    assert client.get(reverse("work-and-effect"), {"lijst": "medewerkers", "bestand": form}).status_code == 404
