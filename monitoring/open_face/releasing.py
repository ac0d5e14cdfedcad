"""How a stand becomes public: prepared by one coordinator, checked by the portal, approved by another, then frozen.

Nothing on the checklist is ticked by hand. What people must weigh asks for a reason, which is kept. What is out stays
addressable; it is corrected by a new release, or withdrawn with a reason that everybody reads.
"""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import pandas as pd
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Max

from monitoring import coverage, presenters
from monitoring.calculation.open_numbers import BLANK
from monitoring.calculation.open_numbers import Stand as Numbers
from monitoring.calculation.open_publication import Release as Printed
from monitoring.calculation.open_publication import Unsafe, publication
from monitoring.coverage import within
from monitoring.figures import current_computations
from monitoring.models import Computation, Coverage, Delivery, PublishedCell, Release, ReleaseBasis
from monitoring.open_face.printed import KINDS, cells_of, place_names, shown_of
from monitoring.open_face.visiting import forget
from monitoring.sight import Scope
from monitoring.vocabulary import DeliveryState

KEPT_SECONDS = 30 * 24 * 3600
PLACES, SCHOOLS = ["municipality", "category", "n", "x"], ["brin", "category", "n", "x"]


class NotReleased(Exception):
    """Why this can't become public; a sentence for the coordinator."""


@dataclass(frozen=True)
class Check:
    """One line of the checklist: what was looked at, and what was found. A line that `stops` lets nothing through;
    another asks whoever approves for a reason.
    """

    label: str
    passed: bool
    found: str
    stops: bool = False


def candidates() -> list[Computation]:
    """Computed stands that are not public in this form yet, latest first."""
    out = set(Release.objects.values_list("computation_id", flat=True))
    return [each for each in reversed(current_computations()) if each.pk not in out]


def prepare(computation: Computation, *, by, note: str, on: date, next_on: date) -> Release:
    """A release to be looked at. Raises NotReleased where the stand is public or being prepared already."""
    if Release.objects.filter(computation_id=computation.pk).exists():
        raise NotReleased("Deze stand is al vrijgegeven of staat al klaar.")
    covered = coverage.coverages(computation.pk, (), Scope(), True)[()]
    with transaction.atomic():
        release = Release.objects.create(
            method=computation.method, teljaar=computation.teljaar, stand=computation.stand, note=note,
            definition=computation.definition, computation_id=computation.pk, delivered=covered.delivered,
            expected=covered.expected, prepared_on=on, next_on=next_on, prepared_by=by,
            prepared_by_name=str(by or "oefenomgeving"),
        )  # fmt: skip
        places, schools = _numbers(computation.pk)
        ReleaseBasis.objects.create(release=release, places=places, schools=schools)
    return release


def _numbers(computation_id: int) -> tuple[list, list]:
    cells = within(computation_id, Scope(), True)
    # As masking.py: DUO may name a vsv'er without a start row.
    cells = cells.assign(n=(cells["a"] - cells["b"]).clip(lower=cells["x"]))
    places = cells.groupby(PLACES[:2])[["n", "x"]].sum().reset_index()
    schools = cells.groupby(SCHOOLS[:2])[["n", "x"]].sum().reset_index()
    return places[PLACES].to_numpy().tolist(), schools[SCHOOLS].to_numpy().tolist()


def numbers(release: Release) -> Numbers:
    """The true numbers of a release, for the audit alone."""
    places = pd.DataFrame(release.basis.places, columns=PLACES)
    schools = pd.DataFrame(release.basis.schools, columns=SCHOOLS)
    return Numbers(f"{release.method} {release.teljaar}", release.stand, places, schools)


def out(release: Release) -> list[Printed]:
    """What everybody read before, of the same teljaar and method, also what was withdrawn: oldest first."""
    found = Release.objects.published().filter(method=release.method, teljaar=release.teljaar)
    found = found.exclude(pk=release.pk).select_related("basis").prefetch_related("cells")
    return [Printed(numbers(each), shown_of(each.cells.all(), numbers(each))) for each in found]


def printed(release: Release) -> Printed:
    """What would be printed, safe beside all that is out. Raises NotReleased.

    Working it out takes seconds, and minutes late in a teljaar: it is kept under what it was worked out from.
    """
    stand, earlier = numbers(release), out(release)
    told = [release.basis.places, release.basis.schools, [(e.stand.name, e.shown.tolist()) for e in earlier]]
    key = "printed-" + hashlib.sha256(json.dumps([*told, settings.SUPPRESSION_THRESHOLD]).encode()).hexdigest()
    shown = cache.get(key)
    if shown is None:
        try:
            shown = publication(stand, earlier, settings.SUPPRESSION_THRESHOLD).shown.tolist()
        except Unsafe as unsafe:
            shown = str(unsafe)
        cache.set(key, shown, KEPT_SECONDS)
    if isinstance(shown, str):
        raise NotReleased(shown)
    return Printed(stand, pd.Series(shown, dtype="str"))


def work_out(release_id: int) -> None:
    """Have it kept before somebody looks; what can't be released is told on the page."""
    release = Release.objects.select_related("basis").filter(pk=release_id, number=None).first()
    if release is not None:
        with suppress(NotReleased):
            printed(release)


