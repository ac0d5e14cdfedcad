"""The mirror for a sending school: how many began, switched and stopped, and what the region lets expect given the mix.

Everything is computed from shown numbers: of a hidden one nothing is said. Expected: per onderwijssoort the beginners of
the school times the share of the region that switched or stopped, added up.
"""

from dataclasses import dataclass

from monitoring import presenters
from monitoring.calculation.chance import TE_KLEIN, Limits, Mix, limits
from monitoring.figures import Shown
from monitoring.followed_figures import Counts, added
from nahetvo.flow_words import TOLD
from nahetvo.transition.first_year import BROKEN_OFF, STAYED, STOPPED, SWITCHED
from nahetvo.transition.flows import WHEREABOUTS

BEGUN = (STAYED, *BROKEN_OFF)


@dataclass(frozen=True)
class MirrorLine:
    """One onderwijssoort: beginners and those who switched or stopped, of the school and of the region."""

    soort: str
    begun: Shown
    broken: Shown
    region_begun: Shown
    region_broken: Shown

    @property
    def label(self) -> str:
        return TOLD.get(self.soort, self.soort)

    @property
    def rate(self) -> float | None:
        """The share of the region, 0–1."""
        return self.region_broken.value / self.region_begun.value if self.is_known and self.region_begun.value else None

    @property
    def is_known(self) -> bool:
        return self.region_begun.value is not None and self.region_broken.value is not None

    @property
    def expected(self) -> str:
        if self.rate is None or self.begun.value is None:
            return "." if self.begun.value != 0 else "0,00"
        return f"{self.begun.value * self.rate:.2f}".replace(".", ",")


@dataclass(frozen=True)
class Mirror:
    """Of one school and school year. `limits` is None where a number that is needed is hidden."""

    school_year: str
    leavers: Shown
    begun: Shown
    switched: Shown
    stopped: Shown
    lines: list[MirrorLine]
    limits: Limits | None

    @classmethod
    def of(cls, school_year: str, own: dict[str, Counts], regional: dict[str, Counts]) -> "Mirror":
        """own, regional: `TransitionFigures.counts` of the school and of the region, as the reader may see them."""
        soorten = sorted({value.split("/")[2] for value in own["jaar1_soort"] if value})
        lines = [
            MirrorLine(soort, *(_sum(counts["jaar1_soort"], years, f"/{soort}")
                                for counts in (own, regional) for years in (BEGUN, BROKEN_OFF)))
            for soort in soorten
        ]  # fmt: skip
        lines = [line for line in lines if line.begun.value != 0]
        whole, mix = own["jaar1"], _mix(lines)
        return cls(school_year, own["waar"].get("", Shown(0)), _sum(whole, BEGUN), _sum(whole, (SWITCHED,)),
                   _sum(whole, (STOPPED,)), lines, limits(mix) if mix else None)  # fmt: skip

    @property
    def broken(self) -> int | None:
        parts = (self.switched.value, self.stopped.value)
        return None if None in parts else sum(parts)

    @property
    def word(self) -> str:
        """ruis, signaal or te klein om te zeggen (calculation/chance.py)."""
        return self.limits.word(self.broken) if self.limits else TE_KLEIN

    @property
    def answer(self) -> str:
        """`Van de 112 vertrekkers begonnen er 96, wisselden er 9 en stopten er 5; regionaal verwacht: 7 …`."""
        leavers, begun, switched, stopped = (
            presenters.count(each) for each in (self.leavers, self.begun, self.switched, self.stopped)
        )
        start = f"Van de {leavers} vertrekkers begonnen er {begun} in het mbo"
        told = f"{start}, in het eerste jaar wisselden er {switched} en stopten er {stopped}"
        if not self.limits:
            return f"{told}. Wat de regio doet verwachten, is hier niet te zeggen."
        low, high = presenters.whole(self.limits.low), presenters.whole(self.limits.high)
        expected = round(self.limits.expected)
        return f"{told}; regionaal verwacht: {expected} die wisselen of stoppen ({low}–{high} is gewoon toeval)."

    @property
    def rows(self) -> list[list[str]]:
        """Per onderwijssoort, so that the expected number can be computed by hand."""
        shown = presenters.count
        numbers = [(line.begun, line.broken, line.region_begun, line.region_broken) for line in self.lines]
        return [[line.label, *map(shown, four), line.expected] for line, four in zip(self.lines, numbers, strict=True)]


def _sum(counts: Counts, years: tuple[str, ...], end: str = "") -> Shown:
    return added(counts, *(f"{place}/{year}{end}" for place in WHEREABOUTS for year in years))


def _mix(lines: list[MirrorLine]) -> Mix | None:
    if not lines or any(line.rate is None or line.begun.value is None for line in lines):
        return None
    return tuple((line.begun.value, line.rate) for line in lines)
