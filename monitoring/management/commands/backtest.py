"""`manage.py backtest`: how often the expected end of a teljaar held, foretold for every place from its other years."""

from collections import defaultdict

from django.core.management.base import BaseCommand

from monitoring.calculation.expected_end import BAND, Count, Covered, backtest
from monitoring.calculation.school_year import SchoolYear, Stand
from monitoring.figures import current_computations, figures
from monitoring.vocabulary import Method

PLACES = ((), ("municipality",), ("school",))


class Command(BaseCommand):
    help = "Toont per stand hoe vaak het verwachte eind van een teljaar klopte"

    def add_arguments(self, parser):
        parser.add_argument("--method", choices=Method.values, default=Method.REGIO.value)

    def handle(self, *, method, **options):
        found = backtest(method, _places(method).values())
        if not found:
            self.stdout.write("Er zijn nog geen twee afgelopen teljaren met dezelfde standen.")
            return
        self.stdout.write(f"Band van {BAND:.0%}: elk teljaar van elke plaats voorspeld uit de andere teljaren")
        for line in [*found, _together(found)]:
            name = _name(line.stand) if line.stand else "alle standen"
            self.stdout.write(f"{name:<22}{line.cases:>6} gevallen{line.within / line.cases:>8.1%} in de band")


def _places(method: str) -> dict[tuple, dict]:
    """Per place (region, municipality, school) its teljaren, each stand's number → count."""
    courses: dict = defaultdict(lambda: defaultdict(dict))
    for computation in current_computations(method):
        number = Stand.parse(computation.teljaar, computation.stand).number
        for by in PLACES:
            for line in figures(None, computation, by):
                place = (*by, line.municipality, line.brin)
                courses[place][line.teljaar][number] = Count(line.x.value, line.n.value)
    return courses


def _name(number: int) -> str:
    stand = SchoolYear(2000).stands()[number - 1]
    return stand.label.replace(" 2000", "").replace(" 2001", "")


def _together(found: list[Covered]) -> Covered:
    return Covered(0, sum(each.cases for each in found), sum(each.within for each in found))
