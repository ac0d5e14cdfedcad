"""What the address says about the board: school year, filters and status. Unknown values never fail, they are left out."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from monitoring.ingest.codes import EXAMENUITSLAG, ONDERWIJSSOORT, WARME_OVERDRACHT
from monitoring.reference.places import municipalities
from nahetvo.models import Transition
from nahetvo.streams import conditions, words
from nahetvo.telling import Telling
from nahetvo.transition.columns import BY_CODE, COLUMNS

Choices = list[tuple[str, str]]
YES = "ja"
Wanted = dict[str, tuple]  # field → the values it may have
TEXTS = {"gemeente": "municipality", "soort": "onderwijssoort", "examen": "exam_result", "overdracht": "warm_handover"}
YES_OR_ALL = {"steun": "extra_support", "kwetsbaar": "is_vulnerable"}
NOT_COUNTED = {"exam_result", "extra_support", "warm_handover", "status"}  # no fields of a TransitionCell
ALONE = ("steun", "overdracht", "kwetsbaar")  # one value is a choice already: with it, or all
HANDED_OVER = {code: label for code, label in WARME_OVERDRACHT.items() if code != "niet_nodig"}
FIELDS = ("stap", "school", "gemeente", "soort", "examen", "steun", "overdracht", "kwetsbaar")


class Group(NamedTuple):
    """How many pupils are alike in everything that a filter or a column asks for."""

    school_year: str
    brin: str
    vestiging: str
    municipality: str
    onderwijssoort: str
    exam_result: str
    extra_support: bool
    warm_handover: str
    is_vulnerable: bool
    status: str
    n: int

    def matches(self, wanted: Wanted) -> bool:
        return all(getattr(self, field) in values for field, values in wanted.items())


@dataclass
class BoardFilter:
    """The filters of one reader over what it may see; `rows` are those of the chosen school year."""

    reader: object
    asked: QueryDict

    @cached_property
    def telling(self) -> Telling:
        return Telling(self.reader)

    @cached_property
    def groups(self) -> list[Group]:
        """All that the reader may see, counted once: years, choices and columns come from it."""
        *fields, _ = Group._fields
        seen = Transition.objects.visible_to(self.reader).order_by().values_list(*fields)
        return [Group(*row) for row in seen.annotate(Count("pupil_id"))]

    @cached_property
    def years(self) -> list[str]:
        """The school years of which the reader may see somebody, latest first."""
        return sorted({group.school_year for group in self.groups}, reverse=True)

    @cached_property
    def year(self) -> str:
        wanted = self.asked.get("schooljaar", "")
        return wanted if wanted in self.years else next(iter(self.years), "")

    @cached_property
    def found(self) -> dict[str, Choices]:
        """Per filter what can be chosen: only what occurs."""
        seen = [group for group in self.groups if group.school_year == self.year]
        places = {place.code: place.name for place in municipalities()}
        homes, soorten, results, asked = ({getattr(group, field) for group in seen} for field in TEXTS.values())
        return {
            "stap": [(column.code, column.title) for column in COLUMNS],
            "school": _sorted(self._schools({(group.brin, group.vestiging) for group in seen})),
            "gemeente": _sorted({code: places.get(code, code) for code in homes if code}),
            "soort": _sorted({code: ONDERWIJSSOORT.get(code, code) for code in soorten}),
            "examen": _sorted({code: EXAMENUITSLAG.get(code, code) for code in results if code}),
            "steun": [(YES, "met extra ondersteuning")],
            "overdracht": [(code, label) for code, label in HANDED_OVER.items() if code in asked],
            "kwetsbaar": [(YES, "kwetsbare jongeren")],
        }

    def _schools(self, seen: set[tuple[str, str]]) -> dict[str, str]:
        """A school by its BRIN; where more vestigingen of it occur, each of them too, by BRIN and vestiging."""
        names, found = self.telling.names, {}
        for brin in {brin for brin, _ in seen}:
            name, parts = names.get(brin, brin), sorted(part for of, part in seen if of == brin)
            found[brin] = f"{name} (alle vestigingen)" if len(parts) > 1 else names.get(brin + parts[0], name)
            if len(parts) > 1:
                found |= {brin + part: names.get(brin + part, f"{name}, {part}") for part in parts}
        return found

    @cached_property
    def chosen(self) -> dict[str, str]:
        wanted = {name: self.asked.get(name, "") for name in FIELDS}
        return {name: value for name, value in wanted.items() if value in dict(self.found[name])}

    @property
    def streams(self) -> list[str]:
        """The numbers of the figures that led here (streams.py)."""
        return self.asked.getlist("stroom")

    @property
    def stream_words(self) -> str:
        return words(self.streams, self.telling.names)

    @cached_property
    def wanted(self) -> Wanted:
        """What is chosen, as the values that each field may have."""
        chosen = self.chosen
        found: Wanted = {field: (chosen[name],) for name, field in TEXTS.items() if name in chosen}
        found |= {field: (True,) for name, field in YES_OR_ALL.items() if name in chosen}
        if school := chosen.get("school"):
            found |= {"brin": (school[:4],)} | ({"vestiging": (school[4:],)} if school[4:] else {})
        return found | ({"status": BY_CODE[chosen["stap"]].statuses} if "stap" in chosen else {})

    @property
    def rows(self) -> QuerySet[Transition]:
        seen = Transition.objects.visible_to(self.reader).filter(_as_q(self.wanted), school_year=self.year)
        return seen.filter(conditions(self.streams))

    @property
    def counts(self) -> Counter[str]:
        """Of those rows: how many have each status; asked again only where a number of the figures led here."""
        if self.streams:
            return Counter(dict(self.rows.order_by().values_list("status").annotate(Count("pupil_id"))))
        found: Counter[str] = Counter()
        for group in self.groups:
            if group.school_year == self.year and group.matches(self.wanted):
                found[group.status] += group.n
        return found

    @property
    def of_cells(self) -> Q | None:
        """The same over the kept counts; None where something is chosen that those do not know."""
        knows = self.year and not self.streams and not NOT_COUNTED & set(self.wanted)
        return _as_q(self.wanted) if knows else None

    def query(self, **changes: str) -> str:
        parts = {"schooljaar": self.year} | self.chosen | changes
        kept = [(name, value) for name, value in parts.items() if value]
        return "?" + urlencode([*kept, *(("stroom", stream) for stream in self.streams)])

    def fields(self, *names: str) -> list[dict]:
        """The selects of the form, each with what is chosen; those with nothing to choose are left out."""
        labels = {"stap": "Stap", "school": "School", "gemeente": "Gemeente", "soort": "Leerweg of soort",
                  "examen": "Examen", "steun": "Ondersteuning",
                  "overdracht": "Warme overdracht", "kwetsbaar": "Groep"}  # fmt: skip
        years = {"name": "schooljaar", "label": "Schooljaar", "value": self.year,
                 "choices": [(year, year) for year in self.years]}  # fmt: skip
        others = [
            {"name": name, "label": labels[name], "value": self.chosen.get(name, ""),
             "choices": [("", "alle"), *self.found[name]]}
            for name in names if len(self.found[name]) > 1 or (self.found[name] and name in ALONE)
        ]  # fmt: skip
        return [years, *others]


def _sorted(labels: dict[str, str]) -> Choices:
    return sorted(labels.items(), key=lambda each: each[1].lower())


def _as_q(wanted: Wanted) -> Q:
    return Q(**{f"{field}__in": values for field, values in wanted.items()})
