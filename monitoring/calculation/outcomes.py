"""Every pupil of start population A in exactly one class: B, C, D or X, with the evidence. Adds nothing up.

Source: deliveries.md §6, method regio, after the formula X = A − B − C − D of Regeling prestatiebox mbo
(BWBR0031390), bijlage A. Frames have one row per inschrijving, with at least these columns:

    pupil int64 · bekostigd bool · cohort int (1 October Y − cohort = age on that day)
    brin, vestiging, volgnummer, onderwijssoort, leerweg, category, municipality, destination: text (`str` or
    `category`), "" where empty · started_on, ended_on, qualified_on, entree_on: datetime64, NaT where empty
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from monitoring.calculation.categories import LEVEL_OF, SECTOR_OF, SECTORS
from monitoring.calculation.enrolments import NEVER, NONE, Enrolments, day_number, enrolments_by_pupil
from monitoring.calculation.school_year import SchoolYear, Stand

AGE_LIMIT = 22  # who is 22 on 1 October is not in A: BWBR0031387, art. 2 lid 1
ABROAD = "1999"  # woongemeente abroad or unknown
LEAVES_POPULATION = ("overleden", "emigratie", "buitenland", "vrijstelling")
IN_EDUCATION = (
    "vo", "mbo", "vavo", "so_pro", "ho", "particulier", "dji", "defensie_politie", "maatschappelijk",
)  # fmt: skip
AT_WORK = ("werk",)
NOT_KNOWN = ("onbekend", "")
MBO = ("mbo-1", "mbo-2", "mbo-3", "mbo-4")
EXAM_ONLY = ("EX",)
COUNTED_AT = ("brin", "vestiging", "municipality", "category")
TOLD_ALONG = ("leerweg", "leerjaar", "sex")  # of the row chosen on t; they decide nothing
INSCHRIJVING = ["pupil", "brin", "volgnummer"]

OUTCOMES = ("B", "C_bevestigd", "C_opgegeven", "D", "X")
OUTCOME_OF = {  # evidence → class, in the order in which they are tested
    "woongemeente_1999": "B",
    "uit_populatie": "B",
    "inschrijving": "C_bevestigd",
    "bestemming": "C_opgegeven",
    "diploma": "D",
    "entree_werk": "D",
    "geen": "X",
}
PROOF = (  # evidence, the fact that holds its row, the date that counts in it
    ("uit_populatie", "leaving", "ended_on"),
    ("inschrijving", "confirmed", "started_on"),
    ("bestemming", "latest", "ended_on"),
    ("diploma", "diploma", "qualified_on"),
    ("entree_werk", "entree", "entree_on"),
)


@dataclass(frozen=True)
class Facts:
    """What the inschrijvingen say of the pupils of A: every field one array over them, in their order.

    latest, leaving, confirmed, diploma, entree: places of rows of evidence, NONE where there is no such row;
    the other fields are true or false.
    """

    latest: np.ndarray
    leaving: np.ndarray
    confirmed: np.ndarray
    diploma: np.ndarray
    entree: np.ndarray
    enrolled: np.ndarray
    in_education: np.ndarray
    at_work: np.ndarray
    not_known: np.ndarray


def outcomes(population: pd.DataFrame, evidence: pd.DataFrame, stand: Stand) -> pd.DataFrame:
    """One row per pupil of A, ascending by pupil.

    population: the rows from which A is drawn; evidence: those that tell what became of the pupils. They are
    one frame for a monthly stand; for a late one, September's rows and `late_evidence`.
    Columns: pupil; brin, vestiging, municipality, category of the row chosen on t; outcome (OUTCOMES);
    unknown (true only in X); evidence (OUTCOME_OF), evidence_on, evidence_brin ("" where no school's row is
    the evidence); destination and left_on of the latest ended inschrijving; age on t. Where the frames hold them
    also TOLD_ALONG of the chosen row, and reason of the latest ended one. Text keeps the dtype of the
    frames; outcome and evidence are `category`, dates datetime64[s].
    Raises ValueError when the evidence misses pupils of the population.
    """
    start_rows = enrolments_by_pupil(population)
    proof = start_rows if evidence is population else enrolments_by_pupil(evidence)
    chosen = _start_population(start_rows, stand.teljaar)
    pupils = start_rows.column("pupil")[chosen]
    facts = _facts(proof, stand, _groups_of(pupils, proof))
    code = _evidence_code(facts, is_abroad=start_rows.having("municipality", (ABROAD,))[chosen])
    counted_at = {name: start_rows.values(name, chosen) for name in COUNTED_AT}
    verdict, reason = _verdict(code, facts), _proof(proof, facts, code, stand)
    told = {name: start_rows.column(name)[chosen] for name in TOLD_ALONG if name in population}
    told["age"] = stand.teljaar.start - start_rows.column("cohort")[chosen].astype(np.int64)
    return pd.DataFrame({"pupil": pupils, **counted_at, **verdict, **reason, **told})


def late_evidence(september: pd.DataFrame, later: pd.DataFrame) -> pd.DataFrame:
    """September's rows plus the later ones; the later row of one inschrijving replaces September's.

    One inschrijving: the same pupil, BRIN and volgnummer; its vestiging may have changed. Both frames have
    the same columns; the index is new.
    """
    both = pd.concat([september[INSCHRIJVING], later[INSCHRIJVING]], ignore_index=True)
    key = both.groupby(INSCHRIJVING, sort=False, observed=True).ngroup()
    is_replaced = key.iloc[: len(september)].isin(key.iloc[len(september) :]).to_numpy()
    kept = september[~is_replaced]
    return pd.DataFrame({name: _stacked(kept[name], later[name]) for name in september})


def _stacked(upper: pd.Series, lower: pd.Series) -> pd.Series:
    if isinstance(upper.dtype, pd.CategoricalDtype) and isinstance(lower.dtype, pd.CategoricalDtype):
        return pd.Series(union_categoricals([upper, lower]))
    return pd.concat([upper, lower], ignore_index=True)


def _start_population(rows: Enrolments, teljaar: SchoolYear) -> np.ndarray:
    """A: per pupil who belongs to it, the place of the row that gives school, category and woongemeente."""
    is_young = teljaar.start - rows.column("cohort").astype(np.int64) < AGE_LIMIT
    counts = ~rows.having("category", ("",)) & rows.column("bekostigd")
    sector, level = _sector_and_level(rows)
    score = (-sector * 2 * NEVER + rows.started) * 8 + level
    chosen = rows.best_of(is_young & counts & rows.active_on(teljaar.opens), score)
    return chosen[chosen != NONE]


def _sector_and_level(rows: Enrolments) -> tuple[np.ndarray, np.ndarray]:
    codes, names = pd.factorize(rows.frame["category"])
    sectors = [SECTORS.index(SECTOR_OF[name]) if name in SECTOR_OF else len(SECTORS) for name in names]
    levels = [LEVEL_OF.get(name, 0) for name in names]
    codes = codes[rows.order]
    return np.array(sectors, np.int64)[codes], np.array(levels, np.int64)[codes]


def _groups_of(pupils: np.ndarray, proof: Enrolments) -> np.ndarray:
    groups = np.searchsorted(proof.pupils, pupils)
    if len(pupils) and (groups[-1] == len(proof.pupils) or (proof.pupils[groups] != pupils).any()):
        raise ValueError("the evidence misses pupils of the population")
    return groups


def _facts(rows: Enrolments, stand: Stand, groups: np.ndarray) -> Facts:
    """What the rows say of the pupils at these places among `rows.pupils`."""
    active, ended = rows.active_on(stand.peildatum), rows.ended_by(stand.peildatum)
    takes_exam_only = rows.having("onderwijssoort", MBO) & rows.having("leerweg", EXAM_ONLY)
    last_day = day_number(stand.diplomas_until)
    qualified_on, entree_on = rows.days("qualified_on"), rows.days("entree_on")
    latest = rows.latest_of(ended)[groups]

    def latest_goes_to(destinations: tuple[str, ...]) -> np.ndarray:
        return (latest != NONE) & rows.having("destination", destinations)[latest]

    return Facts(
        latest=latest,
        leaving=rows.latest_of(ended & rows.having("destination", LEAVES_POPULATION))[groups],
        confirmed=rows.best_of(active & ~takes_exam_only, rows.started)[groups],
        diploma=rows.best_of(qualified_on <= last_day, -qualified_on)[groups],
        entree=rows.best_of(entree_on <= last_day, -entree_on)[groups],
        enrolled=rows.any_of(active)[groups],
        in_education=latest_goes_to(IN_EDUCATION),
        at_work=latest_goes_to(AT_WORK),
        not_known=(latest == NONE) | latest_goes_to(NOT_KNOWN),
    )


def _evidence_code(facts: Facts, *, is_abroad: np.ndarray) -> np.ndarray:
    """The place in OUTCOME_OF of the first evidence that holds: the order of testing of deliveries.md §6."""
    conditions = (
        is_abroad,
        (facts.leaving != NONE) & ~facts.enrolled,
        facts.confirmed != NONE,
        facts.in_education,
        facts.diploma != NONE,
        (facts.entree != NONE) & facts.at_work,
    )
    return np.select(conditions, list(range(len(conditions))), default=len(conditions))


def _verdict(code: np.ndarray, facts: Facts) -> dict[str, object]:
    outcome_codes = np.array([OUTCOMES.index(outcome) for outcome in OUTCOME_OF.values()])[code]
    return {
        "outcome": pd.Categorical.from_codes(outcome_codes, categories=pd.Index(list(OUTCOMES))),
        "unknown": (outcome_codes == OUTCOMES.index("X")) & facts.not_known,
        "evidence": pd.Categorical.from_codes(code, categories=pd.Index(list(OUTCOME_OF))),
    }


def _proof(rows: Enrolments, facts: Facts, code: np.ndarray, stand: Stand) -> dict[str, object]:
    """Which school's row, of which day, is the evidence; and where the pupil went who left."""
    evidence = list(OUTCOME_OF)
    places = np.full(len(code), NONE)
    days = np.full(len(code), np.datetime64("NaT", "s"))
    days[code == evidence.index("woongemeente_1999")] = np.datetime64(stand.teljaar.opens)
    for name, fact, date_column in PROOF:
        is_this = code == evidence.index(name)
        places[is_this] = getattr(facts, fact)[is_this]
        days[is_this] = rows.dates(date_column, places[is_this])
    return {
        "evidence_brin": rows.values("brin", places),
        "evidence_on": days,
        "destination": rows.values("destination", facts.latest),
        "left_on": rows.dates("ended_on", facts.latest),
        **({"reason": rows.values("reason", facts.latest)} if "reason" in rows.frame else {}),
    }