def checklist(release: Release, proposed: Printed | None) -> list[Check]:
    """What the portal looked at itself; `proposed` is None where nothing can be printed safely."""
    before = previous(release)
    is_current = Computation.objects.filter(pk=release.computation_id, is_current=True).exists()
    compared = f"Vergeleken met vrijgave {before.number} ({before})." if before else "Dit is de eerste van deze telling."
    return [
        _coverage(release),
        Check("Nog de laatste berekening", is_current, "De cijfers zijn sinds het klaarzetten niet opnieuw berekend."
              if is_current else "Er is een nieuwere berekening. Zet de stand opnieuw klaar.", stops=True),
        _suppression(release, proposed),
        Check("Vorige vrijgave", True, compared),
        _remarks(),
    ]  # fmt: skip


def _coverage(release: Release) -> Check:
    told = f"{release.delivered} van {release.expected} scholen leverden aan voor deze stand."
    missing = Coverage.objects.filter(computation_id=release.computation_id, is_covered=False)
    names = place_names()
    silent = sorted({names.get(brin, brin) for brin in missing.values_list("brin", flat=True)})
    told += f" Nog niet: {', '.join(silent)}." if silent else ""
    return Check("Dekking", release.delivered == release.expected, told)


def _remarks() -> Check:
    waiting = Delivery.objects.filter(state=DeliveryState.TO_CONFIRM).order_by("brin", "stand", "kind")
    told = [f"{name} ({kind}, {stand})" for name, kind, stand in waiting.values_list("school__name", "kind", "stand")]
    found = f"Op bevestiging van een let-op wachten: {', '.join(told)}." if told else "Er wacht geen levering."
    return Check("Open let-ops", not told, found)


def _suppression(release: Release, proposed: Printed | None) -> Check:
    if proposed is None:
        found = "Een klein aantal is uit te rekenen, wat er ook wordt weggelaten."
        return Check("Kleine aantallen", False, found, stops=True)
    earlier, blank = len(out(release)), int(proposed.shown.eq(BLANK).sum())
    told = (
        f"Samen met {earlier} {'eerdere vrijgave' if earlier == 1 else 'eerdere vrijgaven'} is geen klein aantal uit te "
        "rekenen, en uit deze vrijgave ook niet door een school of gemeente die haar eigen aantallen kent; "
        f"{blank} getallen blijven daarvoor leeg."
    )
    return Check("Kleine aantallen", True, told, stops=True)


def blocks(check: Check) -> bool:
    return check.stops and not check.passed


def asks_for_reason(check: Check) -> bool:
    """Missing schools and open let-ops are for people to weigh."""
    return not check.stops and not check.passed


def previous(release: Release) -> Release | None:
    """The latest public release of the same method before this stand or of the same one."""
    found = Release.objects.standing().filter(method=release.method).exclude(pk=release.pk)
    return found.order_by("-number").first()


def comparison(release: Release, proposed: Printed) -> list[dict]:
    """Per place what everybody reads now and will read, where that differs from the previous release."""
    before = previous(release)
    if before is None:
        return []
    old = {(c.kind, c.place, c.category): c for c in before.cells.all()}
    names = place_names()
    return [
        {"place": names.get(new.place, KINDS[new.kind]), "category": presenters.category_label(new.category),
         "old": old.get((new.kind, new.place, new.category)), "new": new}
        for new in cells_of(release, proposed)
        if _differs(old.get((new.kind, new.place, new.category)), new)
    ]  # fmt: skip


def _differs(old: PublishedCell | None, new: PublishedCell) -> bool:
    return old is None or (old.n, old.x, old.percentage) != (new.n, new.x, new.percentage)


def approve(release: Release, *, by, on: date, because: str = "") -> Release:
    """Make it public: every printed number is frozen. Raises NotReleased; the same person can't do both.

    `because` says why nobody need wait for what the checklist found.
    """
    if by is not None and by.pk == release.prepared_by_id:
        raise NotReleased("Een ander dan wie de stand klaarzette keurt goed: vrijgeven doet u met zijn tweeën.")
    with transaction.atomic():
        list(Release.objects.select_for_update().order_by("pk").values("pk"))  # one at a time: the audit is joint
        release.refresh_from_db()
        if release.number:
            raise NotReleased("Deze stand is al vrijgegeven.")
        proposed = printed(release)
        checks = checklist(release, proposed)
        for check in filter(blocks, checks):
            raise NotReleased(f"{check.label}: {check.found}")
        weighed = [check.label.lower() for check in filter(asks_for_reason, checks)]
        if weighed and not because:
            raise NotReleased(f"Schrijf op waarom u toch goedkeurt. Niet in orde: {', '.join(weighed)}.")
        release.approved_because = because if weighed else ""
        release.number = 1 + (Release.objects.aggregate(last=Max("number"))["last"] or 0)
        release.published_on, release.approved_by, release.approved_by_name = on, by, str(by or "oefenomgeving")
        release.save()
        PublishedCell.objects.bulk_create(cells_of(release, proposed))
    forget()
    return release


def withdraw(release: Release, *, because: str, on: date) -> None:
    """It stays addressable, with this notice; the figures page goes back to the release before it."""
    release.withdrawn_on, release.withdrawn_because = on, because
    release.save(update_fields=["withdrawn_on", "withdrawn_because"])
    forget()


def discard(release: Release) -> None:
    """What was prepared and is not public yet may go. Raises NotReleased."""
    if release.number:
        raise NotReleased("Wat openbaar is, kunt u intrekken of corrigeren, niet weggooien.")
    release.delete()

