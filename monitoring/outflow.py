"""The nieuwe vsv'ers of a stand by reason, destination, category, leerweg, leerjaar, age, month of leaving and sex.

Every dimension is a protected table that splits the vsv'ers (x) of figures.py, so its counts add up to that number.
Only method regio: DUO tells none of this.
"""

from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import pandas as pd

from monitoring import frames, protected_tables
from monitoring.calculation.categories import CATEGORIES, SECTOR_OF
from monitoring.figures import REGION, Figure, Scope, Shown, figures
from monitoring.ingest.codes import BESTEMMING, REDEN_UITSCHRIJVING
from monitoring.models import Computation, Outcome
from monitoring.protected_tables import Table
from monitoring.vocabulary import Method
from monitoring.vocabulary import Outcome as OutcomeClass

COLUMNS = {
    "brin": "str", "vestiging": "str", "municipality": "str", "category": "str", "reason": "str", "destination": "str",
    "unknown": "bool", "leerweg": "str", "leerjaar": "number", "age": "number", "left_on": "date", "sex": "str",
}  # fmt: skip
PLACE = ["brin", "vestiging", "municipality"]
NONE = "geen"
YOUNG, OLD = 15, 22  # ages below and above are taken together
OF_MBO = tuple(("x", category) for category, sector in SECTOR_OF.items() if sector == "mbo")
OF_OTHERS = tuple(("x", category) for category in CATEGORIES if SECTOR_OF.get(category) != "mbo")
UNKNOWN_AND_REST = {"onbekend": (("u", ""),), "bekend": (("x", ""), ("u", ""))}
MBO_AND_REST = {"mbo": OF_MBO, "ander": OF_OTHERS}
BY_CATEGORY = {"mbo": OF_MBO} | {category: (("x", category),) for _, category in OF_OTHERS}
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
          "november", "december")  # fmt: skip


@dataclass(frozen=True)
class Split:
    """One dimension in one place: its lines in their order, each with its label and its count."""

    name: str
    title: str
    total: Shown
    lines: tuple[tuple[str, Shown], ...]


def splits(reader, computation: Computation, scope: Scope = REGION) -> list[Split]:
    """All dimensions of one place as `reader` may see them; none for method duo. Raises NotForReader."""
    if computation.method == Method.DUO:
        return []
    protected_tables.fetch(computation, TABLES.values())
    by_category = figures(reader, computation, ("category",), scope)
    found = []
    for name, title in TITLES.items():
        if name == "categorie":
            whole = figures(reader, computation, (), scope)[0].x
            found.append(Split(name, title, whole, _categories(by_category)))
            continue
        counted = protected_tables.counts(reader, computation, TABLES[name], scope)
        values = sorted(counted.values, key=partial(_place_in_order, name))
        lines = tuple((_label(name, value), counted.values[value]) for value in values)
        found.append(Split(name, title, counted.total, lines))
    return found


def protect(computation: Computation) -> None:
    """Choose what is hidden beforehand, so that no reader waits for it."""
    if computation.method == Method.REGIO:
        protected_tables.protect(computation, TABLES.values())


def forget() -> None:
    """Empty the memory: for tests, where primary keys come back."""
    protected_tables.forget()
    _leavers.cache_clear()


def _categories(lines: list[Figure]) -> tuple[tuple[str, Shown], ...]:
    """The catalogue's own numbers: they were protected with it."""
    by_name = {line.category: line.x for line in lines}
    return tuple((label, by_name[name]) for name, label in CATEGORIES.items() if name in by_name)


@lru_cache(maxsize=4)
def _leavers(computation_id: int) -> pd.DataFrame:
    """The vsv'ers of a stand, without who they are: read once for all dimensions."""
    rows = Outcome.objects.filter(computation_id=computation_id, outcome=OutcomeClass.X)
    return frames.read(rows, COLUMNS)


def _leaves(name: str, computation_id: int) -> pd.DataFrame:
    """brin, vestiging, municipality, value (and group where the dimension has those), n."""
    leavers = _leavers(computation_id)
    found = leavers[PLACE].assign(value=VALUES[name](leavers).astype("str"))
    if TABLES[name].groups:
        found["group"] = GROUPS[name](leavers).astype("str")
    keys = list(found.columns)
    return found.groupby(keys, as_index=False).size().rename(columns={"size": "n"})


def _reason(leavers: pd.DataFrame) -> pd.Series:
    return leavers["reason"].where(leavers["reason"] != "", NONE)


def _destination(leavers: pd.DataFrame) -> pd.Series:
    known = leavers["destination"].where(~leavers["destination"].isin(["", "onbekend"]), "leeg")
    return known.where(~leavers["unknown"], "onbekend")


