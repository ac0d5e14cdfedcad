"""What the demonstration released: the last stands of two teljaren and the latest one, by its two coordinators."""

from datetime import date, timedelta

from monitoring.figures import current_computations
from monitoring.models import Account, Computation
from monitoring.open_face import releasing
from monitoring.vocabulary import Method

NOTES = (
    "De eindstand van dit teljaar, zoals de scholen hem aanleverden (verzonnen).",
    "De eindstand van dit teljaar, een jaar later (verzonnen).",
    "De laatste stand van het lopende teljaar (verzonnen). Dit getal groeit tot het eind van het teljaar.",
)


def release_stands(on: date) -> None:
    """Through the same functions as the pages; as many as the region has."""
    people = {account.username: account for account in Account.objects.filter(username__in=("els", "ezra"))}
    chosen = _last_per_teljaar()[-len(NOTES) :]
    for age, (computation, note) in enumerate(zip(reversed(chosen), reversed(NOTES), strict=False)):
        day = on - timedelta(days=7 + 365 * age)
        said = {"note": note, "on": day, "next_on": on + timedelta(days=33)}
        chosen[chosen.index(computation)] = (releasing.prepare(computation, by=people.get("els"), **said), day)
    for release, day in chosen:
        because = "De ontbrekende scholen leveren volgende maand aan (verzonnen)."
        releasing.approve(release, by=people.get("ezra"), on=day, because=because)


def _last_per_teljaar() -> list[Computation]:
    last = {each.teljaar: each for each in current_computations(Method.REGIO)}
    return list(last.values())
