"""Who the pupils are: number, name, sex and birth day. Nothing here knows what became of them at school."""

from __future__ import annotations

import numpy as np
import pandas as pd

from monitoring.demonstration.names import BOYS, GIRLS, SURNAMES

FIRST_PREFIX = 90_000_000  # all numbers begin with 9, where no BSN has been issued
PREFIXES = 9_999_991  # prime, so that steps of STRIDE meet every prefix once
STRIDE = 4_813
WEIGHTS = np.arange(9, 1, -1)
ONDERWIJSNUMMER_SHARE, NAMELESS_SHARE = 0.025, 0.002


def pgn_numbers(count: int, foreign: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Distinct valid numbers: elfproef 0 for a BSN, 5 for an onderwijsnummer."""
    start = int(rng.integers(PREFIXES))
    steps = np.arange(int(count * 1.35) + 100, dtype=np.int64)
    prefix = FIRST_PREFIX + (start + steps * STRIDE) % PREFIXES
    digits = prefix[:, None] // 10 ** np.arange(7, -1, -1) % 10
    total = digits @ WEIGHTS
    usable = (total % 11 != 10) & ((total - 5) % 11 != 10)
    prefix, total = prefix[usable][:count], total[usable][:count]
    return prefix * 10 + np.where(foreign, (total - 5) % 11, total % 11)


def birth_days(cohort: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A day in the year up to and including 1 October of the cohort, as a day number."""
    last = np.array([np.datetime64(f"{year}-10-01") for year in range(1970, 2031)]).astype(int)[cohort - 1970]
    return last - rng.integers(0, 365, len(cohort))


def people(cohort: np.ndarray, newcomer: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    """One row per person, in the order of the careers. A newcomer has more often no BSN, or no number."""
    count = len(cohort)
    foreign = rng.random(count) < np.where(newcomer, 0.4, ONDERWIJSNUMMER_SHARE)
    numberless = rng.random(count) < np.where(newcomer, 0.05, NAMELESS_SHARE)
    numbers = pgn_numbers(count, foreign, rng)
    sex = rng.choice(3, count, p=(0.507, 0.492, 0.001))
    girl = np.where(sex == 2, rng.integers(0, 2, count), sex) == 1
    first = np.where(girl, rng.integers(0, len(GIRLS), count), len(GIRLS) + rng.integers(0, len(BOYS), count))
    surname = rng.integers(0, len(SURNAMES), count)
    prefixes = sorted({prefix for prefix, _ in SURNAMES})
    prefix_of = np.array([prefixes.index(prefix) for prefix, _ in SURNAMES])
    return pd.DataFrame(
        {
            "pgn": np.where(numberless, 0, numbers),
            "leerlingnummer": 1_000_000 + rng.permutation(count),
            "achternaam": pd.Categorical.from_codes(surname, pd.Index([name for _, name in SURNAMES])),
            "voorvoegsel": pd.Categorical.from_codes(prefix_of[surname], pd.Index(prefixes)),
            "voornaam": pd.Categorical.from_codes(first, pd.Index(GIRLS + BOYS)),
            "geslacht": pd.Categorical.from_codes(sex, pd.Index(["M", "V", "O"])),
            "born": birth_days(cohort, rng),
            "cohort": cohort.astype(np.int16),
        }
    )
