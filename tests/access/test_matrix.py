"""Every address as every member of the cast, with own, foreign and non-existing objects: nobody gets more.

A foreign object answers byte for byte like one that does not exist, and the name of a pupil reaches only
those who may see it. An address that is not listed here fails the test: new pages can't be forgotten.
"""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from monitoring.models import Account, Citation, Delivery, DigestSubscription, Measure
from monitoring.pseudonyms import pseudonym_of_pgn, pupil_id
from tests.files.r01 import valid_pgn

CAST = ("anonymous", "anna", "bram", "carla", "coen", "dirk", "els", "femke", "fien", "gijs", "hanna", "root")
OFFICERS = {"anna", "bram", "femke", "fien"}
SCHOOLS = {"carla", "coen"}
FIGURES = OFFICERS | SCHOOLS | {"dirk", "els"}
COMPARING = OFFICERS | {"dirk", "els"}  # see all schools beside each other
NOBODY: set[str] = set()
NO_OBJECT = 9_999_999
OF_ALLAUTH = re.compile(r"^(account|mfa|socialaccount|openid_connect)_|^None$")
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value="|X-CSRFToken": "|X-CSRFToken&quot;: &quot;)[^"&]+')


def young(n: int) -> int:
    """The id of pupil `n` of the fixture `accepted`."""
    return pupil_id(pseudonym_of_pgn(valid_pgn(n)))


def delivery_of(brin: str) -> int:
    return Delivery.objects.get(brin=brin, stand="2026-03").pk


def citation_of(municipality: str) -> str:
    known = {"token": f"citaat-{municipality}", "municipality": municipality, "place_name": "Eindhoven", "method": "regio"}
    numbers = dict.fromkeys(("percentage", "x", "n"), ".")
    made = {"teljaar": "2025-2026", "stand": "2026-03", "definition": "2026", "delivered": 2, "expected": 2}
    frozen = {"shown": numbers, "exact": {}, "made_on": date(2026, 4, 9)}
    return Citation.objects.get_or_create(**known, defaults=made | frozen)[0].token


def a_measure() -> int:
    days = {"starts_on": date(2025, 11, 1), "evaluate_on": date(2026, 6, 1)}
    return Measure.objects.get_or_create(title="Spreekuur", defaults={"what": "elke week"} | days)[0].pk


def a_subscription() -> str:
    dirk = Account.objects.get(username="dirk")
    return DigestSubscription.objects.get_or_create(account=dirk, municipality="0772")[0].token


