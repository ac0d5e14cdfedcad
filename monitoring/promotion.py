"""The second movement: staged rows become the rows of their delivery, and the delivery counts from then on."""

from datetime import datetime

import pandas as pd
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from monitoring import frames, sealed
from monitoring.calculation.school_year import Stand
from monitoring.ingest.findings import hidden
from monitoring.models import (
    AbsenceHours,
    AbsenceReport,
    Account,
    Delivery,
    DuoRow,
    Enrolment,
    Identity,
    LeavingPupil,
    MboApplication,
    Pupil,
    School,
)  # fmt: skip
from monitoring.models.delivery import NotNow
from monitoring.staging import move, refuse, tell
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import Kind

OPERATOR = "opdrachtregel"
WAITING = "wacht op verwerking"
REASON_LENGTH = 500
ENROLMENT = {  # database column → column of the staged rows
    "pupil_id": "pupil", "brin": "brin", "vestiging": "vestiging", "volgnummer": "volgnummer",
    "municipality": "gemeentecode", "cohort": "cohort", "sex": "geslacht", "category": "category",
    "onderwijssoort": "onderwijssoort",
    "leerjaar": "leerjaar", "leerweg": "leerweg", "opleidingscode": "opleidingscode", "bekostigd": "bekostigd",
    "started_on": "datum_inschrijving", "ended_on": "datum_uitschrijving", "reason": "reden_uitschrijving",
    "destination": "bestemming", "diploma": "diploma", "diploma_dates": "datum_diploma",
    "qualified_on": "qualified_on", "entree_on": "entree_on",
}  # fmt: skip
DUO_ROW = {
    "pupil_id": "pupil", "brin": "brin", "municipality": "gemeentecode", "category": "category", "leerweg": "leerweg",
    "opleidingscode": "opleidingscode", "ended_on": "datum_uitschrijving", "reason": "reden_uitschrijving",
    "since": "vanaf",
}  # fmt: skip
IDENTITY = {
    "surname": "achternaam", "prefix": "voorvoegsel", "given_name": "voornaam", "born_on": "geboortedatum",
    "sex": "geslacht", "pupil_number": "leerlingnummer", "municipality": "gemeentecode",
}  # fmt: skip
ABSENCE_REPORT = {
    "pupil_id": "pupil", "brin": "brin", "vestiging": "vestiging", "meldingsnummer": "meldingsnummer", "soort": "soort",
    "began_on": "begindatum", "ended_on": "einddatum", "hours": "uren", "status": "status", "reden": "reden",
    "reden_afsluiting": "reden_afsluiting",
}  # fmt: skip
ABSENCE_HOURS = {
    "pupil_id": "pupil", "brin": "brin", "vestiging": "vestiging", "week": "week",
    "unauthorised": "ongeoorloofde_uren", "authorised": "geoorloofde_uren",
}  # fmt: skip
LEAVING_PUPIL = {
    "pupil_id": "pupil", "brin": "brin", "vestiging": "vestiging", "municipality": "gemeentecode", "cohort": "cohort",
    "onderwijssoort": "onderwijssoort", "leerjaar": "leerjaar", "is_candidate": "examenkandidaat",
    "exam_result": "examenuitslag", "intended": "voorgenomen_bestemming", "intended_brin": "voorgenomen_brin",
    "extra_support": "extra_ondersteuning", "warm_handover": "warme_overdracht",
}  # fmt: skip
MBO_APPLICATION = {
    "pupil_id": "pupil", "brin": "brin", "number": "aanmeldnummer", "opleidingscode": "opleidingscode",
    "level": "niveau", "leerweg": "leerweg", "applied_on": "datum_aanmelding", "status": "status",
    "status_on": "datum_status", "starts_on": "startdatum", "appeared": "verschenen",
}  # fmt: skip
ROWS_OF = {  # any other kind is one of DUO's
    Kind.R01: (Enrolment, ENROLMENT), Kind.R02: (AbsenceReport, ABSENCE_REPORT), Kind.R03: (AbsenceHours, ABSENCE_HOURS),
    Kind.N01: (LeavingPupil, LEAVING_PUPIL), Kind.N02: (MboApplication, MBO_APPLICATION),
}  # fmt: skip
STORED = {"pupil": "int", "as_of": "str", "fingerprint": "int", "qualified_on": "date"}


class Collision(Exception):
    """Two pseudonyms share their first 63 bits: the delivery can't be stored (odds at 1.4 million: 1 in 10 million)."""


def confirm(
    delivery: Delivery,
    *,
    reason: str,
    by: Account | None,
    at: datetime | None = None,
    reasons: dict[str, str] | None = None,
) -> None:
    """Record who accepts, and why where something had to be confirmed; the rows follow in `promote`.

    `reasons`: for each code of a point of attention why it is right; without them `reason` holds for all.
    Raises NotNow when the delivery does not wait for this, or when a reason is missing.
    """
    with transaction.atomic():
        delivery = _locked(delivery)
        codes = delivery.codes_to_acknowledge
        said = dict.fromkeys(codes, reason) if reasons is None else reasons
        unanswered = [code for code in codes if not said.get(code, "").strip()]
        if unanswered or (delivery.needs_reason and not reason.strip()):
            raise NotNow("Geef aan waarom deze levering klopt.")
        delivery.reason = hidden(reason.strip())[:REASON_LENGTH]
        delivery.accepted_by = by
        delivery.accepted_by_name = by.get_username() if by else OPERATOR
        delivery.accepted_at = at or timezone.now()
        delivery.acknowledged = {code: _answer(said[code], delivery) for code in codes}
        move(delivery, State.ACCEPTING, step=WAITING)


