"""Every address as every member of the cast, with own, foreign and non-existing objects: nobody gets more.

A foreign object answers byte for byte like one that does not exist, and the name of a pupil reaches only
those who may see it. An address that is not in `promises` fails the test: new pages can't be forgotten.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from tests.access.promises import BY_KEY, ONLY_POST, PAGES, POSTS
from tests.access.promises.cast import CAST, NO_OBJECT, young

OF_ALLAUTH = re.compile(r"^(account|mfa|socialaccount|openid_connect)_|^None$")
# there a visitor who finds nothing is not asked to log in
OPEN = {page[0] for page in PAGES if "anonymous" in page[2]}
TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value="|X-CSRFToken": "|X-CSRFToken&quot;: &quot;)[^"&]+')
# surname and number of a pupil of `accepted`
CANARIES = {"Vos0": 0, "Roos20": 20, "Roos22": 22, "Roos40": 40}
SEARCHED = {"worklist", "search"}
# one worker opens all addresses, for all tests that judge the answers
ONCE = pytest.mark.xdist_group("matrix")
KNOWN: list = []
pytestmark = pytest.mark.django_db  # said aloud: `answers` asks for its rows late, and would run after whole transactions


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


@dataclass(frozen=True)
class Answer:
    """What one member got at one address: enough to judge it, and which pupils' names were in it."""

    page: tuple
    argument: object
    address: str
    name: str
    method: str
    status: int
    body: bytes  # a digest, without the token of a form
    headers: dict
    canaries: frozenset[str]


@pytest.fixture
def answers(request) -> list[Answer]:
    """Every address opened and posted to by every member, once for all tests of this group: it takes a minute."""
    if not KNOWN:
        KNOWN.extend(walk(request.getfixturevalue("clients")))
    return KNOWN


def walk(clients) -> Iterator[Answer]:
    """All reading first: what a POST leaves behind, as a message, would make two pages differ."""
    for method, page in product(("get", "post"), PAGES):
        asked = {"naam": "o", "q": "Roos"} if method == "post" and page[0] in SEARCHED else {}
        argument, path = first(page[1]()) if page[1] else None, address(page)
        for name, browser in clients.items():
            response = getattr(browser, method)(path, asked)
            told = response.content + str(response.headers).encode()
            found = frozenset(canary for canary in CANARIES if re.search(rf"\b{canary}\b".encode(), told))
            body = hashlib.sha256(TOKEN.sub(b"", response.content)).digest()
            yield Answer(
                page, argument, path, name, method, response.status_code, body, dict(response.headers), found
            )


@ONCE
def test_every_address_answers_every_member_of_the_cast_as_promised(answers):
    deviations = [
        f"{each.method.upper()} {each.address} as {each.name}: {each.status}, not {sorted(expected)}"
        for each in answers
        if each.status not in (expected := expected_status(each.page, each.name, each.method))
    ]
    print(f"{len(answers)} combinations")
    assert not deviations, "\n".join(deviations)


@ONCE
def test_a_foreign_object_looks_like_one_that_does_not_exist(answers):
    absent = {
        (each.page[0], each.name): each
        for each in answers
        if each.method == "get" and each.argument in {NO_OBJECT, "9999", "99ZZ"}
    }
    compared = 0
    for each in answers:
        may = each.page[2] | each.page[3] | {"anonymous"}
        nothing = absent.get((each.page[0], each.name))
        if each.method == "post" or each.argument is None or each.name in may or nothing is None:
            continue  # where no object is foreign to anybody it is all or nothing by role
        assert (each.status, each.body, each.headers) == (nothing.status, nothing.body, nothing.headers), (
            each.address
        )
        compared += 1
    assert compared > 100


@ONCE
def test_names_reach_only_those_who_may_see_them(answers):
    """Every page of every member: a surname is found where PAGES says that the pupil may be seen."""
    readers = {each.argument: each.page[2] for each in answers if each.page[0] == "pupil"}
    seen = {canary: {each.name for each in answers if canary in each.canaries} for canary in CANARIES}
    assert seen == {canary: readers[young(n)] for canary, n in CANARIES.items()}


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
