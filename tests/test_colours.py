"""The colours of the stylesheet can be read: 4.5 to 1 for words, 3 to 1 for lines that matter, in both themes."""

import re
from pathlib import Path

import pytest

STYLESHEET = Path(__file__).resolve().parent.parent / "static" / "portal.css"
WORDS = [
    (ink, ground)
    for ground in ("papier", "vel")
    for ink in ("inkt", "inkt-zacht", "accent", "let-op", "fout", "goed")
] + [
    ("inkt", "accent-zacht"),
    ("inkt", "band"),
    ("inkt", "let-op-zacht"),
    ("inkt", "fout-zacht"),
    ("inkt", "goed-zacht"),
    ("inkt-zacht", "band"),
    ("let-op", "let-op-zacht"),
    ("op-accent", "accent"),
    ("papier", "fout"),
    ("papier", "let-op"),
    ("papier", "goed"),
    ("papier", "inkt-zacht"),
]
LINES = [(line, "papier") for line in ("lijn-sterk", "rest", *(f"reeks-{n}" for n in range(1, 9)))]
LINES.append(("lijn-sterk", "vel"))


def tokens() -> dict[str, dict[str, str]]:
    """Light and dark custom properties; dark inherits what it does not name."""
    light, dark = re.findall(r":root \{(.*?)\}", STYLESHEET.read_text(), flags=re.DOTALL)[:2]
    themes = [dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", block)) for block in (light, dark)]
    return {"light": themes[0], "dark": themes[0] | themes[1]}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(WORDS, 4.5), (LINES, 3.0)], ids=["words", "lines"])
def test_colours_can_be_read(theme, pairs, least):
    colours = tokens()[theme]
    too_faint = {pair: round(contrast(*(colours[name] for name in pair)), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in too_faint.items() if ratio < least} == {}


def test_dark_theme_names_every_colour_that_light_has():
    light, dark = re.findall(r":root \{(.*?)\}", STYLESHEET.read_text(), flags=re.DOTALL)[:2]
    names = [set(re.findall(r"--([a-z0-9-]+): (?:#|rgba)", block)) for block in (light, dark)]
    assert names[0] == names[1]
