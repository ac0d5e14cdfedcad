"""What the Content-Security-Policy forbids, or is left unescaped, is nowhere in a template or a view."""

import re

import pytest

from tests.architecture.sources import OURS, name_of, python_files, templates

FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"\sstyle\s*=\s*[\"']", re.I),
    "an event handler": re.compile(r"\s(on[a-z]+|hx-on[:a-z-]*)\s*=\s*[\"']", re.I),
    "a script address": re.compile(r"javascript:", re.I),
    "unescaped text": re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off"),
    "a foreign server": re.compile(r"(src|href|action)=[\"'](https?:)?//", re.I),
}
SANITISES = "monitoring/open_face/markup.py"  # its HTML went through nh3 one line before (tests/open_face/test_markup.py)
UNSAFE_PYTHON = re.compile(
    r"\bmark_safe\(|\bSafeString\(|@csrf_exempt|\bcache_page\b|\bpickle\b|\beval\(|shell=True"
)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_has(what):
    found = [
        f"{name_of(path)}:{number}"
        for path in templates()
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if FORBIDDEN[what].search(line)
    ]
    assert not found, f"{what}: {found}"


WITHOUT_SESSION = {  # forms for visitors: the token would set a cookie, and there is no session to abuse
    "templates/monitoring/digest_stop.html",
    "templates/monitoring/open/meeting_register.html",
    "templates/monitoring/open/news_subscribe.html",
    "templates/monitoring/open/registration.html",
}


def test_every_form_that_posts_has_its_token():
    forms = re.compile(r"<form\b[^>]*method=\"post\".*?</form>", re.I | re.S)
    bare = [
        name_of(p) for p in templates() for form in forms.findall(p.read_text()) if "csrf_token" not in form
    ]
    assert set(bare) == WITHOUT_SESSION


def test_no_python_switches_a_guard_off():
    found = {name_of(path): UNSAFE_PYTHON.findall(path.read_text()) for path in python_files(*OURS)}
    assert {name: guards for name, guards in found.items() if guards} == {SANITISES: ["mark_safe("]}
