"""The movement after counting: stands become the episodes of who is followed, and the counts of them on one day.

All episodes are replaced together, when a stand or the day changed: age limits pass with time. Two runs that overlap
leave one true set. What people write (contacts, case files) is read here, never changed.
"""

from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256

import pandas as pd
from django.conf import settings
from django.db import transaction

from monitoring import frames
from monitoring.calculation.followed_counts import (
    BACK,
    OTHERWISE,
    REACHED_BY,
    RETURNED,
    TABLES,
    UNSPOKEN,
    followed_counts,
)  # fmt: skip
from monitoring.calculation.followed_group import (
    PLACE,
    Surroundings,
    episodes,
    newest,
    speaking,
    vulnerable_episodes,
)  # fmt: skip
from monitoring.calculation.school_year import Stand
from monitoring.calculation.vulnerable import INSIDE, KINDS, OUT, OUTSIDE, vulnerable
from monitoring.masking import with_places
from monitoring.models import (
    CaseFile,
    Computation,
    Contact,
    Enrolment,
    Episode,
    FollowedCell,
    FollowRun,
    Identity,
    Outcome,
    ProtectedTable,
    VulnerableCell,
)  # fmt: skip
from monitoring.models.casework import SPOKEN
from monitoring.recomputation import sources_of, stand_rows
from monitoring.reference.definitions import upper_ages
from monitoring.reference.places import municipalities_of
from monitoring.split_masks import by_group, masked, veiled_by
from monitoring.vocabulary import CaseStatus, Followed, Method
from monitoring.vocabulary import Outcome as OutcomeClass

RULES_VERSION = "2"  # part of the fingerprint: change it when episodes or counts are made otherwise
AT_WORK = (CaseStatus.EDUCATION, CaseStatus.WORK, CaseStatus.WORK_AND_LEARN)
VERDICT = {
    "computation_id": "int", "pupil_id": "int", "outcome": "str", "evidence": "str", "evidence_on": "date",
    "destination": "str", "left_on": "date", **dict.fromkeys(PLACE, "str"),
}  # fmt: skip
WANTED = {  # of the inschrijvingen; the rest tells nothing here
    "pupil", "brin", "vestiging", "municipality", "category", "onderwijssoort", "leerweg", "started_on", "ended_on",
    "destination", "qualified_on",
}  # fmt: skip
VULNERABLE = "kwetsbaar"  # the name of its protected table
VULNERABLE_TYPES = {
    "computation_id": "int", "brin": "str", "municipality": "str", "kind": "str", "whereabouts": "str", "n": "int",
}  # fmt: skip
EPISODE_TYPES = {
    "kind": "str", "pupil_id": "int", "opened_on": "date", "closed_on": "date", "closing": "str", "teljaar": "str",
    "brin": "str", "vestiging": "str", "municipality": "str",
}  # fmt: skip


def is_followed(on: date) -> bool:
    """Whether what stands now is of the current stands and of this day."""
    return FollowRun.objects.filter(fingerprint=_fingerprint(_current(), on)).exists()


def follow(on: date) -> bool:
    """Replace all episodes and counts, unless they are of these stands and this day already. Returns whether it did."""
    with transaction.atomic():
        frames.one_at_a_time("following")
        computations = _current()
        fingerprint = _fingerprint(computations, on)
        if FollowRun.objects.filter(fingerprint=fingerprint).exists():
            return False
        Episode.objects.all()._raw_delete("default")
        frames.write(Episode, _episodes(computations, on))
        _protect(computations)
        count(on, fingerprint)
    return True


def count(on: date, fingerprint: str) -> None:
    """Count the stored episodes as they are on that day, with what people wrote of contacts since."""
    told = frames.read(Episode.objects.all(), EPISODE_TYPES).rename(columns={"pupil_id": "pupil"})
    cells = followed_counts(told, _spoken(), _at_work(), on)
    FollowedCell.objects.all().delete()
    FollowRun.objects.all().delete()
    run = FollowRun.objects.create(fingerprint=fingerprint, on=on, masks=_masks(cells))
    frames.write(FollowedCell, cells.assign(run_id=run.pk))


