"""The four tiles of a place: how many, which share, where it is going, and of whom nobody knows. Shown numbers only."""

from monitoring import presenters
from monitoring.calculation.school_year import Stand
from monitoring.figures import Figure
from monitoring.filters import View
from monitoring.outlook import Outlook
from monitoring.sparkline import Sparkline, sparkline
from monitoring.vocabulary import Method


def tiles(view: View, whole: Figure, lines: list[Figure], ahead: Outlook | None) -> list[dict]:
    """For _components/tile.html. `lines` is the course of this place; `ahead` where it is expected to go."""
    year = [line for line in lines if line.teljaar == whole.teljaar and _number(line) <= _number(whole)]
    counts = [None if line.x.value is None else float(line.x.value) for line in year]
    shares = [None if line.percentage is None else float(line.percentage) for line in year]
    return [
        {"label": "Nieuwe vsv'ers", "value": presenters.spoken(whole.x), "note": _among(view, whole),
         "spark": _spark(year, counts, [presenters.count(line.x) for line in year])},
        {"label": "Vsv in procenten", "value": _share(whole), "main": True, "note": _norm_note(view, whole),
         "spark": _spark(year, shares, [presenters.percentage(line) for line in year])},
        {"label": "Verwacht eind", **_ahead(whole, ahead), "spark": _spark_ahead(whole, ahead)},
        {"label": "Bestemming onbekend", **_unknown(whole), "spark": _spark_unknown(year)},
    ]  # fmt: skip


def _number(line: Figure) -> int:
    return Stand.parse(line.teljaar, line.stand).number


def _label(line: Figure) -> str:
    return Stand.parse(line.teljaar, line.stand).label


def _spark(year: list[Figure], values: list[float | None], told: list[str]) -> Sparkline | None:
    known = [place for place, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return None
    first, last = known[0], known[-1]
    return sparkline(values, f"Van {told[first]} in {_label(year[first])} naar {told[last]} in {_label(year[last])}.")


def _spark_ahead(whole: Figure, ahead: Outlook | None) -> Sparkline | None:
    if ahead is None:
        return None
    values = [float(whole.x.value), *(float(point.count.middle) for point in ahead.points)]
    return sparkline(values, f"Van {whole.x.value} nu naar ongeveer {ahead.end.count.middle}.")


def _spark_unknown(year: list[Figure]) -> Sparkline | None:
    if not presenters.knows_destination(year[0].method if year else Method.DUO):
        return None
    values = [None if line.unknown_percentage is None else float(line.unknown_percentage) for line in year]
    told = ["" if value is None else presenters.percent(line.unknown_percentage)
            for value, line in zip(values, year, strict=True)]  # fmt: skip
    return _spark(year, values, told)


def _among(view: View, whole: Figure) -> str:
    since = f"sinds 1 oktober {view.stand.teljaar.start}"
    if whole.n.value is None:
        return since
    return f"van de {presenters.count(whole.n)} deelnemers, {since}"


def _share(whole: Figure) -> str:
    return presenters.NOT_TOLD if whole.n.value == 0 else presenters.percentage_spoken(whole)


def _norm_note(view: View, whole: Figure) -> str:
    norm = presenters.norm_of(whole.teljaar, whole.category) if view.category else None
    return f"{norm.kind} {norm.label}; lager is beter" if norm else "lager is beter"


def _ahead(whole: Figure, ahead: Outlook | None) -> dict:
    """The range first: one number would promise too much."""
    if ahead is None:
        if whole.x.value is None or not whole.n.value:
            return {"value": presenters.NOT_TOLD, "note": "het aantal van nu is niet getoond of er zijn geen deelnemers"}
        return {"value": presenters.NOT_TOLD, "note": "geen eerder teljaar om mee te rekenen, of dit is de laatste stand"}
    low, _, high = ahead.end.percentages
    shares = f", {presenters.decimal(low)} tot {presenters.percent(high)}" if whole.percentage is not None else ""
    years = f"{ahead.end.count.years} eerdere teljaren" if ahead.end.count.years > 1 else "1 eerder teljaar"
    return {"value": presenters.span(ahead.end.count.low, ahead.end.count.high),
            "note": f"vsv'ers bij {ahead.end_stand.label}{shares}; uit {years}"}  # fmt: skip


def _unknown(whole: Figure) -> dict:
    if not presenters.knows_destination(whole.method):
        return {"value": presenters.NOT_TOLD, "note": "dat vertelt DUO niet"}
    share = whole.unknown_percentage
    note = f"{presenters.percent(share)} van de vsv'ers" if share is not None else "van de vsv'ers"
    return {"value": presenters.spoken(whole.x_unknown), "note": note}
