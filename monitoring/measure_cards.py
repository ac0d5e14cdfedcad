"""The measures of a place as cards: the chart on the left, what it means on the right. Shown numbers only."""

from dataclasses import dataclass

from django.urls import reverse

from monitoring import presenters
from monitoring.charts import Chart
from monitoring.figure_parts import Parts
from monitoring.figures import Figure
from monitoring.vocabulary_pages import Phase, TargetGroup

WHY_COURSE = (
    "Wie zonder startkwalificatie van school gaat, vindt minder vaak vast werk. Hoe eerder u ziet dat het aantal oploopt, "
    "hoe eerder school en gemeente iets kunnen doen."
)
WHY_CATEGORY = (
    "Van de deelnemers in mbo 1 en 2 vertrekken er veel meer zonder startkwalificatie dan in het vo. Een school met veel "
    "mbo 2 heeft dus altijd een hoger percentage. Per categorie vergelijkt u gelijken."
)


@dataclass(frozen=True)
class Card:
    """One measure: its chart, and the three parts of its meaning."""

    chart: Chart
    why: str
    how: str
    further: list[tuple[str, str]]  # text and address


def cards(parts: Parts, links: dict[str, str]) -> list[Card]:
    """The measures of the overview; `links` are the tabs that this place has."""
    course = [("Stand voor stand, met de oorzaken van het verschil", links.get("verloop", "")),
              ("Is dit toeval of niet?", links.get("toeval", "")),
              ("Wat werkt bij dreigende uitval", f"{reverse('what-works')}?fase={Phase.DROP_OUT}")]  # fmt: skip
    split = [("Waar en waarom", links.get("waar-en-waarom", "")), ("De tabel per categorie", "#categorieen"),
             ("Wat werkt in het mbo", f"{reverse('what-works')}?groep={TargetGroup.MBO}")]  # fmt: skip
    return [
        Card(parts.course, WHY_COURSE, _course_told(parts), _known(course)),
        Card(parts.category_chart, WHY_CATEGORY, _categories_told(parts.by_category), _known(split)),
    ]


def _known(links: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(label, url) for label, url in links if url]


def _course_told(parts: Parts) -> str:
    whole, ahead = parts.whole, parts.ahead
    if whole.percentage is None:
        return f"{presenters.reason(whole).capitalize()}."
    told = f"Nu {presenters.percent(whole.percentage)} van de deelnemers."
    if ahead is None:
        return told
    low, _, high = ahead.end.percentages
    return (
        f"{told} Gaat dit teljaar verder zoals eerdere, dan staat er bij {ahead.end_stand.label} een percentage van "
        f"{presenters.decimal(low)} tot {presenters.percent(high)}."
    )


def _categories_told(lines: tuple[Figure, ...]) -> str:
    told = [line for line in lines if line.x.value is not None and line.x.value > 0]
    if not told:
        return "Van geen categorie is een aantal te tonen."
    most = max(told, key=lambda line: line.x.value)
    label = presenters.category_label(most.category).lower()
    return f"De meeste vsv'ers waarvan het aantal te zien is, komen uit {label}: {presenters.whole(most.x.value)}."