def _current() -> dict[Stand, Computation]:
    found = Computation.objects.filter(is_current=True, method=Method.REGIO)
    return {Stand.parse(each.teljaar, each.stand): each for each in found}


def _fingerprint(computations: dict[Stand, Computation], on: date) -> str:
    parts = [RULES_VERSION, on.isoformat(), *sorted(each.fingerprint for each in computations.values())]
    return sha256("|".join(parts).encode()).hexdigest()


def _episodes(computations: dict[Stand, Computation], on: date) -> pd.DataFrame:
    """Both kinds of episodes as rows of the table."""
    if not computations:
        return pd.DataFrame()
    verdicts, leavers = _verdicts(computations), _leavers(computations)
    everybody = pd.concat([verdicts["pupil"], leavers["pupil"]]).unique()
    rows = _known_rows(computations, everybody)
    region = frozenset(place.code for place in municipalities_of(str(settings.RMC_REGION)))
    around = Surroundings(_birth_dates(everybody), region, on, upper_ages())
    found = {
        Followed.VSV: episodes(verdicts, rows, around),
        Followed.VULNERABLE: vulnerable_episodes(leavers, rows, around),
    }
    both = [each.assign(kind=str(kind)) for kind, each in found.items()]
    return pd.concat(both).rename(columns={"pupil": "pupil_id"})


def _verdicts(computations: dict[Stand, Computation]) -> pd.DataFrame:
    """What the newest stand of every peildatum says of all who were a vsv'er at some time."""
    stands = {computations[stand].pk: stand for stand in speaking(list(computations))}
    told = Outcome.objects.filter(computation_id__in=list(stands))
    found = frames.read(told.filter(pupil_id__in=told.filter(outcome=OutcomeClass.X).values("pupil_id")), VERDICT)
    of = found["computation_id"]
    return found.rename(columns={"pupil_id": "pupil"}).drop(columns="computation_id").assign(
        peildatum=pd.to_datetime(of.map({pk: stand.peildatum for pk, stand in stands.items()})).astype("datetime64[s]"),
        teljaar=of.map({pk: stand.teljaar.name for pk, stand in stands.items()}).astype("str"),
    )


def _leavers(computations: dict[Stand, Computation]) -> pd.DataFrame:
    """The kwetsbare jongeren who were out of education on t1, of every teljaar that is over."""
    ended = [stand for stand in speaking(list(computations)) if stand.peildatum == stand.teljaar.closes]
    found = [pd.DataFrame({name: pd.Series(dtype="str") for name in ("teljaar", *PLACE)})]
    found[0] = found[0].assign(pupil=pd.Series(dtype="int64"), peildatum=pd.Series(dtype="datetime64[s]"))
    for stand in ended:  # one stand per teljaar
        computation = computations[stand]
        deliveries = [source.delivery for source in sources_of(computation)[0]]
        of_kind = Enrolment.objects.filter(delivery_id__in=deliveries, onderwijssoort__in=list(KINDS))
        group = vulnerable(*stand_rows(computation, of_kind.values("pupil_id")))
        out = group[group["whereabouts"].isin(OUT)].rename(columns={"kind": "category"})
        moment = pd.Timestamp(stand.peildatum).as_unit("s")
        found.append(out.assign(peildatum=moment, teljaar=stand.teljaar.name).drop(columns="whereabouts"))
    return pd.concat(found, ignore_index=True)


def _known_rows(computations: dict[Stand, Computation], pupils: Iterable[int]) -> pd.DataFrame:
    """The inschrijvingen of these pupils in the newest stand of every teljaar, each with how long it is believed."""
    latest = newest(list(computations))
    found = []
    for stand in latest:  # one per teljaar
        _, rows, _ = stand_rows(computations[stand], pupils)
        until = None if stand == latest[-1] else stand.teljaar.closes
        believed = pd.NaT if until is None else pd.Timestamp(until) + pd.Timedelta(days=1)
        told_on = pd.Timestamp(stand.peildatum).as_unit("s")
        rows = rows[[name for name in rows if name in WANTED]].assign(told_on=told_on)
        found.append(rows.assign(believed_until=pd.Series(believed, rows.index, dtype="datetime64[s]")))
    return pd.concat(found, ignore_index=True)


