"""What would change if a checked R01 were accepted: pupils, the school's own figures, and why. Counts only.

Computed from the staged rows by the same functions that count the accepted ones; nothing is stored as accepted.
"""

from dataclasses import dataclass

import pandas as pd

from monitoring import frames, promotion, recomputation, sealed
from monitoring.calculation.causes import causes
from monitoring.calculation.cells import cells, sums
from monitoring.calculation.inputs import Accepted, Source, inputs
from monitoring.calculation.outcomes import outcomes
from monitoring.calculation.school_year import SchoolYear, Stand
from monitoring.comparison import previous
from monitoring.ingest.codes import TRANSITION_KINDS
from monitoring.ingest.difference import Difference, difference
from monitoring.models import Delivery, Enrolment
from monitoring.transition_consequence import foresee_transition
from monitoring.vocabulary import Kind

COMPARED = {"pupil_id": "int", "brin": "str", "vestiging": "str", "volgnummer": "str", "category": "str",
            "municipality": "str", "ended_on": "date"}  # fmt: skip
KEY = ["volgnummer"]


@dataclass(frozen=True)
class Count:
    """The outcomes of one school's pupils in one stand."""

    stand: Stand
    outcomes: pd.DataFrame

    @property
    def measures(self) -> dict[str, int]:
        return {name: int(value) for name, value in sums(cells(self.outcomes), []).iloc[0].items()}


def foresee(delivery: Delivery, staged: pd.DataFrame) -> dict:
    """The consequence of accepting `delivery`, whose clean rows are `staged`; empty for absence and for files of DUO.

    N01 and N02: `transition_consequence`. R01:

    changes: pupils that appear, vanish, change school (vestiging), category or municipality against the previous
    accepted delivery. before, after: the school's own figures in its last stand and in this one, as far as
    there is one of the same teljaar; causes: what makes the difference in nieuwe vsv'ers.
    """
    if delivery.kind in TRANSITION_KINDS:
        return foresee_transition(delivery, staged)
    if delivery.kind != Kind.R01:
        return {}
    earlier = previous(delivery)
    told: dict = {"previous": earlier.pk if earlier else None}
    if earlier is not None:
        told["changes"] = _counted(changed(delivery, earlier, staged))
    after = _after(delivery, staged)
    told |= {"stand": after.stand.code, "after": after.measures}
    if earlier is not None and earlier.teljaar == delivery.teljaar:
        before = _before(earlier, staged["pupil"])
        told |= {
            "before_stand": before.stand.code,
            "before": before.measures,
            "causes": causes(before.outcomes, after.outcomes, brin=delivery.brin),
        }
    return told


def changed(delivery: Delivery, earlier: Delivery, staged: pd.DataFrame) -> Difference:
    """Which pupils appear, vanish and change; a row that ended before this teljaar may be gone."""
    since = pd.Timestamp(SchoolYear.parse(delivery.teljaar).opens)
    old = frames.read(Enrolment.objects.filter(delivery=earlier), COMPARED).rename(columns={"pupil_id": "pupil"})
    old = old[old["ended_on"].isna() | (old["ended_on"] >= since)]
    return difference(_compared(old), _compared(_enrolments(staged)), key=KEY)


def of_delivery(delivery: Delivery) -> Difference | None:
    """Which pupils would appear, vanish and change, while the delivery waits for its acceptance."""
    earlier = previous(delivery) if delivery.kind == Kind.R01 and delivery.may_be_accepted else None
    return changed(delivery, earlier, sealed.staged(delivery)) if earlier is not None else None


def _compared(rows: pd.DataFrame) -> pd.DataFrame:
    school = rows["brin"].astype("str") + rows["vestiging"].astype("str")
    return rows[["pupil", "volgnummer", "category", "municipality"]].assign(school=school)


def _counted(found: Difference) -> dict[str, int]:
    return {**found.counts, "compared": found.before}


def _enrolments(staged: pd.DataFrame) -> pd.DataFrame:
    """Staged rows under the names that the calculation knows."""
    rows = staged[list(promotion.ENROLMENT.values())].set_axis(list(promotion.ENROLMENT), axis=1)
    return rows.rename(columns={"pupil_id": "pupil"})


def _after(delivery: Delivery, staged: pd.DataFrame) -> Count:
    """The stand of this levermaand, with this delivery in the place of the one that holds its slice now."""
    stand = Stand.parse(delivery.teljaar, delivery.stand)
    mine = Accepted(delivery.pk, delivery.kind, delivery.brin, delivery.vestiging, delivery.teljaar, delivery.stand)
    others = [each for each in recomputation.accepted_deliveries() if _slice(each) != _slice(mine)]
    sources = _sources(stand, [*others, mine])
    own = next((source for source in sources if source.delivery == delivery.pk), None)
    rows = recomputation.source_rows([each for each in sources if each is not own], among=staged["pupil"].unique())
    if own is not None:
        new = _enrolments(staged)
        new = new[~new["vestiging"].isin(list(own.without))]
        rows = pd.concat([rows, new[rows.columns]], ignore_index=True)
    return Count(stand, _of_school(outcomes(rows, rows, stand), delivery))


def _before(earlier: Delivery, pupils: pd.Series) -> Count:
    """The stand of the last delivery of this school, as it is counted now."""
    stand = Stand.parse(earlier.teljaar, earlier.stand)
    own = Enrolment.objects.filter(delivery=earlier).values_list("pupil_id", flat=True)
    wanted = pd.concat([pupils, pd.Series(list(own), dtype="int64")]).unique()
    rows = recomputation.source_rows(_sources(stand, recomputation.accepted_deliveries()), among=wanted)
    return Count(stand, _of_school(outcomes(rows, rows, stand), earlier))


def _sources(stand: Stand, accepted: list[Accepted]) -> list[Source]:
    return list(inputs("regio", stand, accepted, []).population)


def _slice(delivery: Accepted) -> tuple[str, ...]:
    return delivery.kind, delivery.brin, delivery.vestiging, delivery.teljaar, delivery.stand


def _of_school(found: pd.DataFrame, delivery: Delivery) -> pd.DataFrame:
    own = found["brin"].astype("str") == delivery.brin
    if delivery.vestiging:
        own &= found["vestiging"].astype("str") == delivery.vestiging
    return found[own]