def _leerweg(leavers: pd.DataFrame) -> pd.Series:
    of_mbo = leavers["leerweg"].where(leavers["leerweg"] != "", "leeg")
    return of_mbo.where(_is_mbo(leavers), NONE)


def _leerjaar(leavers: pd.DataFrame) -> pd.Series:
    """Within a category of the vo: leerjaar 3 of the vmbo and of havo are not one group. The mbo has none."""
    year = leavers["leerjaar"].astype("Int64").astype("str").replace("<NA>", "?").fillna("?")
    return (leavers["category"] + " " + year).where(~_is_mbo(leavers), "mbo")


def _age(leavers: pd.DataFrame) -> pd.Series:
    ages = leavers["age"].clip(YOUNG, OLD).astype("Int64").astype("str")
    return ages.replace("<NA>", "?").fillna("?")


def _month(leavers: pd.DataFrame) -> pd.Series:
    """The month in which the last inschrijving ended."""
    return leavers["left_on"].dt.strftime("%Y-%m").fillna("?")


def _sex(leavers: pd.DataFrame) -> pd.Series:
    return leavers["sex"].where(leavers["sex"].isin(["M", "V"]), "O")


def _is_mbo(leavers: pd.DataFrame) -> pd.Series:
    return leavers["category"].map(SECTOR_OF).eq("mbo")


def _group_of_category(leavers: pd.DataFrame) -> pd.Series:
    return leavers["category"].where(~_is_mbo(leavers), "mbo")


VALUES = {
    "reden": _reason, "bestemming": _destination, "leerweg": _leerweg, "leerjaar": _leerjaar, "leeftijd": _age,
    "maand": _month, "geslacht": _sex,
}  # fmt: skip
GROUPS = {
    "bestemming": lambda leavers: pd.Series(np.where(leavers["unknown"], "onbekend", "bekend"), index=leavers.index),
    "leerweg": lambda leavers: pd.Series(np.where(_is_mbo(leavers), "mbo", "ander"), index=leavers.index),
    "leerjaar": _group_of_category,
}
TABLES = {
    "reden": Table("reden", partial(_leaves, "reden")),
    "bestemming": Table("bestemming", partial(_leaves, "bestemming"), groups=UNKNOWN_AND_REST),
    "leerweg": Table("leerweg", partial(_leaves, "leerweg"), groups=MBO_AND_REST),
    "leerjaar": Table("leerjaar", partial(_leaves, "leerjaar"), groups=BY_CATEGORY),
    "leeftijd": Table("leeftijd", partial(_leaves, "leeftijd")),
    "maand": Table("maand", partial(_leaves, "maand")),
    "geslacht": Table("geslacht", partial(_leaves, "geslacht")),
}
TITLES = {
    "reden": "Reden van uitschrijving", "bestemming": "Bestemming", "categorie": "Categorie", "leerweg": "Leerweg",
    "leerjaar": "Leerjaar", "leeftijd": "Leeftijd op 1 oktober", "maand": "Maand van vertrek", "geslacht": "Geslacht",
}  # fmt: skip
LABELS = {
    "reden": {**REDEN_UITSCHRIJVING, NONE: "geen reden opgegeven"},
    "bestemming": {**BESTEMMING, "leeg": "niet opgegeven"},
    "leerweg": {"BOL": "bol", "BBL": "bbl", "leeg": "mbo, leerweg niet opgegeven", NONE: "vo en vavo (geen leerweg)"},
    "leerjaar": {"mbo": "mbo (leerjaar niet gevraagd)"},
    "leeftijd": {str(YOUNG): f"{YOUNG} jaar of jonger", str(OLD): f"{OLD} jaar of ouder", "?": "onbekend"},
    "maand": {"?": "onbekend"},
    "geslacht": {"M": "jongens en mannen", "V": "meisjes en vrouwen", "O": "onbekend of anders"},
}
ORDER = {name: list(labels) for name, labels in LABELS.items()}


def _label(name: str, value: str) -> str:
    if value in LABELS[name]:
        return LABELS[name][value].capitalize()
    if name == "leeftijd":
        return f"{value} jaar"
    if name == "maand":
        return f"{MONTHS[int(value[5:]) - 1]} {value[:4]}".capitalize()
    if name == "leerjaar":
        category, year = value.rsplit(" ", 1)
        return f"{CATEGORIES.get(category, category)}, leerjaar {year.replace('?', 'onbekend')}"
    return value


def _place_in_order(name: str, value: str) -> tuple:
    """Codes in the order of their list, ages and months by themselves, what is not known last."""
    if name in {"leeftijd", "maand"}:
        return (value == "?", value)
    if name == "leerjaar":
        category = value.rsplit(" ", 1)[0]
        return (value == "mbo", list(CATEGORIES).index(category) if category in CATEGORIES else -1, value)
    known = ORDER[name]
    return (value not in known, known.index(value) if value in known else 0, value)
