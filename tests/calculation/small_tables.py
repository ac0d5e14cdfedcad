"""Tables that count the same pupils twice, by school and by municipality: drawn, invented and crafted."""

from itertools import product

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from monitoring.calculation.suppression import VALUES, audit, catalogue_masks

MEASURES = ["n", "b", "x", "u"]
CATEGORIES = ["havovwo", "mbo1", "mbo2", "mbo3", "mbo4", "vavo", "vmbo", "vo_onderbouw"]
VSV_RATE = dict(zip(CATEGORIES, [0.004, 0.25, 0.08, 0.05, 0.04, 0.06, 0.008, 0.003], strict=True))


def table(rows: str, numbers: list[tuple]) -> pd.DataFrame:
    return pd.DataFrame(numbers, columns=[rows, "category", *MEASURES])


def summed(leaves: pd.DataFrame, rows: str) -> pd.DataFrame:
    return leaves.groupby([rows, "category"], as_index=False)[MEASURES].sum()


def region(seed: int, schools: int = 49, towns: int = 22) -> dict[str, pd.DataFrame]:
    """A region as ours: a few mbo colleges, many vo schools, towns of very different size."""
    chance = np.random.default_rng(seed)
    sizes, rows = chance.dirichlet(np.full(towns, 0.8)), []
    for school, category in product(range(schools), CATEGORIES):
        is_mbo = category.startswith("mbo")
        if is_mbo != (school < 4) or (category == "vavo") != (school == 5) or chance.random() < 0.2:
            continue
        pupils = int(chance.lognormal(6 if is_mbo else 5, 0.8))
        for town, count in enumerate(chance.multinomial(pupils, sizes)):
            b = chance.binomial(count, 0.03)
            x = chance.binomial(count - b, VSV_RATE[category])
            rows.append((f"S{school:02}", f"G{town:02}", category, count - b, b, x, chance.binomial(x, 0.3)))
    leaves = pd.DataFrame(rows, columns=["school", "municipality", "category", *MEASURES])
    return {rows: summed(leaves, rows) for rows in ("municipality", "school")}


def protected(tables: dict[str, pd.DataFrame], values: int = VALUES) -> dict[str, pd.DataFrame]:
    return catalogue_masks(tables["municipality"], tables["school"], values=values)


def fewest_values(tables: dict[str, pd.DataFrame], masked: dict[str, pd.DataFrame]) -> int:
    found = audit(tables, masked)
    return int((found["high"] - found["low"] + 1).min()) if len(found) else 99


def as_dict(mask: pd.DataFrame) -> dict:
    return mask.set_index(["row", "category"])[MEASURES].sort_index().to_dict("index")


@st.composite
def small_regions(draw):
    """Leaves of school × municipality × category, with many zeros and small numbers, and vsv often all
    unknown."""
    sizes = draw(st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3)))
    rows = []
    for school, town, category in product(*map(range, sizes)):
        n = draw(st.sampled_from([0, 0, 1, 2, 3, 4, 6, 20]))
        x = min(n, draw(st.sampled_from([0, 0, 1, 1, 2, 5])))
        u = min(x, draw(st.sampled_from([0, 1, 1, 3])))
        rows.append((f"S{school}", f"G{town}", f"c{category}", n, draw(st.sampled_from([0, 0, 1, 5])), x, u))
    leaves = pd.DataFrame(rows, columns=["school", "municipality", "category", *MEASURES])
    return {rows: summed(leaves, rows) for rows in ("municipality", "school")}


CRAFTED = table(
    "school",
    [
        ("A", "mbo1", 3, 0, 0, 0),
        ("A", "mbo2", 20, 0, 9, 0),
        ("B", "mbo1", 30, 0, 8, 0),
        ("B", "mbo2", 40, 0, 7, 0),
        ("C", "mbo1", 50, 0, 6, 0),
        ("C", "mbo2", 60, 0, 5, 0),
    ],
)


def examples(count: int) -> settings:
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(deadline=None, derandomize=True, suppress_health_check=checks, max_examples=count)
