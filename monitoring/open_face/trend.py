"""One count of the region through the released teljaren, with the goals that were agreed in that same count.

A goal of another count is told in words and never drawn: the regional count and DUO's share no line.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from monitoring import presenters
from monitoring.figures import REGION
from monitoring.models import Ambition, Release
from monitoring.open_face.agenda import goal_of, points_of
from monitoring.open_face.progress_line import Goal, Point, ProgressLine, line, told
from monitoring.open_face.released import WHOLE, counts
from monitoring.reference.definitions import MethodBreak, breaks_between
from monitoring.reference.national_targets import NationalTarget, Share, share, target_from
from monitoring.reference.norms import norm
from monitoring.reference.published_rows import Published
from monitoring.vocabulary import Method
from monitoring.vocabulary_pages import Gauge

LEVELS = ("mbo1", "mbo2", "mbo3", "mbo4")
VO = {"vo_onderbouw", "vmbo_bovenbouw"}


@dataclass(frozen=True)
class Trend:
    """For monitoring/open/trend.html. `ambition`: the region's own goal in this count; `breaks`: what the line crosses."""

    title: str
    method: Method
    points: tuple[Point, ...]
    drawn: ProgressLine
    breaks: tuple[MethodBreak, ...]
    ambition: Ambition | None = None
    national: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says instead of the drawing."""
        numbers = "; ".join(f"{point.teljaar} {point.text}" for point in self.points)
        goals = "; ".join(goal.text for goal in self.drawn.goals)
        return f"{self.title}. {numbers}.{f' Gestippeld: {goals}.' if goals else ''}"


def trend(release: Release) -> Trend | None:
    """The whole region, all categories. None where no released number can be drawn."""
    method = Method(release.method)
    points = points_of(counts()(method, REGION, ""), Gauge.SHARE)
    shown = [point.teljaar for point in points if point.value is not None]
    if not shown:
        return None
    ambition, target = _ambition(method), target_from(shown[0])
    asked = share(target) if target and method == Method.DUO and not is_of_mbo(release) else None
    goals = [goal_of(ambition, "regio")] if ambition else []
    if target and asked:
        goals.append(Goal(asked.percentage, f"landelijk {_percent(asked)}", target.teljaar))
    return _drawn(points, goals, method, ambition=ambition, national=_national(target, asked, method))


def levels(release: Release) -> list[Trend]:
    """Every mbo level with the national value that was agreed for it, in DUO's count alone."""
    if release.method != Method.DUO:
        return []
    found = [_level(category) for category in LEVELS]
    return [each for each in found if each]


def is_of_mbo(release: Release) -> bool:
    """Whether no school for vo is in this count: DUO's files reach the portal through the mbo schools."""
    has_vo = any(cell.kind == WHOLE[0] and cell.category in VO for cell in release.cells.all())
    return release.method == Method.DUO and not has_vo


def _level(category: str) -> Trend | None:
    points = points_of(counts()(Method.DUO, REGION, category), Gauge.SHARE)
    shown = [point.teljaar for point in points if point.value is not None]
    if not shown:
        return None
    norms = [(each, norm(each, category)) for each in shown]
    course = tuple((teljaar, found.percentage) for teljaar, found in norms if found)
    goals = [Goal(course[-1][1], f"landelijk {_short(course[-1][1])}", course[-1][0], course)] if course else []
    found = _drawn(points, goals, Method.DUO)
    return found and replace(found, title=presenters.category_label(category))


def _drawn(points: list[Point], goals: list[Goal], method: Method, **said) -> Trend | None:
    shown = [point.teljaar for point in points if point.value is not None]
    breaks = breaks_between(shown[0], shown[-1])
    drawn = line(points, goals, breaks=[each.first_teljaar for each in breaks])
    return drawn and Trend(_finding(points), method, tuple(points), drawn, breaks, **said)


def _ambition(method: Method) -> Ambition | None:
    """The region's own goal for all categories together, in this count."""
    goals = Ambition.objects.visible_to(None).filter(method=method, gauge=Gauge.SHARE)
    return goals.filter(municipality=None, category="").first()


def _finding(points: list[Point]) -> str:
    """From the first to the last teljaar that is over."""
    over = [point for point in points if point.value is not None and not point.is_running]
    if not over:
        return "Vsv in dit teljaar"
    first, last = over[0], over[-1]
    if first is last:
        return f"Vsv was {last.text} in teljaar {last.teljaar}"
    if first.text == last.text:
        return f"Vsv was {last.text} in teljaar {last.teljaar}, evenveel als in {first.teljaar}"
    return f"Vsv ging van {first.text} in teljaar {first.teljaar} naar {last.text} in {last.teljaar}"


def _short(value: Decimal) -> str:
    """3.00 → `3 %`: a label on a phone has no room for zeros."""
    return told(Decimal(f"{value.normalize():f}"), Gauge.SHARE)


def _percent(known: Share | Published) -> str:
    return f"{known.percentage}{presenters.SPACE}%".replace(".", ",")


def _national(target: NationalTarget | None, asked: Share | None, method: Method) -> str:
    """What the country wants, and why that is or is not a line here."""
    if target is None:
        return ""
    goal = f"Landelijk doel: {target.label[:1].lower()}{target.label[1:]} in teljaar {target.teljaar} ({target.source})."
    if asked is None:
        why = "gaat over vo en mbo samen" if method == Method.DUO else "is afgesproken in de telling van DUO"
        return f"{goal} Dat {why}, en is daarom hier geen lijn."
    counted, part = presenters.whole(asked.counted.vsv or 0), _percent(asked.counted)
    return (
        f"{goal} Als aandeel is dat ongeveer {_percent(asked)}, gerekend met de deelnemers van "
        f"{asked.counted.teljaar}: toen waren {counted} vsv'ers {part}."
    )
