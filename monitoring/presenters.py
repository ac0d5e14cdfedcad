"""Figures in Dutch, for the eye: 1.234 and 2,09 %, marks as they are, what can't be told as CBS does. Computes nothing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from monitoring.calculation.categories import CATEGORIES
from monitoring.calculation.school_year import MONTHS, Stand
from monitoring.coverage import CoverageOf
from monitoring.figures import Figure, Shown
from monitoring.reference.norms import JOINED, KINDS, Norm, norm
from monitoring.vocabulary import Method

NOTHING = ""  # CBS: a figure that can't occur is left blank
HIDDEN = "."
PROVISIONAL = "*"
NOT_TOLD = "n.v.t."
SPACE = "\N{NO-BREAK SPACE}"


def whole(value: int) -> str:
    """1234 → `1.234`."""
    return f"{value:,}".replace(",", ".")


def span(low: int, high: int) -> str:
    """`1.017–1.204`, or the one number that it is."""
    return whole(low) if low == high else f"{whole(low)}–{whole(high)}"


def count(shown: Shown) -> str:
    """The number, or its mark."""
    return shown.mark or HIDDEN if shown.value is None else whole(shown.value)


def spoken(shown: Shown) -> str:
    """The number large on a tile, where a lone dot would say nothing."""
    return "niet getoond" if count(shown) == HIDDEN else count(shown)


def decimal(value: Decimal) -> str:
    """2.09 → `2,09`."""
    return f"{value:.2f}".replace(".", ",")


def percent(value: Decimal) -> str:
    return f"{decimal(value)}{SPACE}%"


def percentage_mark(figure: Figure) -> str:
    """What stands where there is no percentage, as CBS writes it: blank where there can be none, else a dot."""
    return NOTHING if figure.n.value == 0 else HIDDEN


def is_too_small(figure: Figure) -> bool:
    """Whether the numbers are shown, but too few for a percentage."""
    return figure.percentage is None and figure.n.value is not None and figure.x.value is not None


def percentage(figure: Figure) -> str:
    return percentage_mark(figure) if figure.percentage is None else percent(figure.percentage)


def percentage_spoken(figure: Figure) -> str:
    """Why there is no percentage, in words; else the percentage."""
    if figure.percentage is not None:
        return percent(figure.percentage)
    return "te weinig leerlingen" if is_too_small(figure) else "niet getoond"


def reason(figure: Figure) -> str:
    """Why there is no percentage, inside a sentence."""
    if is_too_small(figure):
        return "te weinig leerlingen voor een percentage"
    return "te weinig vsv'ers om een percentage te tonen"


def is_provisional(stand: Stand) -> bool:
    """Everything but DUO's definitive figures can still change."""
    return stand.code != "D"


def status(stand: Stand) -> str:
    return "voorlopig" if is_provisional(stand) else "definitief"


def starred(text: str, stand: Stand) -> str:
    """`maart 2026*`: the star of CBS behind what can still change."""
    return f"{text}{PROVISIONAL}" if is_provisional(stand) else text


def stand_in_full(stand: Stand) -> str:
    """`stand maart 2026, voorlopig`; V and D say it themselves."""
    return f"{stand.label}e cijfers" if stand.is_annual else f"stand {stand.label}, voorlopig"


def day(value: date) -> str:
    """`1 april 2026`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def covered(coverage: CoverageOf, noun: str = "scholen") -> str:
    noun = "school" if coverage.expected == 1 and noun == "scholen" else noun
    return SPACE.join([str(coverage.delivered), "van", str(coverage.expected), noun])


def category_label(category: str) -> str:
    return CATEGORIES.get(category, category)


@dataclass(frozen=True)
class NormOf:
    """The norm of a category in one teljaar, as it is shown."""

    norm: Norm
    joined: bool  # one norm for mbo 3 and 4 together

    @property
    def label(self) -> str:
        return percent(self.norm.percentage) + ("¹" if self.joined else "")

    @property
    def kind(self) -> str:
        return KINDS[self.norm.kind].lower()


def norm_of(teljaar: str, category: str) -> NormOf | None:
    own = norm(teljaar, category)
    if own:
        return NormOf(own, joined=False)
    together = next((name for name, members in JOINED.items() if category in members), None)
    found = norm(teljaar, together) if together else None
    return NormOf(found, joined=True) if found else None


def knows_destination(method: str) -> bool:
    """DUO's files do not tell where a vsv'er went, nor who left the population."""
    return method != Method.DUO
