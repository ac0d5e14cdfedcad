"""The worklist and Vandaag: who is on it and why, that it shrinks when anybody takes up, filters, and acts on several."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from monitoring.casework.entries import log_contact, make_plan
from monitoring.casework.files import set_status, snooze, take_up
from monitoring.models import AbsenceDistance, AccessLog, CaseFile, Episode, Flag, Outcome, Plan, SavedFilter
from tests.access.promises.cast import young

ON = date(2026, 4, 9)


@pytest.fixture(autouse=True)
def _day(settings):
    settings.TODAY = ON


def flag(n: int, rule: str = "S5", days: int = 8, **facts) -> Flag:
    since = ON - timedelta(days=days)
    known = {"brin": "90BB", "vestiging": "00", "evidence": {"left_on": "2026-02-10"}} | facts
    return Flag.objects.create(pupil_id=young(n), rule=rule, since=since, raised_on=since, **known)


@pytest.fixture
def shown(client):
    def show(who, query: str = "", route: str = "worklist") -> str:
        client.force_login(who)
        return client.get(reverse(route) + query).content.decode()

    return show


def on_list(who, client, query: str = "") -> list[int]:
    client.force_login(who)
    return [row.record.pupil for row in client.get(reverse("worklist") + query).context["table"].rows]


def test_the_list_is_of_those_signalled_and_not_taken_up_the_youngest_and_longest_first(accepted, anna, femke, client):
    flag(22, days=8), flag(23, days=30), flag(20, days=2), flag(24, days=5)
    take_up(young(24), by=femke, today=ON)
    assert on_list(femke, client) == [young(23), young(22)]
    assert on_list(anna, client) == [young(20)]
    everybody = on_list(femke, client, "?toon=alle")
    assert everybody[-3:] == [young(23), young(22), young(24)]  # the others left in February
    assert set(everybody) == {young(n) for n in (21, 22, 23, 24, 25, 40, 41)}


def test_a_school_that_takes_up_shortens_the_list_of_the_officer_who_reads_by_whom(accepted, coen, femke, client, shown):
    flag(22)
    file = take_up(young(22), by=coen, today=ON)
    log_contact(file, kind="gebeld", outcome="gesproken", text="Heeft heimwee.", on=ON, by=coen, today=ON)
    assert on_list(femke, client) == []
    page = shown(femke, "?toon=opgepakt")
    assert "Opgepakt door ROC Voorbeeld op 09-04-2026" in page
    assert f"{reverse('what-works')}?fase=" in page
    assert "Heeft heimwee" not in page


def test_a_later_flag_brings_the_youngster_back(accepted, femke, client):
    flag(22, days=8)
    take_up(young(22), by=femke, today=ON - timedelta(days=3))
    assert on_list(femke, client) == []
    flag(22, "S7", days=1)
    assert on_list(femke, client) == [young(22)]


def test_who_is_put_away_is_shown_on_that_list_only(accepted, femke, client):
    flag(22)
    snooze(take_up(young(22), by=femke, today=ON), until=ON + timedelta(days=9), reason="Vakantie", by=femke, today=ON)
    assert on_list(femke, client, "?toon=weggelegd") == [young(22)]
    assert on_list(femke, client, "?toon=dossier") == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [("reden=S7", {23}), ("gemeente=0794", {40, 41}), ("medewerker=ik", {41}), ("medewerker=niemand", {22, 23, 40}),
     ("leeftijd=18", {22, 23, 40, 41}), ("leeftijd=kwalificatieplicht", set()), ("status=werk", {41}),
     ("status=onbekend", {22, 23, 40}), ("stil=60", {22, 23, 40}), ("reden=S99&gemeente=x", {22, 23, 40, 41})],
)  # fmt: skip
def test_every_filter_keeps_those_it_names(accepted, femke, client, query, expected):
    flag(22), flag(23, "S7"), flag(40), flag(41)
    file = take_up(young(41), by=femke, today=ON)
    set_status(file, status="werk", until=ON + timedelta(days=60), by=femke, today=ON)
    log_contact(file, kind="gebeld", outcome="gesproken", text="", on=ON, by=femke, today=ON)
    flagged = {young(n) for n in (22, 23, 40, 41)}
    assert set(on_list(femke, client, f"?toon=alle&{query}")) & flagged == {young(n) for n in expected}


def test_several_at_once_are_each_a_movement_and_who_is_skipped_is_told(accepted, femke, fien, anna, client):
    flag(22), flag(23)
    take_up(young(23), by=fien, today=ON)  # of Eindhoven's own Doorstroompunt; femke has the mandate of the region
    client.force_login(femke)
    due = {"plan-what": "Bellen", "plan-due_on": "2026-04-20", "plan-owner": femke.pk}
    ticked = {"wie": [young(22), young(0), 5], "doe": "plan", "lijst": "toon=alle"}
    answer = client.post(reverse("worklist-together"), due | ticked, follow=True)
    assert "Maak een plan: 1 gedaan." in answer.content.decode()
    assert [plan.case_file.pupil_id for plan in Plan.objects.all()] == [young(22)]
    assert answer.request["QUERY_STRING"] == "toon=alle"
    no_reason = {"wie": [young(22)], "doe": "wegleggen", "snooze-until": "2026-04-20"}
    refused = client.post(reverse("worklist-together"), no_reason)
    assert refused.status_code == 422
    assert str(young(22)) in refused.content.decode()
    late = {"wie": [young(22)], "doe": "wegleggen", "snooze-until": "2026-04-01", "snooze-reason": "Later"}
    told = client.post(reverse("worklist-together"), late, follow=True).content.decode()
    assert "Overgeslagen: Sam van Roos22. Kies een dag na vandaag." in told


def test_assigning_several_gives_also_whom_nobody_had_to_the_colleague(accepted, anna, client):
    flag(20, "S7")
    client.force_login(anna)
    client.post(reverse("worklist-together"), {"wie": [young(20)], "doe": "toewijzen", "assign-to": anna.pk})
    assert CaseFile.objects.get().owner == anna


def test_a_saved_filter_tells_who_came_and_who_left_and_is_its_owners_own(accepted, femke, fien, client, shown):
    flag(22), flag(23)
    client.force_login(femke)
    client.post(reverse("saved-filter-save"), {"naam": "Ochtend", "lijst": ""})
    saved = SavedFilter.objects.get()
    assert saved.seen == sorted([young(22), young(23)])
    flag(24)
    take_up(young(22), by=femke, today=ON)
    page = shown(femke, f"?bewaard={saved.pk}")
    assert "kwamen er 1 bij en viel er 1 af" in page
    assert page.count("mark-new") == 1
    client.post(reverse("saved-filter", args=[saved.pk]), {"doe": "gezien"})
    assert "veranderde er niets" in shown(femke, f"?bewaard={saved.pk}")
    client.force_login(fien)
    assert client.post(reverse("saved-filter", args=[saved.pk])).status_code == 404


def test_vandaag_has_every_box_with_its_rule_and_reads_the_names_it_shows(accepted, femke, client, shown):
    flag(22)
    AbsenceDistance.objects.create(pupil_id=young(24), brin="90BB", vestiging="00", hours=13, highest=13, weeks=4,
                                   last_week=ON, days_left=5, as_of=ON)  # fmt: skip
    file = take_up(young(23), by=femke, today=ON - timedelta(days=40))
    set_status(file, status="werk", until=ON + timedelta(days=5), by=femke, today=ON - timedelta(days=40))
    make_plan(file, what="Bellen over bbl", due_on=ON, owner=femke, by=femke, today=ON - timedelta(days=2))
    page = shown(femke, route="today")
    boxes = {box.kind.show: [each.need.pupil for each in box.first] for box in client.get("/vandaag/").context["boxes"]}
    assert boxes == {"nieuw": [young(22)], "grens": [young(24)], "gesproken": [young(23)], "verloopt": [young(23)],
                     "leeftijd": [], "verhuisd": []}  # fmt: skip
    assert page.index("Bellen over bbl") < page.index("Wie heeft mij nodig?")
    read = AccessLog.objects.filter(origin="today").values_list("pupil_id", flat=True)
    assert set(read) == {young(n) for n in (22, 23, 24)}


def test_who_moved_here_since_leaving_school_is_in_a_box_of_its_own(accepted, fien, client):
    Episode.objects.create(kind="vsv", pupil_id=young(22), opened_on=date(2026, 2, 10), teljaar="2025-2026", brin="90BB",
                           vestiging="00", municipality="0794", category="mbo2")  # fmt: skip
    Outcome.objects.filter(pupil_id=young(22)).update(municipality="0794")
    assert on_list(fien, client, "?toon=verhuisd") == [young(22)]


@pytest.mark.parametrize(("route", "most"), [("worklist", 20), ("today", 28), ("pupil", 28), ("pupil-pane", 19)])
def test_the_queries_do_not_grow_with_what_is_there(accepted, femke, client, django_assert_max_num_queries, route, most):
    """The columns of needs() are read beside this counter, in one query for each kind of fact."""
    for n in (22, 23, 24, 25, 40, 41):
        flag(n, days=n)
        file = take_up(young(n), by=femke, today=ON - timedelta(days=45))
        for days in range(40, 45):
            spoken = {"kind": "gebeld", "outcome": "gesproken", "text": "", "on": ON - timedelta(days=days)}
            log_contact(file, **spoken, by=femke, today=ON)
            make_plan(file, what="Bellen", due_on=ON, owner=femke, by=femke, today=ON - timedelta(days=41))
    client.force_login(femke)
    with django_assert_max_num_queries(most):
        page = client.get(reverse(route, args=[young(22)] if route.startswith("pupil") else []) + "?toon=alle")
    assert "van Roos22" in page.content.decode()