# route, its argument (a function, because the rows exist only later), who may read it, who is sent on, status
# of everybody else behind the login (404: as if it did not exist), status of a POST by those who may read it
PAGES = [
    ("home", None, {"anonymous", "root"}, set(CAST) - {"anonymous", "root"}, 404, 405),
    ("accessibility", None, set(CAST), NOBODY, 404, 405),
    ("privacy", None, set(CAST), NOBODY, 404, 405),
    ("about-figures", None, set(CAST), NOBODY, 404, 405),
    ("figures", None, FIGURES, NOBODY, 404, 405),
    ("figures-waar-en-waarom", None, FIGURES, NOBODY, 404, 405),
    ("subregion", lambda: "helmond-peelland", {"els", "femke"}, NOBODY, 404, 405),
    ("subregion", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("subregion-waar-en-waarom", lambda: "helmond-peelland", {"els", "femke"}, NOBODY, 404, 405),
    ("subregion-waar-en-waarom", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("municipality-waar-en-waarom", lambda: "0772", {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 405),
    ("municipality-waar-en-waarom", lambda: "0794", {"bram", "els", "femke"}, NOBODY, 404, 405),
    ("municipality-waar-en-waarom", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("school-figures-waar-en-waarom", lambda: "90AA", FIGURES - {"coen"}, NOBODY, 404, 405),
    ("school-figures-waar-en-waarom", lambda: "90BB", FIGURES - {"carla"}, NOBODY, 404, 405),
    ("school-figures-waar-en-waarom", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("municipality", lambda: "0772", {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 405),
    ("municipality", lambda: "0794", {"bram", "els", "femke"}, NOBODY, 404, 405),
    ("municipality", lambda: "0363", NOBODY, NOBODY, 404, 405),
    ("municipality", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("school-figures", lambda: "90AA", FIGURES - {"coen"}, NOBODY, 404, 405),
    ("school-figures", lambda: "90BB", FIGURES - {"carla"}, NOBODY, 404, 405),
    ("school-figures", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("figures-report", None, FIGURES, NOBODY, 404, 405),
    ("municipality-report", lambda: "0772", {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 405),
    ("municipality-report", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("school-figures-report", lambda: "90AA", FIGURES - {"coen"}, NOBODY, 404, 405),
    ("school-figures-report", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("figures-cite", None, NOBODY, FIGURES, 404, 302),
    ("municipality-cite", lambda: "0772", NOBODY, {"anna", "dirk", "els", "femke", "fien"}, 404, 302),
    ("municipality-cite", lambda: "9999", NOBODY, NOBODY, 404, 302),
    ("school-figures-cite", lambda: "90BB", NOBODY, FIGURES - {"carla"}, 404, 302),
    ("school-figures-cite", lambda: "99ZZ", NOBODY, NOBODY, 404, 302),
    ("citation", lambda: citation_of("0772"), {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 405),
    ("citation", lambda: citation_of("0794"), {"bram", "els", "femke"}, NOBODY, 404, 405),
    ("citation", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("measures", None, COMPARING, NOBODY, 404, 422),
    ("measure", a_measure, COMPARING, NOBODY, 404, 405),
    ("measure", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("measure-edit", a_measure, {"els"}, NOBODY, 404, 422),
    ("measure-edit", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 404),
    ("measure-end", a_measure, NOBODY, {"els"}, 404, 302),
    ("measure-end", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 404),
    ("digests", None, FIGURES, NOBODY, 404, 422),
    ("digest-stop", a_subscription, set(CAST), NOBODY, 404, 200),  # whoever has the mail may stop it
    ("figures-toeval", None, FIGURES, NOBODY, 404, 405),
    ("municipality-toeval", lambda: "0772", {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 405),
    ("municipality-toeval", lambda: "0794", {"bram", "els", "femke"}, NOBODY, 404, 405),
    ("municipality-toeval", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("school-figures-toeval", lambda: "90AA", FIGURES - {"coen"}, NOBODY, 404, 405),
    ("school-figures-toeval", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("figures-kwetsbaar", None, FIGURES, NOBODY, 404, 405),
    ("municipality-kwetsbaar", lambda: "0772", {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 405),
    ("municipality-kwetsbaar", lambda: "0794", {"bram", "els", "femke"}, NOBODY, 404, 405),
    ("municipality-kwetsbaar", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("school-figures-kwetsbaar", lambda: "90AA", FIGURES - {"coen"}, NOBODY, 404, 405),
    ("school-figures-kwetsbaar", lambda: "90BB", FIGURES - {"carla"}, NOBODY, 404, 405),
    ("school-figures-kwetsbaar", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("figures-volggroep", None, FIGURES, NOBODY, 404, 405),
    ("municipality-volggroep", lambda: "0772", {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 405),
    ("municipality-volggroep", lambda: "0794", {"bram", "els", "femke"}, NOBODY, 404, 405),
    ("municipality-volggroep", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("school-figures-volggroep", lambda: "90AA", FIGURES - {"coen"}, NOBODY, 404, 405),
    ("school-figures-volggroep", lambda: "90BB", FIGURES - {"carla"}, NOBODY, 404, 405),
    ("school-figures-volggroep", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("figures-verloop", None, FIGURES, NOBODY, 404, 405),
    ("municipality-verloop", lambda: "0772", {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 405),
    ("municipality-verloop", lambda: "0794", {"bram", "els", "femke"}, NOBODY, 404, 405),
    ("municipality-verloop", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("school-figures-verloop", lambda: "90AA", FIGURES - {"coen"}, NOBODY, 404, 405),
    ("school-figures-verloop", lambda: "90BB", FIGURES - {"carla"}, NOBODY, 404, 405),
    ("school-figures-verloop", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("search", None, set(CAST) - {"anonymous"}, NOBODY, 404, 405),
    ("deliveries", None, SCHOOLS | {"els"}, NOBODY, 403, 422),
    ("delivery-calendar", None, SCHOOLS | {"els"}, NOBODY, 403, 405),
    ("practice", None, SCHOOLS, NOBODY, 403, 422),
    ("machine-tokens", None, SCHOOLS, NOBODY, 403, 422),
    ("machine-token-revoke", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 404),
    ("machine-deliver", None, NOBODY, NOBODY, 401, 401),
    ("machine-delivery", lambda: delivery_of("90AA"), NOBODY, NOBODY, 401, 401),
    ("machine-delivery", lambda: NO_OBJECT, NOBODY, NOBODY, 401, 401),
    ("machine-accept", lambda: delivery_of("90AA"), NOBODY, NOBODY, 401, 401),
    ("machine-accept", lambda: NO_OBJECT, NOBODY, NOBODY, 401, 401),
    ("layouts", None, set(CAST), NOBODY, 404, 405),
    ("layout", lambda: "R02", set(CAST), NOBODY, 404, 405),
    ("layout-template", lambda: "R01.csv", set(CAST), NOBODY, 404, 405),
    ("delivery-batch", None, NOBODY, NOBODY, 404, 405),  # names no delivery: test_delivering_together.py
    ("delivery", lambda: delivery_of("90AA"), {"carla", "els"}, NOBODY, 404, 405),
    ("delivery", lambda: delivery_of("90BB"), {"coen", "els"}, NOBODY, 404, 405),
    ("delivery", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("delivery-pupils", lambda: delivery_of("90AA"), NOBODY, NOBODY, 404, 405),  # it is accepted: nobody waits
    ("delivery-pupils", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("delivery-words", lambda: delivery_of("90AA"), {"carla"}, NOBODY, 404, 302),
    ("delivery-words", lambda: delivery_of("90BB"), {"coen"}, NOBODY, 404, 302),
    ("delivery-words", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 302),
    ("delivery-receipt", lambda: delivery_of("90AA"), {"carla", "els"}, NOBODY, 404, 405),
    ("delivery-receipt", lambda: delivery_of("90BB"), {"coen", "els"}, NOBODY, 404, 405),
    ("delivery-receipt", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("delivery-withdraw", lambda: delivery_of("90AA"), NOBODY, {"carla", "els"}, 404, 422),  # without a reason
    ("delivery-withdraw", lambda: delivery_of("90BB"), NOBODY, {"coen", "els"}, 404, 422),
    ("delivery-withdraw", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 422),
    ("delivery-history", lambda: "90AA", {"carla", "els"}, NOBODY, 404, 405),
    ("delivery-history", lambda: "90BB", {"coen", "els"}, NOBODY, 404, 405),
    ("delivery-history", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("delivery-progress", lambda: delivery_of("90AA"), {"carla", "els"}, NOBODY, 404, 405),
    ("delivery-progress", lambda: delivery_of("90BB"), {"coen", "els"}, NOBODY, 404, 405),
    ("delivery-progress", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("delivery-accept", lambda: delivery_of("90AA"), NOBODY, {"carla", "els"}, 404, 302),
    ("delivery-accept", lambda: delivery_of("90BB"), NOBODY, {"coen", "els"}, 404, 302),
    ("delivery-accept", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 302),
    ("delivery-reply", lambda: delivery_of("90AA"), NOBODY, NOBODY, 404, 405),  # nothing was found in it
    ("delivery-reply", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("worklist", None, OFFICERS | SCHOOLS, NOBODY, 404, 200),
    ("pupil", lambda: young(0), {"anna", "carla"}, NOBODY, 404, 405),  # 15, of 0772, at 90AA
    ("pupil", lambda: young(20), {"anna", "coen"}, NOBODY, 404, 405),  # 17, of 0772, at 90BB
    ("pupil", lambda: young(22), {"femke", "fien", "coen"}, NOBODY, 404, 405),  # 19, of 0772
    ("pupil", lambda: young(40), {"femke", "coen"}, NOBODY, 404, 405),  # 19, of 0794
    ("pupil", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("pupil", lambda: 2**70, NOBODY, NOBODY, 404, 405),
    ("pupil-insight", lambda: young(0), {"anna", "carla"}, NOBODY, 404, 405),
    ("pupil-insight", lambda: young(22), {"femke", "fien", "coen"}, NOBODY, 404, 405),
    ("pupil-insight", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("read-log", None, {"hanna"}, NOBODY, 404, 422),  # the POST names no PGN
    ("rules", None, set(CAST) - {"anonymous"}, NOBODY, 404, 302),
    ("rule-list", None, {"els", "gijs"}, NOBODY, 404, 404),  # the POST names no rule
    ("work-and-effect", None, COMPARING, NOBODY, 404, 405),
    ("accounts", None, {"gijs"}, NOBODY, 404, 404),  # the POST names no account
]
BY_KEY = {"machine-deliver", "machine-delivery", "machine-accept"}  # no session opens these, not even one's own
ONLY_POST = {"machine-token-revoke", "figures-cite", "municipality-cite", "school-figures-cite", "measure-end"}
NOT_ELS = ("delivery-accept", "delivery-withdraw", "deliveries")  # sees every delivery, delivers none
POSTS = {(name, "els"): 403 for name in NOT_ELS} | {("measures", name): 403 for name in COMPARING - {"els"}}
POSTS |= {("rules", name): 404 for name in ("dirk", "els", "gijs", "hanna", "root")}  # see no pupil: no mail of flags


@pytest.fixture
def clients(accepted, anna, bram, carla, coen, dirk, els, femke, fien, gijs, hanna, root, settings):
    """A logged-in browser for each; `root` is past the second factor, which test_login.py tests."""
    settings.MFA_REQUIRED = False
    people = dict(zip(CAST[1:], (anna, bram, carla, coen, dirk, els, femke, fien, gijs, hanna, root), strict=True))
    browsers = {name: Client(raise_request_exception=False) for name in CAST}
    for name, account in people.items():
        browsers[name].force_login(account)
    return browsers


def test_every_address_answers_every_member_of_the_cast_as_promised(clients):
    deviations, tried = [], 0
    for page in PAGES:
        for name, browser in clients.items():
            for method in ("get", "post"):
                found = getattr(browser, method)(address(page)).status_code
                expected = expected_status(page, name, method)
                tried += 1
                if found not in expected:
                    deviations.append(
                        f"{method.upper()} {address(page)} as {name}: {found}, not {sorted(expected)}"
                    )
    print(f"{tried} combinations")
    assert not deviations, "\n".join(deviations)


def test_a_foreign_object_looks_like_one_that_does_not_exist(clients):
    nothing = {page[0]: page for page in PAGES if page[1] and page[1]() in {NO_OBJECT, "9999", "99ZZ"}}
    for page in PAGES:
        for name, browser in clients.items():
            if page[1] is None or name in page[2] | page[3] | {"anonymous"}:
                continue
            foreign, absent = browser.get(address(page)), browser.get(address(nothing[page[0]]))
            assert bare(foreign) == bare(absent), f"{address(page)} as {name}"
            assert foreign.headers == absent.headers


def test_names_reach_only_those_who_may_see_them(clients):
    """Every page of every member: a surname is found where PAGES says that the pupil may be seen."""
    readers = {page[1](): page[2] for page in PAGES if page[0] == "pupil"}
    may = {
        name: readers[young(n)] for name, n in (("Vos0", 0), ("Roos20", 20), ("Roos22", 22), ("Roos40", 40))
    }
    seen = {canary: set() for canary in may}
    for page in PAGES:
        for name, browser in clients.items():
            asked = {"naam": "o", "q": "Roos"}
            for response in (browser.get(address(page)), browser.post(address(page), asked)):
                body = response.content + str(response.headers).encode()
                for canary in may:
                    if re.search(rf"\b{canary}\b".encode(), body):
                        seen[canary].add(name)
    assert seen == may


def test_every_address_is_listed():
    listed = {page[0] for page in PAGES} | {"health"}
    own = {p.name for p in addresses(get_resolver()) if not OF_ALLAUTH.match(str(p.name))}
    unlisted = own - listed
    assert not unlisted, f"put these in PAGES: {sorted(unlisted)}"


def test_pages_of_login_never_break_and_show_no_pupil(clients):
    of_allauth = {p.name for p in addresses(get_resolver()) if p.name and OF_ALLAUTH.match(p.name)}
    for route in sorted(of_allauth):
        try:
            path = reverse(route)
        except NoReverseMatch:  # those with an argument: tested where a key or provider exists
            continue
        for name in ("anonymous", "anna", "root"):
            response = clients[name].get(path)
            assert response.status_code < 500, f"{route} as {name}"
            assert b"Roos" not in response.content


def addresses(resolver) -> list[URLPattern]:
    found = []
    for pattern in resolver.url_patterns:
        found += [pattern] if isinstance(pattern, URLPattern) else addresses(pattern)
    return found


def address(page) -> str:
    return reverse(page[0], args=[page[1]()] if page[1] else [])


def expected_status(page, name: str, method: str) -> set[int]:
    route, _, readers, sent_on, otherwise, on_post = page
    if route in BY_KEY:
        return {401}
    if route in ONLY_POST and method == "get" and name != "anonymous":
        return {405}
    if name == "anonymous" and name not in readers | sent_on:
        return {302}
    if method == "post":
        allowed = {POSTS.get((route, name), on_post)}
        # 405 says that nobody posts here at all, whatever the object: it may come before the look-up
        return allowed if name in readers | sent_on else {otherwise} | ({405} if on_post == 405 else set())
    if name in readers:
        return {200, 204} if route == "delivery-progress" else {200}
    return {302} if name in sent_on else {otherwise}


def bare(response) -> tuple[int, bytes]:
    return response.status_code, TOKEN.sub(b"", response.content)
