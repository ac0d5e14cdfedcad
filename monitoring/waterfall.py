"""The chart from one number of nieuwe vsv'ers to another, cause by cause: of a delivery, or between two stands."""

from monitoring import presenters
from monitoring.calculation.causes import CAUSES
from monitoring.calculation.school_year import Stand
from monitoring.charts import ACCENT, GREY, INK, PLAIN_HOVER, Chart
from monitoring.models import Delivery
from monitoring.stand_causes import Between

TITLES = {0: "Het aantal nieuwe vsv'ers blijft {after}",
          1: "Er komen {step} nieuwe vsv'ers bij: van {before} naar {after}",
          -1: "Er gaan {step} nieuwe vsv'ers af: van {before} naar {after}"}  # fmt: skip
ONE = {1: "Er komt 1 nieuwe vsv'er bij: van {before} naar {after}",
       -1: "Er gaat 1 nieuwe vsv'er af: van {before} naar {after}"}  # fmt: skip
NOTE = "Een correctie is elk verschil dat niet uit de andere oorzaken komt, zoals een leerling die er eerst niet bij stond."


def waterfall_chart(delivery: Delivery) -> Chart | None:
    """What accepting does to the school's own number; None where there is nothing to compare with."""
    told = delivery.consequence
    if "causes" not in told:
        return None
    before, after = told["before"]["x"], told["after"]["x"]
    steps = [(CAUSES[name].capitalize(), told["causes"][name]) for name in CAUSES]
    first, last = (Stand.parse(delivery.teljaar, told[key]).label for key in ("before_stand", "stand"))
    stands = f"stand {last}" if first == last else f"van stand {first} naar stand {last}"
    ends = ("Zonder deze levering", "Met deze levering")
    shown = [(ends[0], before), *steps, (ends[1], after)]
    return Chart(
        id="gevolg", title=_title(before, after),
        subtitle=f"Nieuwe vsv'ers van {delivery.school} · {stands} · eigen cijfers van de school",
        figure=_figure(shown, before), columns=["Oorzaak", "Aantal"],
        rows=[[ends[0], str(before)], *([label, _signed(step)] for label, step in steps), [ends[1], str(after)]],
        note=NOTE,
    )  # fmt: skip


def stands_chart(found: Between, place: str) -> Chart | None:
    """What changed between two stands; None where the causes are not told."""
    if found.causes is None:
        return None
    before, after = found.before.x.value, found.after.x.value
    first, last = (stand.label for stand in found.stands)
    shown = [(first.capitalize(), before), *found.causes.items(), (last.capitalize(), after)]
    steps = ([label, _signed(step)] for label, step in found.causes.items())
    return Chart(
        id="oorzaken", title=_title(before, after), figure=_figure(shown, before),
        subtitle=f"Nieuwe vsv'ers van {place} · van stand {first} naar stand {last}", columns=["Oorzaak", "Aantal"],
        rows=[[shown[0][0], presenters.whole(before)], *steps, [shown[-1][0], presenters.whole(after)]], note=NOTE,
        values=[list(each) for each in shown],
    )  # fmt: skip


def _title(before: int, after: int) -> str:
    step = after - before
    sign = (step > 0) - (step < 0)
    text = ONE[sign] if abs(step) == 1 else TITLES[sign]
    return text.format(step=abs(step), before=before, after=after)


def _figure(shown: list[tuple[str, int]], before: int) -> dict:
    """Two whole bars with the causes floating between them."""
    level, bases = before, []
    for _, step in shown[1:-1]:
        bases.append(float(level))
        level += step
    labels, values = [label for label, _ in shown], [float(value) for _, value in shown]
    signs = [str(shown[0][1]), *(_signed(step) for _, step in shown[1:-1]), str(shown[-1][1])]
    bars = {
        "type": "bar", "orientation": "h", "y": labels, "x": values, "base": [0.0, *bases, 0.0], "text": signs,
        "textposition": "outside", "cliponaxis": False, "name": "nieuwe vsv'ers",
        "marker": {"color": [INK, *[GREY] * len(bases), ACCENT]}, "hovertemplate": "%{y}: %{text}" + PLAIN_HOVER,
    }  # fmt: skip
    top = max(1.0, values[0], values[-1], *bases, *(base + step for base, step in zip(bases, values[1:-1], strict=True)))
    layout = {
        "yaxis": {"autorange": "reversed", "showgrid": False},
        "xaxis": {"range": [0, top * 1.15], "nticks": 6, "tickformat": "d"},
        "showlegend": False,
    }  # fmt: skip
    short = [label.split()[0] for label in labels]
    narrow = {"yaxis": {"tickvals": labels, "ticktext": short}, "xaxis": {"nticks": 4}}
    return {"data": [bars], "layout": layout, "narrow": narrow}


def _signed(step: int) -> str:
    return f"+{step}" if step > 0 else str(step).replace("-", "−")
