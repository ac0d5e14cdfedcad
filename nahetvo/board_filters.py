"""What the address says about the board: school year, filters and status. Unknown values never fail, they are left out."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.http import QueryDict
from django.utils.http import urlencode

from monitoring.ingest.codes import EXAMENUITSLAG, ONDERWIJSSOORT
from monitoring.reference.places import municipalities
from nahetvo.models import Transition
from nahetvo.telling import Telling
from nahetvo.transition.columns import COLUMNS

Choices = list[tuple[str, str]]
YES = "ja"
FIELDS = ("stap", "school", "gemeente", "soort", "examen", "steun", "kwetsbaar")


@dataclass
class BoardFilter:
    """The filters of one reader over what it may see; `rows` are those of the chosen school year."""

    reader: object
    asked: QueryDict

    @cached_property
    def telling(self) -> Telling:
        return Telling(self.reader)

    @cached_property
    def years(self) -> list[str]:
        """The school years of which the reader may see somebody, latest first."""
        seen = (
            Transition.objects.visible_to(self.reader)
            .values_list("school_year", flat=True)
            .order_by("school_year")
        )
        return sorted(seen.distinct(), reverse=True)

    @cached_property
    def year(self) -> str:
        wanted = self.asked.get("schooljaar", "")
        return wanted if wanted in self.years else next(iter(self.years), "")

    @property
    def of_year(self):
        return Transition.objects.visible_to(self.reader).filter(school_year=self.year)

    @cached_property
    def found(self) -> dict[str, Choices]:
        """Per filter what can be chosen: only what occurs."""
        seen = list(self.of_year.values_list("brin", "vestiging", "municipality", "onderwijssoort", "exam_result")
                    .order_by().distinct())  # fmt: skip
        names = self.telling.names
        places = {place.code: place.name for place in municipalities()}
        schools = {b + v: names.get(b + v) or f"{names.get(b, b)} {v}".strip() for b, v, *_ in seen}
        return {
            "stap": [(column.code, column.title) for column in COLUMNS],
            "school": _sorted(schools),
            "gemeente": _sorted({row[2]: places.get(row[2], row[2]) for row in seen if row[2]}),
            "soort": _sorted({row[3]: ONDERWIJSSOORT.get(row[3], row[3]) for row in seen}),
            "examen": _sorted({row[4]: EXAMENUITSLAG.get(row[4], row[4]) for row in seen if row[4]}),
            "steun": [(YES, "met extra ondersteuning")],
            "kwetsbaar": [(YES, "kwetsbare jongeren")],
        }

    @cached_property
    def chosen(self) -> dict[str, str]:
        wanted = {name: self.asked.get(name, "") for name in FIELDS}
        return {name: value for name, value in wanted.items() if value in dict(self.found[name])}

    @property
    def rows(self):
        return self.of_year.filter(self._conditions())

    def _conditions(self) -> Q:
        chosen = self.chosen
        found = Q()
        if school := chosen.get("school"):
            found &= Q(brin=school[:4], vestiging=school[4:])
        for name, field in (
            ("gemeente", "municipality"),
            ("soort", "onderwijssoort"),
            ("examen", "exam_result"),
        ):
            if name in chosen:
                found &= Q(**{field: chosen[name]})
        for name, field in (("steun", "extra_support"), ("kwetsbaar", "is_vulnerable")):
            if name in chosen:
                found &= Q(**{field: True})
        if "stap" in chosen:
            found &= Q(
                status__in=next(column.statuses for column in COLUMNS if column.code == chosen["stap"])
            )
        return found

    def query(self, **changes: str) -> str:
        parts = {"schooljaar": self.year} | self.chosen | changes
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    def fields(self, *names: str) -> list[dict]:
        """The selects of the form, each with what is chosen; those with nothing to choose are left out."""
        labels = {"stap": "Stap", "school": "School", "gemeente": "Gemeente", "soort": "Onderwijssoort",
                  "examen": "Examen", "steun": "Ondersteuning", "kwetsbaar": "Groep"}  # fmt: skip
        years = {"name": "schooljaar", "label": "Schooljaar", "value": self.year,
                 "choices": [(year, year) for year in self.years]}  # fmt: skip
        others = [
            {"name": name, "label": labels[name], "value": self.chosen.get(name, ""),
             "choices": [("", "alle"), *self.found[name]]}
            for name in names if len(self.found[name]) > 1 or name in ("steun", "kwetsbaar")
        ]  # fmt: skip
        return [years, *others]


def _sorted(labels: dict[str, str]) -> Choices:
    return sorted(labels.items(), key=lambda each: each[1].lower())
