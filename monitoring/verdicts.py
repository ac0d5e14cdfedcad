"""The verdict of a place as a reader may know it: ruis, signaal or te klein om te zeggen, with its sentence.

Everything is computed from shown numbers, so a verdict tells nothing that the page does not show: of a suppressed
number of vsv'ers it is always `te klein om te zeggen`. The mathematics is calculation/chance.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from monitoring.calculation.chance import RUIS, SIGNAAL, TE_KLEIN, Limits, Mix, limits
from monitoring.figures import Figure, figures, total
from monitoring.models import Computation
from monitoring.presenters import whole

__all__ = [
    "RUIS", "SIGNAAL", "TE_KLEIN", "Place", "Verdict", "mix_of", "place_of", "pooled_verdict", "rates", "raw_verdict",
    "region_line", "verdict", "verdicts",
]  # fmt: skip
Rates = Mapping[str, float]
Place = tuple[str, str, str]  # municipality, brin, vestiging


@dataclass(frozen=True)
class Verdict:
    """One of three words, why, and how far outside chance. `limits` is None where there is nothing to compare with."""

    x: int | None
    n: int | None
    limits: Limits | None
    is_corrected: bool = False

    @property
    def word(self) -> str:
        return self.limits.word(self.x) if self.limits else TE_KLEIN

    @property
    def distance(self) -> float:
        """Outside the 95 % limits in standard deviations; below them negative; 0 without a signal."""
        return self.limits.distance(self.x) if self.word == SIGNAAL else 0.0

    @property
    def range(self) -> str:
        """`1–9`"""
        return f"{whole(self.limits.low)}–{whole(self.limits.high)}" if self.limits else ""

    @property
    def sentence(self) -> str:
        """`Bij deze omvang is 1–9 gewoon toeval.`, and where the number lies if not there."""
        if self.limits is None:
            return "Niet alle aantallen die hiervoor nodig zijn, zijn te tonen."
        told = f"Bij deze omvang is {self.range} gewoon toeval"
        if self.word == SIGNAAL:
            side = "daarboven" if self.distance > 0 else "daaronder"
            far = ", ver buiten toeval" if self.limits.is_far(self.x) else ""
            return f"{told}; {whole(self.x)} ligt {side}{far}."
        if self.x is None:
            return f"{told}; het aantal zelf is te klein om te tonen."
        return f"{told}." if self.word == RUIS else f"{told}; elke leerling meer of minder telt dan te zwaar."


def rates(lines: Iterable[Figure]) -> dict[str, float]:
    """category → the share of vsv'ers (0–1) of these lines, where both numbers are shown and anybody takes part."""
    return {
        line.category: line.x.value / line.n.value
        for line in lines
        if line.x.value is not None and line.n.value
    }


def mix_of(by_category: Iterable[Figure], whole_place: Figure, regional: Rates) -> Mix | None:
    """The deelnemers of a place per category with the regional rate; None where this reader does not know them all."""
    lines = [line for line in by_category if line.n.value != 0]
    if any(line.n.value is None or line.category not in regional for line in lines):
        return None
    if sum(line.n.value for line in lines) != whole_place.n.value:
        return None
    return tuple((line.n.value, regional[line.category]) for line in lines)


def verdict(figure: Figure, by_category: Iterable[Figure], regional: Rates) -> Verdict:
    """The place against the region, given its mix of categories.

    figure: the place, of one category or of all together; by_category: its lines per category (when figure is of one
    category: that one line); regional: `rates` of the region's lines per category.
    """
    mix = mix_of(by_category, figure, regional)
    return Verdict(figure.x.value, figure.n.value, limits(mix) if mix else None, is_corrected=True)


def raw_verdict(figure: Figure, region: Figure) -> Verdict:
    """The place against the percentage of the whole region, whatever kinds of education it has."""
    n, found = figure.n.value, rates([region])
    told = limits(((n, found[region.category]),)) if n and found else None
    return Verdict(figure.x.value, n, told)


def pooled_verdict(years: Iterable[tuple[Figure, Mix | None]]) -> Verdict:
    """Some teljaren of one place taken together, each with its own mix; only when every number is shown."""
    years = list(years)
    known = bool(years) and all(line.x.value is not None and line.n.value and mix for line, mix in years)
    if not known:
        return Verdict(None, None, None)
    mixes = tuple(part for _, mix in years for part in mix)
    return Verdict(
        sum(line.x.value for line, _ in years), sum(line.n.value for line, _ in years), limits(mixes)
    )


def region_line(reader, computation: Computation, category: str = "") -> Figure:
    """What the raw percentage of a place is compared with: the region, of one category or of all together."""
    lines = figures(reader, computation, ("category",) if category else ())
    return next((line for line in lines if line.category == category), total(reader, computation))


def place_of(figure: Figure) -> Place:
    return figure.municipality, figure.brin, figure.vestiging


def verdicts(lines: Iterable[Figure], crossed: Iterable[Figure], regional: Rates) -> dict[Place, Verdict]:
    """Per place of a list its verdict. crossed: the same places split by category; regional as in `verdict`."""
    by_place: dict[Place, list[Figure]] = {}
    for line in crossed:
        by_place.setdefault(place_of(line), []).append(line)
    return {
        place_of(line): verdict(line, _of_category(by_place.get(place_of(line), []), line), regional)
        for line in lines
    }


def _of_category(lines: list[Figure], whole_place: Figure) -> list[Figure]:
    return [line for line in lines if whole_place.category in ("", line.category)]
