"""What became of a measure: its schools before and after the start, beside all other schools. Shown numbers only.

Two moments are compared: the latest stand after the start, and the same stand of the last teljaar before it.
"""

from dataclasses import dataclass
from datetime import date

from monitoring import presenters
from monitoring.calculation.effect import Counted, Effect, Groups, effect
from monitoring.calculation.school_year import SchoolYear, Stand
from monitoring.figures import Figure, Shown, figures
from monitoring.models import Computation, Measure
from monitoring.vocabulary import Method

TOO_EARLY = "nog te vroeg"
NOT_TOLD = "niet te zeggen"


@dataclass(frozen=True)
class Comparison:
    """What the page of a measure says; `effect` only from the evaluation date on."""

    verdict: str
    sentences: tuple[str, ...]
    rows: tuple[dict, ...] = ()
    before: Stand | None = None
    after: Stand | None = None
    effect: Effect | None = None


def comparison(
    reader, measure: Measure, brins: frozenset[str], computations: list[Computation], *, on: date
) -> Comparison:
    """`brins` are the schools of the measure; `computations` those that are shown now. Raises NotForReader."""
    if not brins:
        return Comparison(
            NOT_TOLD,
            ("De maatregel geldt voor de hele regio: er zijn geen andere scholen om mee te vergelijken.",),
        )
    own = [c for c in computations if c.method == Method.REGIO and not _stand(c).is_annual]
    since = [c for c in own if _stand(c).peildatum > measure.starts_on]
    if not since:
        return Comparison(TOO_EARLY, ("Er is nog geen stand van na het begin van de maatregel.",))
    moments = _moments(measure, own, since)
    if moments is None:
        return Comparison(
            NOT_TOLD,
            ("Van een teljaar vóór het begin is dezelfde stand er niet: er is niets om mee te vergelijken.",),
        )
    before, after = moments
    counts = [_counts(reader, each, brins, measure.category) for each in moments]
    rows, stands = _rows(*counts), {"before": _stand(before), "after": _stand(after)}
    groups = _groups(*counts)
    if on < measure.evaluate_on:
        day = presenters.day(measure.evaluate_on)
        said = f"De regio beoordeelt deze maatregel op {day}. Tot die dag geven wij geen oordeel."
        return Comparison(TOO_EARLY, (said,), rows, **stands)
    found = effect(groups) if groups else None
    if found is None:
        said = "De aantallen van deze scholen zijn te klein om te tonen of om iets over te zeggen."
        return Comparison(NOT_TOLD, (said,), rows, **stands)
    return Comparison(found.verdict, tuple(_words(found)), rows, effect=found, **stands)


def _moments(
    measure: Measure, computations: list[Computation], since: list[Computation]
) -> tuple[Computation, Computation] | None:
    """The stand of the last teljaar before the start, and the latest after it: the same month in both."""
    earlier = SchoolYear.of(measure.starts_on).previous().name
    for after in reversed(since):
        same = [c for c in computations if c.teljaar == earlier and _stand(c).number == _stand(after).number]
        if same:
            return same[0], after
    return None


def _stand(computation: Computation) -> Stand:
    return Stand.parse(computation.teljaar, computation.stand)


def _counts(
    reader, computation: Computation, brins: frozenset[str], category: str
) -> tuple[Counted | None, Counted | None]:
    """(the schools of the measure, all others), from shown numbers; None where one of them is not shown."""
    by = ("category",) if category else ()
    schools = [line for line in figures(reader, computation, ("school", *by)) if line.category == category]
    whole = next((line for line in figures(reader, computation, by) if line.category == category), None)
    own = _summed([line for line in schools if line.brin in brins])
    if own is None or whole is None or None in (whole.x.value, whole.n.value):
        return own, None
    return own, Counted(whole.x.value - own.vsv, whole.n.value - own.pupils)


def _summed(lines: list[Figure]) -> Counted | None:
    shown: list[Shown] = [number for line in lines for number in (line.x, line.n)]
    if not lines or any(number.value is None for number in shown):
        return None
    return Counted(sum(line.x.value for line in lines), sum(line.n.value for line in lines))


def _groups(before: tuple, after: tuple) -> Groups | None:
    cells = (before[0], after[0], before[1], after[1])
    return None if None in cells else Groups(*cells)


def _rows(before: tuple, after: tuple) -> tuple[dict, ...]:
    names = ("Scholen met de maatregel", "Alle andere scholen")
    return tuple(
        {"label": name, "before": _told(before[number]), "after": _told(after[number])}
        for number, name in enumerate(names)
    )


def _told(counted: Counted | None) -> dict:
    if counted is None or not counted.pupils:
        return {"vsv": presenters.HIDDEN, "pupils": presenters.HIDDEN, "share": presenters.HIDDEN}
    return {
        "vsv": presenters.whole(counted.vsv), "pupils": presenters.whole(counted.pupils),
        "share": presenters.decimal(100 * counted.share),
    }  # fmt: skip


def _words(found: Effect) -> list[str]:
    """What was found, how sure, and what it does not say."""
    way = "lager" if found.is_lower else "hoger"
    low, high = sorted((found.difference - found.margin, found.difference + found.margin))
    points = f"{presenters.decimal(abs(found.difference))} procentpunt"
    return [
        f"Bij de scholen met de maatregel is het percentage vsv {points} {way} "
        "dan wanneer het had meebewogen met de andere scholen.",
        f"Hoe zeker: met 95 % zekerheid ligt dat verschil tussen {presenters.decimal(low)} en {presenters.decimal(high)} "
        f"procentpunt. Is er geen effect, dan komt een verschil van deze grootte of groter {odds(found.p_value)} voor.",
        "Een verschil bewijst niet dat de maatregel de oorzaak is: de scholen zijn gekozen, niet geloot.",
    ]


def odds(p_value: float) -> str:
    """0.0277 → `in ongeveer 1 op de 36 gevallen`."""
    if p_value >= 0.4:
        return "in ongeveer de helft van de gevallen of vaker"
    if p_value < 0.001:
        return "in minder dan 1 op de 1.000 gevallen"
    return f"in ongeveer 1 op de {presenters.whole(round(1 / p_value))} gevallen"
