"""What an editor types comes out as plain, safe HTML: no script, no foreign picture, no address that runs."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.open_face.markup import ATTRIBUTES, TAGS, pictures_in, to_html

DANGEROUS = [
    "<script>alert(1)</script>", "[klik](javascript:alert(1))", "<img src=x onerror=alert(1)>", "[x](data:text/html,hoi)",
    "![x](https://elders.nl/volg.gif)", "<iframe src=https://elders.nl></iframe>", "<svg onload=alert(1)>",
    "[x](vbscript:x)", "![a](/beeld/a.webp \"onload=x\")", "<a href='javascript:x'>x</a>", "**<b onclick=x>hoi</b>**",
]  # fmt: skip
PIECES = [*DANGEROUS, "# kop", "tekst", "\n\n", "- ", "`", "<", ">", '"', "[", "](", ")"]
TAG = re.compile(r"<\s*/?\s*([a-z0-9]+)([^>]*)>", re.I)
ATTRIBUTE = re.compile(r"([a-z-]+)=\"([^\"]*)\"", re.I)


def faults(html: str) -> list[str]:
    """Everything in the HTML that is not on the list, found by another way than the one that made it."""
    found = []
    for tag, rest in TAG.findall(html):
        found += [] if tag in TAGS else [tag]
        for name, value in ATTRIBUTE.findall(rest):
            allowed = ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set())
            found += [] if name in allowed else [f"{tag} {name}"]
            if name == "src" and not value.startswith("/beeld/"):
                found.append(value)
            if name == "href" and re.match(r"\s*(javascript|data|vbscript):", value, re.I):
                found.append(value)
    return found


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_is_dangerous_does_not_come_out(text):
    assert faults(to_html(text)) == []


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_mixture_of_it_comes_out(text):
    assert faults(to_html(text)) == []


def test_what_an_editor_may_use_comes_out():
    html = to_html("# Kop\n\n**vet** en [link](https://voorbeeld.nl)\n\n- een\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    for piece in ("<h2>Kop</h2>", "<strong>vet</strong>", '<a href="https://voorbeeld.nl"', "<li>een</li>", "<td>2</td>"):
        assert piece in html
    assert 'rel="noopener noreferrer"' in html


@pytest.mark.parametrize(
    ("typed", "seen"),
    [("# ## #####", "234"), ("## ## ###", "223"), ("### # ##", "223"), ("# ### ##", "233"), ("# ##### ##", "233")],
)
def test_headings_stay_under_the_title_and_skip_no_level(typed, seen):
    html = to_html("\n\n".join(f"{sign} kop" for sign in typed.split()))
    assert "".join(re.findall(r"<h(\d)>", html)) == seen


def test_pictures_in_the_text_are_found_with_their_description():
    found = pictures_in("Zie ![een school](/beeld/abc/groot.webp) en ![](https://elders.nl/x.png)")
    assert [(each.alt, each.is_own) for each in found] == [("een school", True), ("", False)]
