"""What every page of figures holds: the answer in words, the tiles, the categories, the charts. Shown numbers only."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import Q

from monitoring import presenters
from monitoring.calculation.categories import CATEGORIES
from monitoring.calculation.school_year import Stand
from monitoring.charts import Chart, category_chart
from monitoring.course_chart import course_chart
from monitoring.figure_tiles import tiles
from monitoring.figures import Figure, Scope, course, figures, total
from monitoring.filters import View
from monitoring.measure_marks import annotated
from monitoring.models import Measure
from monitoring.outlook import Outlook, outlook
from monitoring.reference.places import region
from monitoring.vocabulary import Method

SIGNS = (  # as in _components/legend.html
    ("leeg", "kan niet voorkomen, of is er niet"),
    (".", "niet getoond: onbekend, te weinig voor een percentage (minder dan 10), of anders terug te rekenen"),
    ("<5", "1 tot en met 4: te klein om te tonen"),
    ("0", "geen, of minder dan de helft van de eenheid"),
    ("*", "voorlopig: kan nog veranderen"),
)
MOST_MEASURES = 6  # more lines hide the course
CATEGORY_LIST, CATEGORY_CHART, COURSE = "categorieen", "normen", "verloop"


@dataclass(frozen=True)
class Parts:
    """The figures of one place in one view, as one reader may see them."""

    reader: object
    view: View
    scope: Scope
    place: str
    by_category: tuple[Figure, ...]
    whole: Figure  # of the chosen category, or of all together

    @classmethod
    def of(cls, reader, view: View, scope: Scope, place: str) -> "Parts":
        """Raises NotForReader."""
        found = {line.category: line for line in figures(reader, view.computation, ("category",), scope)}
        by_category = tuple(found[category] for category in CATEGORIES if category in found)
        everything = total(reader, view.computation, scope)
        whole = found.get(view.category) if view.category else everything
        return cls(reader, view, scope, place, by_category, whole or _nobody(everything, view.category))

    @property
    def stand(self) -> Stand:
        return self.view.stand

    @property
    def state(self) -> dict:
        """For _components/state_line.html."""
        facts = [f"peildatum {presenters.day(self.stand.peildatum)}", presenters.status(self.stand),
                 f"{presenters.covered(self.whole.coverage)} aangeleverd"]  # fmt: skip
        return {"parts": self.view.choices(), "hidden": list(self.view.kept.items()), "facts": facts}

    @property
    def answer(self) -> str:
        """The figure of the page in one sentence."""
        n, x = self.whole.n, self.whole.x
        of_category = (
            f" in {presenters.category_label(self.view.category).lower()}" if self.view.category else ""
        )
        if n.value == 0:
            return f"Er zijn{of_category} geen deelnemers."
        share = f": {presenters.percent(self.whole.percentage)}" if self.whole.percentage is not None else ""
        who = f"Van de {presenters.count(n)} deelnemers{of_category}"
        if n.value is None:
            who = f"Van de deelnemers{of_category} (aantal niet getoond)"
        if x.value is None:
            return f"{who} zijn er {'1 tot en met 4' if x.mark == '<5' else 'een niet getoond aantal'} nieuwe vsv'ers."
        return f"{who} {_are(x.value)} nieuwe vsv'er{'' if x.value == 1 else 's'}{share}."

    @property
    def paragraph(self) -> str:
        """The figure of the page to copy: what, of whom, in which stand, how complete, and from where."""
        about = presenters.category_label(self.view.category).lower() if self.view.category else "alle categorieën"
        delivered = presenters.covered(self.whole.coverage)
        source = f"Bron: VSV in Beeld, {region(str(settings.RMC_REGION)).name}, {Method(self.view.method).label}"
        return (
            f"{self.place[0].upper()}{self.place[1:]}, {about}. {self.answer} Lager is beter. Teljaar {self.view.teljaar}, "
            f"{presenters.stand_in_full(self.stand)}; {delivered} aangeleverd. {source}."
        )

    @cached_property
    def lines(self) -> list[Figure]:
        """The course of this place: every stand of this method, of the chosen category or of all together."""
        computations = [c for c in self.view.computations if c.method == self.view.method]
        return course(self.reader, computations, self.scope, self.view.category)

    @cached_property
    def ahead(self) -> Outlook | None:
        return outlook(self.lines, self.whole)

    @cached_property
    def tiles(self) -> list[dict]:
        return tiles(self.view, self.whole, self.lines, self.ahead)

    @property
    def categories(self) -> list[dict]:
        """The lines of the table deelnemers · vsv'ers · % · norm, each with its address."""
        return [self._category(line) for line in self.by_category]

    @property
    def all_together(self) -> dict:
        line = total(self.reader, self.view.computation, self.scope)
        return self._category(line) | {
            "label": "Alle categorieën",
            "norm": "",
            "url": self.view.query(categorie=None),
        }

    @property
    def has_joined_norm(self) -> bool:
        return any(norm and norm.joined for norm in map(self._norm, self.by_category))

    @cached_property
    def course(self) -> Chart:
        download = self.view.query(lijst=COURSE, bestand="csv")
        drawn = course_chart(self.lines, self.whole, self.subtitle(), download, self.ahead)
        return annotated(drawn, self._measures(), self.view.teljaar)

    def _measures(self) -> list[Measure]:
        """The measures that began before this stand: in the region all, of a school its own and those of everybody."""
        begun = Measure.objects.visible_to(self.reader).filter(starts_on__lt=self.stand.peildatum)
        if self.scope.brin:
            begun = begun.filter(Q(schools=None) | Q(schools__brin=self.scope.brin))
        elif self.scope.municipality:
            begun = begun.filter(schools=None)
        if self.view.category:
            begun = begun.filter(category__in=["", self.view.category])
        return list(begun.distinct().order_by("starts_on")[:MOST_MEASURES])

    @cached_property
    def category_chart(self) -> Chart:
        lines = [line for line in self.by_category if line.category != "onbekend"]
        return category_chart(lines, self.view.teljaar, self.view.category, self.subtitle(category=False),
                              self.view.query(lijst=CATEGORY_CHART, bestand="csv"))  # fmt: skip

    @property
    def missing_from_start(self) -> int:
        return self.view.computation.missing_from_start

    @property
    def is_duo(self) -> bool:
        return self.view.method == Method.DUO

    @property
    def files(self) -> list[tuple[str, str]]:
        return [
            (form.upper(), self.view.query(lijst=CATEGORY_LIST, bestand=form)) for form in ("csv", "xlsx")
        ]

    def exported(self, wanted: str) -> tuple[list[str], list[list]]:
        """Headings and rows of a table of this page; empty for a name that it does not have."""
        if wanted == CATEGORY_LIST:
            lines = [*self.by_category, total(self.reader, self.view.computation, self.scope)]
            return self._headings(), [self._exported(line) for line in lines]
        chart = {COURSE: self.course, CATEGORY_CHART: self.category_chart}.get(wanted) if wanted else None
        return (chart.columns, chart.values) if chart else ([], [])

    def _headings(self) -> list[str]:
        unknown = ["Onbekend"] if presenters.knows_destination(self.view.method) else []
        return ["Categorie", "Deelnemers", "Vsv'ers", "Vsv in %", *unknown, "Norm in %"]

    def _exported(self, line: Figure) -> list:
        label = presenters.category_label(line.category) if line.category else "Alle categorieën"
        numbers = [
            _bare(line.n),
            _bare(line.x),
            presenters.percentage_mark(line) if line.percentage is None else line.percentage,
        ]
        unknown = [_bare(line.x_unknown)] if presenters.knows_destination(self.view.method) else []
        norm = self._norm(line)
        return [
            label,
            *numbers,
            *unknown,
            norm.norm.percentage if norm else "geen norm" if line.category else "",
        ]

    def _category(self, line: Figure) -> dict:
        norm = self._norm(line)
        return {
            "label": presenters.category_label(line.category), "url": self.view.query(categorie=line.category),
            "chosen": bool(line.category) and line.category == self.view.category,
            "n": presenters.count(line.n), "x": presenters.count(line.x),
            "percentage": presenters.percentage(line).removesuffix(f"{presenters.SPACE}%"),
            "unknown": presenters.count(line.x_unknown),
            "norm": norm.label.replace(f"{presenters.SPACE}%", "") if norm else "geen norm",
        }  # fmt: skip

    def _norm(self, line: Figure) -> presenters.NormOf | None:
        return presenters.norm_of(line.teljaar, line.category)

    def subtitle(self, *, category: bool = True) -> str:
        about = (
            presenters.category_label(self.view.category).lower()
            if category and self.view.category
            else "alle categorieën"
        )
        parts = ["Nieuwe vsv'ers als deel van de deelnemers", f"{self.place}, {about}",
                 presenters.stand_in_full(self.stand), presenters.covered(self.whole.coverage)]  # fmt: skip
        return " · ".join(parts)


def facts_of(view: View, place: str, whole: Figure) -> list[tuple[str, str]]:
    """What a file is about, for its second sheet."""
    return [
        ("Plaats", place), ("Telling", Method(view.method).label), ("Teljaar", view.teljaar),
        ("Stand", view.stand.label), ("Peildatum", presenters.day(view.stand.peildatum)),
        ("Status", presenters.status(view.stand)),
        ("Categorie", presenters.category_label(view.category) if view.category else "alle categorieën"),
        ("Aangeleverd", presenters.covered(whole.coverage)),
        *SIGNS,
    ]  # fmt: skip


def _are(x: int) -> str:
    return "is er 1" if x == 1 else "zijn er geen" if x == 0 else f"zijn er {presenters.whole(x)}"


def _bare(shown):
    return presenters.count(shown) if shown.value is None else shown.value


def _nobody(whole: Figure, category: str) -> Figure:
    """A category that does not occur in this place: a line of zeros, which hide nobody."""
    from dataclasses import replace

    from monitoring.figures import Shown

    zero = Shown(0)
    return replace(whole, category=category, a=zero, b=zero, c_confirmed=zero, c_reported=zero, d=zero, x=zero,
                   x_unknown=zero, n=zero, percentage=None)  # fmt: skip
