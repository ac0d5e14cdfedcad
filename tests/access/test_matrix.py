"""Every address as every member of the cast, with own, foreign and non-existing objects: nobody gets more.

A foreign object answers byte for byte like one that does not exist, and the name of a pupil reaches only
those who may see it. An address that is not in `promises` fails the test: new pages can't be forgotten.
"""

import re

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from tests.access.promises import BY_KEY, ONLY_POST, PAGES, POSTS
from tests.access.promises.cast import CAST, NO_OBJECT, young

OF_ALLAUTH = re.compile(r"^(account|mfa|socialaccount|openid_connect)_|^None$")
OPEN = {page[0] for page in PAGES if "anonymous" in page[2]}  # there a visitor who finds nothing is not asked to log in
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value="|X-CSRFToken": "|X-CSRFToken&quot;: &quot;)[^"&]+')


@pytest.fixture
def clients(accepted, anna, bram, carla, coen, dirk, els, femke, fien, gijs, hanna, root, settings):
    """A logged-in browser for each; `root` is past the second factor, which test_login.py tests."""
    settings.MFA_REQUIRED = False
    people = dict(
        zip(CAST[1:], (anna, bram, carla, coen, dirk, els, femke, fien, gijs, hanna, root), strict=True)
    )
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
    nothing = {page[0]: page for page in PAGES if page[1] and first(page[1]()) in {NO_OBJECT, "9999", "99ZZ"}}
    for page in PAGES:
        for name, browser in clients.items():
            if page[1] is None or name in page[2] | page[3] | {"anonymous"}:
                continue
            if page[0] not in nothing:
                continue  # nobody's object is foreign to anybody there: all or nothing by role
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


def first(argument):
    return argument[0] if isinstance(argument, tuple) else argument


def address(page) -> str:
    argument = page[1]() if page[1] else ()
    return reverse(page[0], args=argument if isinstance(argument, tuple) else [argument])


def expected_status(page, name: str, method: str) -> set[int]:
    route, _, readers, sent_on, otherwise, on_post = page
    if route in BY_KEY:
        return {401}
    if route in ONLY_POST and method == "get" and name != "anonymous":
        return {405}
    if name == "anonymous" and name not in readers | sent_on and route not in OPEN:
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
