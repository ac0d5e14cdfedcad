"""Which column of a file is which column of its layout."""

from dataclasses import dataclass

from monitoring.ingest.findings import Findings, hidden
from monitoring.ingest.layouts.layout import Column, Layout
from monitoring.ingest.translation import UNTRANSLATED, Translation, remark_heading
from monitoring.ingest.values import squeezed

REPLY_COLUMNS = ("foutcode", "uitleg", "voorstel")


@dataclass(frozen=True)
class Matched:
    """The place of every column of the layout that the file has, and its heading as the school wrote it."""

    places: dict[str, int]
    written: dict[str, str]

    def heading(self, column: Column) -> str:
        return self.written.get(column.name, column.name)


def match_headings(
    headings: list[str], layout: Layout, findings: Findings, translation: Translation = UNTRANSLATED
) -> Matched:
    """Match whatever the case, spaces, `_`, `-` and leading `#`; refusals and remarks go to `findings`.

    What the school said about its own headings goes before the names and aliases of the layout.
    """
    meant = ((place, translation.headings.get(squeezed(heading))) for place, heading in enumerate(headings))
    own = {place: name for place, name in meant if name is not None}
    places = _places({place: heading for place, heading in enumerate(headings) if place not in own})
    found = {
        column.name: [place for place, name in own.items() if name == column.name] + _found(column, layout, places)
        for column in layout.columns
    }
    for place, name in own.items():
        remark_heading(headings[place], name, findings, layout.kind)
    matched = Matched(
        places={name: spots[0] for name, spots in found.items() if spots},
        written={name: headings[spots[0]] for name, spots in found.items() if spots},
    )
    if not matched.places:
        findings.refuse("BESTAND-22")
        return matched
    for column in layout.columns:
        spots = found[column.name]
        if not spots and column.is_required:
            findings.refuse("BESTAND-20", column=column.heading if layout.from_duo else column.name)
        if len(spots) > 1 and not layout.from_duo:
            first, second = headings[spots[0]], headings[spots[1]]
            findings.refuse("BESTAND-21", column=second, first=first, second=second)
    used = set(own).union(*found.values())
    _remark_unknown(headings, layout, used, findings)
    return matched


def _places(headings: dict[int, str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, heading in headings.items():
        places.setdefault(squeezed(heading), []).append(place)
    return places


def _found(column: Column, layout: Layout, places: dict[str, list[int]]) -> list[int]:
    """Every place of the column, in order of preference; in DUO's files our own name comes last."""
    spelled = (*column.aliases, column.name) if layout.from_duo else (column.name, *column.aliases)
    spellings = dict.fromkeys(squeezed(spelling) for spelling in spelled)
    return [place for spelling in spellings for place in places.get(spelling, ())]


def _remark_unknown(headings: list[str], layout: Layout, used: set[int], findings: Findings) -> None:
    expected = {squeezed(heading) for heading in (*layout.ignored, *REPLY_COLUMNS)}
    for place, heading in enumerate(headings):
        if place in used or squeezed(heading) in expected:
            continue
        name = f"‘{hidden(heading.strip())[:60]}’" if heading.strip() else f"nummer {place + 1} (zonder kop)"
        findings.whole(
            "info",
            f"{layout.kind}-KOLOM-01",
            f"Kolom {name} hoort niet bij dit bestand en is niet gebruikt.",
            "U hoeft niets te doen. Liever niet meesturen: gegevens die niet nodig zijn, bewaren wij niet.",
            column=heading.strip()[:60],
        )
