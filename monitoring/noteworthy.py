"""Wat valt op: at most three sentences about a place, in one fixed order, each with why it matters. Shown numbers only.

The order is that of NOTABLE below: first what changed beyond chance, then what differs from the region beyond chance,
then what makes the figure less certain. What chance explains is no news and gets no sentence.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from monitoring import presenters
from monitoring.calculation.chance import HANDFUL, change_chance, limits
from monitoring.calculation.school_year import Stand
from monitoring.figures import Figure

MOST = 3
SELDOM = 0.01  # a change is told when chance gives it once in a hundred times: there are twelve stands a year
MUCH_UNKNOWN = Decimal(20)  # percent of the vsv'ers
WHOLE_YEAR = 12  # from this stand on a year may be compared with a norm that asks for less


@dataclass(frozen=True)
class Subject:
    """What is known of one place in one view; `by_category` and `region` are empty where a category was chosen."""

    whole: Figure
    course: list[Figure]
    by_category: tuple[Figure, ...] = ()
    region: tuple[Figure, ...] = ()  # its categories, for a place within it

    @property
    def stand(self) -> Stand:
        return Stand.parse(self.whole.teljaar, self.whole.stand)

    @property
    def year_ago(self) -> Figure | None:
        """The same stand of the teljaar before."""
        before = self.stand.teljaar.previous()
        wanted = (before.name, before.stands()[self.stand.number - 1].code)
        return next((line for line in self.course if (line.teljaar, line.stand) == wanted), None)


@dataclass(frozen=True)
class Sentence:
    """One thing that stands out; `leads_to` is a tab, or an anchor on this page."""

    text: str
    why: str
    leads_to: str
    link: str = field(default="Bekijk")


def noteworthy(subject: Subject) -> list[Sentence]:
    """At most three, in the order of NOTABLE; nothing where there is nothing but chance."""
    found = (sentence for tell in NOTABLE if (sentence := tell(subject)))
    return [sentence for sentence, _ in zip(found, range(MOST), strict=False)]


def _changed(subject: Subject) -> Sentence | None:
    now, then = subject.whole, subject.year_ago
    if then is None or not (_tellable(now) and _tellable(then)) or max(now.x.value, then.x.value) < HANDFUL:
        return None
    if change_chance(then.x.value, then.n.value, now.x.value, now.n.value) >= SELDOM:
        return None
    way = "meer" if now.percentage > then.percentage else "minder"
    return Sentence(
        f"Er zijn {way} nieuwe vsv'ers dan een jaar geleden op dezelfde stand: {presenters.percent(now.percentage)}, "
        f"toen {presenters.percent(then.percentage)}.",
        "Zo'n verschil komt door toeval hoogstens eens in de honderd keer voor. Er is dus iets veranderd: in het "
        "onderwijs, in de aanpak of in het aanleveren.",
        "verloop", "Bekijk het verloop",
    )  # fmt: skip


def _outside(subject: Subject) -> Sentence | None:
    mix = _mix(subject)
    x = subject.whole.x.value
    if not mix or x is None:
        return None
    found = limits(mix)
    if (x < HANDFUL and found.high < HANDFUL) or not found.is_far(x):
        return None
    way = "meer" if x > found.expected else "minder"
    return Sentence(
        f"Met {presenters.whole(x)} nieuwe vsv'ers zijn het er {way} dan bij deze categorieën past: in de hele regio "
        f"geeft zo'n groep er {presenters.whole(found.far_low)} tot {presenters.whole(found.far_high)}.",
        "Buiten deze grenzen komt toeval alleen bij 2 op de 1.000 plaatsen. Vraag wat hier anders gaat: daar is iets "
        "van te leren.",
        "toeval", "Bekijk of het toeval is",
    )  # fmt: skip


def _unknown(subject: Subject) -> Sentence | None:
    share = subject.whole.unknown_percentage if presenters.knows_destination(subject.whole.method) else None
    if share is None or share < MUCH_UNKNOWN:
        return None
    then = subject.year_ago.unknown_percentage if subject.year_ago else None
    before = f" Een jaar geleden was dat {presenters.percent(then)}." if then is not None else ""
    return Sentence(
        f"Van {presenters.percent(share)} van de vsv'ers is de bestemming onbekend.{before}",
        "Wie onbekend is, telt als vsv'er, maar kan ook gewoon op school zitten of werken. Navragen maakt het cijfer "
        "zekerder en de lijst korter.",
        "waar-en-waarom", "Bekijk waar en waarom",
    )  # fmt: skip


def _not_covered(subject: Subject) -> Sentence | None:
    coverage = subject.whole.coverage
    if coverage is None or coverage.is_full:
        return None
    return Sentence(
        f"{presenters.covered(coverage).capitalize()} leverden aan voor deze stand.",
        "De andere tellen mee met hun vorige levering. Wie daarna vertrok, ziet u nog niet: het cijfer is te laag.",
        "#scholen", "Bekijk de scholen",
    )  # fmt: skip


def _norm_crossed(subject: Subject) -> Sentence | None:
    lines = subject.by_category or (subject.whole,)
    beyond = [label for line in lines if (label := _beyond_norm(line, subject.stand))]
    if not beyond:
        return None
    return Sentence(
        f"Anders dan de norm, en niet door toeval: {', '.join(beyond)}.",
        "De norm geldt voor een heel teljaar en voor alle scholen in het land. Hij zegt hoe ver u bent, niet waardoor.",
        "#categorieen", "Bekijk de categorieën",
    )  # fmt: skip


NOTABLE: tuple[Callable[[Subject], Sentence | None], ...] = (
    _changed, _outside, _norm_crossed, _not_covered, _unknown,
)  # fmt: skip


def _tellable(line: Figure) -> bool:
    return line.percentage is not None and line.x.value is not None and bool(line.n.value)


def _mix(subject: Subject) -> tuple[tuple[int, float], ...]:
    """Deelnemers and regional rate per category; nothing where one of them is not shown."""
    rates = {line.category: line.x.value / line.n.value for line in subject.region if _tellable(line)}
    told = [(line.n.value, rates.get(line.category)) for line in subject.by_category if line.n.value != 0]
    return () if any(n is None or rate is None for n, rate in told) else tuple(told)


def _beyond_norm(line: Figure, stand: Stand) -> str:
    """The category with its percentage and norm, where chance does not explain the distance."""
    norm = presenters.norm_of(line.teljaar, line.category)
    if norm is None or norm.joined or not _tellable(line):
        return ""
    found = limits(((line.n.value, float(norm.norm.percentage) / 100),))
    above = line.x.value > found.far_high
    below = line.x.value < found.far_low and stand.number >= WHOLE_YEAR
    if not (above or below):
        return ""
    label = presenters.category_label(line.category).lower()
    return f"{label} {presenters.percent(line.percentage)} ({norm.kind} {norm.label})"
