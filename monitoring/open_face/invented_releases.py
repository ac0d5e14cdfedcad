"""What the demonstration released, by its two coordinators: the last stands of three teljaren in each count.

One of them corrects a stand that was withdrawn, so that the log of corrections has something to tell.
"""

from datetime import date, timedelta

from monitoring.figures import current_computations
from monitoring.models import Account, Computation, Release
from monitoring.open_face import releasing
from monitoring.vocabulary import Method

NOTES = (
    "De eindstand van dit teljaar, zoals de scholen hem aanleverden (verzonnen).",
    "De eindstand van dit teljaar (verzonnen).",
    "De laatste stand van het lopende teljaar (verzonnen). Dit getal groeit tot het eind van het teljaar.",
)
OF_DUO = "De laatste cijfers van DUO over dit teljaar, uit de bestanden van de mbo-scholen (verzonnen)."
BECAUSE = "Een school leverde een maand van een ander jaar aan (verzonnen)."
APART = "De ontbrekende scholen leveren volgende maand aan (verzonnen)."
CORRECTS = "Herstelt vrijgave {}: de school leverde opnieuw aan. {}"


def release_stands(on: date) -> None:
    """Through the same functions as the pages; as many as the region has."""
    chosen = _last_per_teljaar(Method.REGIO)[-len(NOTES) :]
    for age, (computation, note) in reversed(list(enumerate(zip(reversed(chosen), reversed(NOTES), strict=False)))):
        day = _day(computation, age, on)
        wrong = _release_before(computation, day) if age == 1 else None
        _release(computation, CORRECTS.format(wrong.number, note) if wrong else note, day)
    for computation in _last_per_teljaar(Method.DUO, annual=True)[-len(NOTES) :]:
        _release(computation, OF_DUO, on - timedelta(days=7))


def _day(computation: Computation, age: int, on: date) -> date:
    """When the last stand of a teljaar is known, in the January after; the running teljaar a week ago."""
    return min(date(int(computation.teljaar[:4]) + 2, 1, 20), on - timedelta(days=7 + 7 * age))


def _release(computation: Computation, note: str, day: date) -> Release:
    people = {account.username: account for account in Account.objects.filter(username__in=("els", "ezra"))}
    release = releasing.prepare(computation, by=people.get("els"), note=note, on=day, next_on=day + timedelta(days=40))
    return releasing.approve(release, by=people.get("ezra"), on=day, because=APART)


def _release_before(computation: Computation, day: date) -> Release | None:
    """The stand before this one, released a month earlier and withdrawn; None where the teljaar has no other."""
    of_year = [each for each in current_computations(Method.REGIO) if each.teljaar == computation.teljaar]
    earlier = of_year[of_year.index(computation) - 1] if len(of_year) > 1 else None
    if earlier is None:
        return None
    release = _release(earlier, NOTES[0], day - timedelta(days=30))
    releasing.withdraw(release, because=BECAUSE, on=day)
    return release


def _last_per_teljaar(method: Method, *, annual: bool = False) -> list[Computation]:
    last = {each.teljaar: each for each in current_computations(method) if not annual or each.stand in {"V", "D"}}
    return list(last.values())
