"""When somebody leaves, and what the school and DUO get to know about it."""

from __future__ import annotations

import numpy as np

from monitoring.demonstration.kinds import DESTINATION, IN_EDUCATION
from monitoring.demonstration.ledger import day
from monitoring.demonstration.rates import (
    ELSEWHERE_IF_TOLD,
    ELSEWHERE_IF_UNKNOWN,
    KNOWN_LATER,
    MONTHS_OF_LEAVING,
)


def dates_of_leaving(count: int, year: int, rng: np.random.Generator) -> np.ndarray:
    """Days in the school year, more of them in autumn and winter than in spring."""
    month = rng.choice(12, count, p=np.array(MONTHS_OF_LEAVING) / sum(MONTHS_OF_LEAVING))
    firsts = np.array([day(year + (7 + number) // 12, (7 + number) % 12 + 1) for number in range(12)])
    return firsts[month] + rng.integers(1, 28, count)


def told(destination: np.ndarray, ended: np.ndarray, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """When the school knows where a leaver went, when it registers the leaving, and what DUO finds."""
    count = len(destination)
    late = rng.random(count) < KNOWN_LATER
    delay = np.where(rng.random(count) < 0.15, rng.integers(1, 40, count), 0)
    unknown = destination == DESTINATION["onbekend"]
    chance = np.where(
        unknown, ELSEWHERE_IF_UNKNOWN, np.where(np.isin(destination, IN_EDUCATION), ELSEWHERE_IF_TOLD, 0.01)
    )
    return {
        "known": ended + np.where(late, rng.integers(25, 150, count), 0),
        "registered": ended + delay,
        "elsewhere": rng.random(count) < chance,
    }