def _birth_dates(pupils: Iterable[int]) -> pd.Series:
    found = frames.existing(Identity, pupils, {"pupil": "int", "born_on": "date"})
    return found.set_index("pupil")["born_on"]


def _spoken() -> pd.DataFrame:
    """The days on which the youngster was spoken; a talk with a parent or a school is not that."""
    contacts = Contact.objects.filter(SPOKEN)
    found = frames.read(contacts, {"case_file__pupil_id": "int", "on": "date"})
    return found.rename(columns={"case_file__pupil_id": "pupil"})


def _at_work() -> pd.DataFrame:
    found = frames.read(CaseFile.objects.filter(status__in=AT_WORK), {"pupil_id": "int", "status_since": "date"})
    return found.rename(columns={"pupil_id": "pupil", "status_since": "since"})


def _masks(cells: pd.DataFrame) -> dict[str, dict]:
    """Per kind and table what readers who see no pupil do not get. `stand` and `afgelopen` have totals of their own;
    the others split those, so where a place's total is hidden there, all of it is hidden here."""
    cells = with_places(cells)
    masks: dict[str, dict] = {}
    for kind in Followed.values:
        for name in TABLES:
            leaves = cells[(cells["kind"] == kind) & (cells["name"] == name)]
            masks[f"{kind}|{name}"] = _masks_of(name, leaves, lambda base, kind=kind: masks[f"{kind}|{base}"])
    return masks


def _masks_of(name: str, leaves: pd.DataFrame, masks_of: Callable[[str], dict]) -> dict:
    if name in ("stand", "afgelopen"):
        return masked(leaves, None)
    if name == "gesproken":  # nor can anybody subtract how few were reached
        half = (leaves["value"] == UNSPOKEN).map({True: UNSPOKEN, False: REACHED_BY})
        return by_group(leaves, half, masked(leaves.assign(value=half), veiled_by(masks_of("stand"))))
    if name == "ongesproken":
        return by_group(leaves, leaves["value"].str.removesuffix(REACHED_BY), masks_of("maand"))
    if name == "reden":
        return by_group(leaves, leaves["value"].isin(BACK).map({True: RETURNED, False: OTHERWISE}), masks_of("afgelopen"))
    veiled = veiled_by(masks_of("afgelopen"), RETURNED) if name == "terug" else veiled_by(masks_of("stand"))
    return masked(leaves, veiled)


def _protect(computations: dict[Stand, Computation]) -> None:
    """Choose once per computation what is hidden of its kwetsbare jongeren: of who is in mbo and who is out of
    education, and of the kinds and whereabouts within those."""
    done = ProtectedTable.objects.filter(name=VULNERABLE).values("computation_id")
    left = [each.pk for each in computations.values()]
    left = list(Computation.objects.filter(pk__in=left).exclude(pk__in=done).values_list("pk", flat=True))
    cells = frames.read(VulnerableCell.objects.filter(computation_id__in=left), VULNERABLE_TYPES)
    cells = with_places(cells.assign(value=cells["kind"] + "/" + cells["whereabouts"]))
    out = cells["whereabouts"].isin(OUT).map({True: OUTSIDE, False: INSIDE})
    chosen = []
    for pk in left:  # new stands only: as many as deliveries touched
        own = cells[cells["computation_id"] == pk]
        whole = masked(own.assign(value=out), None)
        masks = {"whole": whole, "detail": by_group(own, out[own.index], whole)}
        chosen.append(ProtectedTable(computation_id=pk, name=VULNERABLE, masks=masks))
    ProtectedTable.objects.bulk_create(chosen)
