"""Everything that anybody may read, filled as for the demonstration: what is promised, and where its links lead."""

import re
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from monitoring.open_face.invented_meetings import invent_meetings
from monitoring.open_face.invented_pages import invent
from tests.access.promises import PAGES
from tests.access.test_matrix import address

LOADS = {("script", "src"), ("img", "src"), ("img", "srcset"), ("link", "href"), ("source", "srcset"), ("iframe", "src")}
BEHIND = ("/account/", "/zoeken/", "/static/")


@dataclass
class Read(HTMLParser):
    """One answer as a reader without JavaScript gets it."""

    route: str
    path: str
    answer: HttpResponse

    def __post_init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.is_page = self.answer["Content-Type"].startswith("text/html")
        self.html = self.answer.content.decode() if self.is_page else ""
        self.feed(self.html)
        self.head, _, rest = self.html.partition("</head>")
        self.main = rest.partition("<main")[2].partition(">")[2].partition("</main>")[0]

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append(tag)
        self.loaded += [value for name, value in attrs if (tag, name) in LOADS]
        self.links += [urljoin(self.path, value) for name, value in attrs if (tag, name) == ("a", "href") and value]

    @property
    def own_words(self) -> str:
        """What stands in the main part, without tags."""
        return " ".join(re.sub(r"<[^>]+>", " ", self.main).split())


def fill(on: date) -> None:
    """Needs schools and a release."""
    invent(on=on)
    invent_meetings(on=on)


def promised() -> list[tuple[str, str]]:
    """Route and address of every page that is promised to anybody."""
    return [(page[0], address(page)) for page in PAGES if "anonymous" in page[2]]


def walk() -> list[Read]:
    """Every promised address and every address that a link leads to, each opened once as a new visitor."""
    coming, seen, found = promised(), set(), []
    while coming:
        route, path = coming.pop()
        if path in seen:
            continue
        seen.add(path)
        found.append(Read(route, path, Client().get(path)))
        coming += [(resolve(link).url_name, link) for link in map(_own, found[-1].links) if link]
    return found


def _own(link: str) -> str:
    """The path of a link within the open face, else nothing."""
    parts = urlsplit(link)
    is_own = not parts.netloc or parts.netloc == urlsplit(settings.PORTAL_URL).netloc
    is_open = parts.scheme in {"", "http", "https"} and not parts.path.startswith(BEHIND)
    return parts.path if is_own and is_open else ""
