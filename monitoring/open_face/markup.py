"""Markdown of editors to HTML that may stand on a page: rendered by markdown-it-py, sanitised by nh3. No HTML comes in.

The only room whose text is not escaped again: what leaves it went through nh3 (tests/architecture/test_templates.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

OWN_PICTURES = "/beeld/"
DEEPEST = 4
TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "img", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href", "title"}, "img": {"src", "alt"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class PictureInText:
    """A picture that an editor put in the text."""

    alt: str
    address: str

    @property
    def is_own(self) -> bool:
        return self.address.startswith(OWN_PICTURES)


def to_html(text: str) -> SafeString:
    """What the reader sees: headings from the second level on, links without a way back, own pictures only."""
    tokens = MARKDOWN.parse(text)
    _place_headings([token for token in tokens if token.type in {"heading_open", "heading_close"}])
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    clean = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, attribute_filter=_own_pictures_only,
        link_rel="noopener noreferrer",
    )  # fmt: skip
    return mark_safe(clean)


def _place_headings(tokens: list[Token]) -> None:
    """The highest that an editor used is the second level, the next the third; no level is skipped on the way down."""
    used = sorted({token.tag for token in tokens})
    level = 1
    for token in tokens:
        if token.type == "heading_open":
            level = min(used.index(token.tag) + 2, level + 1, DEEPEST)
        token.tag = f"h{level}"


def pictures_in(text: str) -> list[PictureInText]:
    """In the order of the text."""
    return [
        PictureInText(token.content.strip(), str(token.attrGet("src") or ""))
        for token in _flat(MARKDOWN.parse(text))
        if token.type == "image"
    ]


def _flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _own_pictures_only(tag: str, attribute: str, value: str) -> str | None:
    if tag == "img" and attribute == "src" and not value.startswith(OWN_PICTURES):
        return None
    return value