def _answer(reason: str, delivery: Delivery) -> dict[str, str]:
    """Why a point of attention is right, by whom and when."""
    at = delivery.accepted_at.isoformat(timespec="seconds")
    return {"reason": hidden(reason.strip())[:REASON_LENGTH], "by": delivery.accepted_by_name, "at": at}


def promote(delivery: Delivery) -> Delivery:
    """Give the delivery its rows, replace the one that held its slice, in one transaction. Safe to run again."""
    tell(delivery, "regels opslaan", done=0)
    staged = sealed.staged(delivery)
    with transaction.atomic():
        delivery = _locked(delivery)
        if delivery.state != State.ACCEPTING:
            raise NotNow(f"Deze levering is al {delivery.get_state_display()}.")
        School.objects.select_for_update().get(pk=delivery.school_id)  # one slice at a time per school
        frames.one_at_a_time("pupils")  # two schools may bring the same new pupil at the same moment
        _store_pupils(delivery, staged)
        _store_rows(delivery, staged)
        _replace_previous(delivery)
        move(delivery, State.ACCEPTED)
        delivery.content.staged = None
        delivery.content.save(update_fields=["staged"])
    return delivery


def give_up(delivery: Delivery, code: str) -> None:
    """Refuse a delivery whose rows can't be stored: whoever accepted it did so in vain. Safe to run again."""
    delivery.accepted_at, delivery.accepted_by, delivery.accepted_by_name = None, None, ""
    refuse(delivery, code)


def _locked(delivery: Delivery) -> Delivery:
    return Delivery.objects.select_for_update(of=("self",)).select_related("content").get(pk=delivery.pk)


def _replace_previous(delivery: Delivery) -> None:
    same_slice = Delivery.objects.filter(
        kind=delivery.kind, brin=delivery.brin, vestiging=delivery.vestiging,
        teljaar=delivery.teljaar, stand=delivery.stand, state=State.ACCEPTED,
    )  # fmt: skip
    for previous in same_slice.exclude(pk=delivery.pk):
        previous.replaced_by = delivery
        move(previous, State.REPLACED)


def _store_rows(delivery: Delivery, staged: pd.DataFrame) -> None:
    model, columns = ROWS_OF.get(delivery.kind, (DuoRow, DUO_ROW))
    model.objects.filter(delivery_id=delivery.pk).delete()
    rows = staged[list(columns.values())].set_axis(list(columns), axis=1)
    rows.insert(0, "delivery_id", delivery.pk)
    rows.insert(2, "line", staged.index.to_numpy())
    frames.write(model, rows.sort_values(["pupil_id", "line"]))  # in the order of the key: the index only grows


def _store_pupils(delivery: Delivery, staged: pd.DataFrame) -> None:
    """New pupils, and the names that are new or changed."""
    started = staged.get("datum_inschrijving", pd.Series(pd.NaT, index=staged.index))
    latest = staged.assign(started=started).sort_values("started", kind="stable")
    people = latest.drop_duplicates("pupil", keep="last").set_index("pupil", drop=False)
    known = frames.existing(Pupil, people.index, {"id": "int", "pseudonym": "str"}).set_index("id")["pseudonym"]
    _refuse_collisions(staged, people.loc[known.index, "pseudonym"], known)
    new = people.loc[people.index.difference(known.index)]
    pupils = pd.DataFrame({"id": new["pupil"], "pseudonym": new["pseudonym"]})
    frames.write(Pupil, pupils.assign(key_version=settings.PGN_KEY_VERSION))
    if "qualified_on" in staged:
        people["qualified_on"] = staged.groupby("pupil")["qualified_on"].min()
    if "geboortedatum" in staged:  # R02, R03 and N02 name nobody
        _store_names(delivery, people, known.index)


def _refuse_collisions(staged: pd.DataFrame, ours: pd.Series, known: pd.Series) -> None:
    within = staged["pseudonym"].nunique() != staged["pupil"].nunique()
    if within or (ours != known).any():
        raise Collision("Twee leerlingen krijgen hetzelfde nummer in het portaal. Meld dit aan de beheerder.")


def _store_names(delivery: Delivery, people: pd.DataFrame, known_pupils: pd.Index) -> None:
    """A name from an older month never overwrites a newer one; unchanged names are not written again.

    DUO may leave the birth date empty: such a person keeps the name a school delivered, or has none.
    """
    people = people[people["geboortedatum"].notna()]
    stored = frames.existing(Identity, people.index.intersection(known_pupils), STORED).set_index("pupil")
    names = pd.DataFrame({column: people.get(source, "") for column, source in IDENTITY.items()}, index=people.index)
    earlier = stored["qualified_on"].reindex(names.index)
    known = people.get("qualified_on", pd.Series(pd.NaT, index=names.index, dtype="datetime64[s]"))
    names["qualified_on"] = known.where(~(earlier < known) & known.notna(), earlier)
    names["fingerprint"] = pd.util.hash_pandas_object(names, index=False).astype("int64")
    names["as_of"] = _as_of(delivery) + "/" + people["started"].dt.strftime("%Y-%m-%d").fillna("")
    ours = names.loc[stored.index]
    kept = stored.index[(stored["fingerprint"] == ours["fingerprint"]) | (stored["as_of"] > ours["as_of"])]
    frames.remove(Identity, stored.index.difference(kept))
    frames.write(Identity, names.loc[names.index.difference(kept)].rename_axis("pupil_id").reset_index())


def _as_of(delivery: Delivery) -> str:
    stand = Stand.parse(delivery.teljaar, delivery.stand)
    return stand.month or f"{stand.teljaar.closes.year}-09"
