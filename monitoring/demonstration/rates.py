"""How often what happens: the chances behind the invented careers, near the published national levels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from monitoring.demonstration.kinds import (
    BB,
    BRUG,
    DESTINATION,
    GL,
    HAVO,
    INT,
    ISK,
    KB,
    MBO1,
    MBO2,
    MBO3,
    MBO4,
    OUT,
    PRO,
    SOORTEN,
    TL,
    VAVO,
    VSO,
    VWO,
)

# Yearly chance to break off, before returns: national levels are net (domain.md 2.3, 2.4)
DROP_OUT = np.zeros(len(SOORTEN))
DROP_OUT[[BRUG, BB, KB, GL, TL, HAVO, VWO]] = (0.0025, 0.0105, 0.0080, 0.0060, 0.0055, 0.0042, 0.0028)
DROP_OUT[[ISK, INT, PRO, VSO, VAVO]] = (0.02, 0.001, 0.03, 0.03, 0.14)
DROP_OUT[[MBO1, MBO2, MBO3, MBO4]] = (0.355, 0.146, 0.078, 0.070)
YEAR_FACTOR = {2021: 0.94, 2022: 0.97, 2023: 1.00, 2024: 1.04, 2025: 1.08}

# Share of a year's breaking off per month, August to July
MONTHS_OF_LEAVING = (0.02, 0.05, 0.10, 0.11, 0.10, 0.13, 0.12, 0.11, 0.09, 0.08, 0.06, 0.03)

RETURN_WITHIN_YEAR = 0.17
RETURN_NEXT_AUGUST = (0.14, 0.08, 0.04)  # one, two, three years after leaving

REASONS = ((1, 2, 3, 4, 5, 6, 7, 9), (0.18, 0.27, 0.06, 0.21, 0.17, 0.04, 0.055, 0.015))
LEFT_FOR = (("werk", "geen", "zorg", "onbekend", "mbo", "vavo"), (0.48, 0.24, 0.11, 0.095, 0.06, 0.015))
KNOWN_LATER = 0.13  # of the leavers' destinations, learnt only weeks or months later
ELSEWHERE_IF_UNKNOWN, ELSEWHERE_IF_TOLD = 0.15, 0.93  # in education according to DUO

# Leaving here for a place that is no drop-out: (bestemming, yearly chance, reason)
OTHER_LEAVING = (
    ("emigratie", 0.0016, 1),
    ("buitenland", 0.0007, 1),
    ("overleden", 0.00012, 1),
    ("vrijstelling", 0.0005, 1),
    ("particulier", 0.0009, 8),
    ("dji", 0.00025, 1),
    ("defensie_politie", 0.0004, 8),
    ("maatschappelijk", 0.0002, 6),
    ("vo", 0.0035, 8),
    ("mbo", 0.0015, 8),
)
SWITCH = {"vo": 0.006, "mbo": 0.025}
MOVE_HOUSE, MOVE_OUT_OF_REGION = 0.022, 0.2
NOT_FUNDED, EXAM_ONLY = 0.006, 0.05  # of all rows; of those who broke off near the end


@dataclass(frozen=True)
class Way:
    """One way out of a school year: the chance, where to, which diploma, what the school writes."""

    chance: float
    soort: int = OUT
    leerjaar: int = 0
    diploma: int = 0
    destination: int = 0  # only for those who leave
    reason: int = 8


def out(chance: float, code: str, diploma: int = 0) -> Way:
    """Leave for `code`."""
    return Way(chance, OUT, 0, diploma, DESTINATION[code], 8 if diploma or code in ("ho", "mbo", "vo") else 7)


DOWN = {VWO: HAVO, HAVO: TL, TL: KB, GL: KB, KB: BB, BB: PRO}
UP = {TL: HAVO, HAVO: VWO, KB: TL, BB: KB}


def _below(soort: int, leerjaar: int) -> list[Way]:
    """A year that is not the last: go up, repeat, change track, now and then leave."""
    ways = [Way(0.03, soort, leerjaar)]
    if leerjaar <= 2 and soort in UP:
        ways.append(Way(0.02, UP[soort], leerjaar + 1))
    if soort in DOWN and not (soort == BB and leerjaar > 2):
        ways.append(Way(0.045 if leerjaar <= 3 else 0.01, DOWN[soort], min(leerjaar + 1, 4)))
    if leerjaar >= 3:
        ways += [out(0.0006, "onbekend"), out(0.0006, "geen")]
    if (soort, leerjaar) in ((HAVO, 4), (VWO, 5)):
        ways.append(Way(0.05, MBO4))
    if (soort, leerjaar) == (BB, 3):
        ways.append(Way(0.03, MBO1))
    return [*ways, Way(1 - sum(way.chance for way in ways), soort, leerjaar + 1)]


def _vmbo_final(soort: int, passed: float, to: dict[int, float]) -> list[Way]:
    """The examination year of vmbo: most go on in mbo, a few elsewhere, a few stop (the summer leak)."""
    leak = {BB: 0.010, KB: 0.0065, GL: 0.005, TL: 0.005}[soort]
    ways = [Way(passed * share, kind, 4 if kind == HAVO else 0, soort) for kind, share in to.items()]
    ways += [
        out(passed * 0.05, "mbo", soort),
        out(leak * 0.6, "werk", soort),
        out(leak * 0.4, "onbekend", soort),
    ]
    ways += [Way((1 - passed) * 0.55, soort, 4), out((1 - passed) * 0.06, "geen")]
    ways.append(Way((1 - passed) * 0.30, MBO1 if soort == BB else MBO2))
    return [*ways, Way(1 - sum(way.chance for way in ways), MBO2 if soort == BB else MBO4, 0, soort)]


def _upper_final(soort: int, leerjaar: int, passed: float) -> list[Way]:
    """The examination year of havo or vwo."""
    return [
        out(passed * 0.80, "ho", soort),
        Way(passed * 0.08, MBO4, 0, soort) if soort == HAVO else Way(passed * 0.03, MBO4, 0, soort),
        out(passed * 0.06, "werk", soort),
        out(passed * (0.06 if soort == HAVO else 0.11), "onbekend", soort),
        Way((1 - passed) * 0.50, soort, leerjaar),
        Way((1 - passed) * 0.40, VAVO),
        Way((1 - passed) * 0.07, MBO4),
        out((1 - passed) * 0.03, "geen"),
    ]


def _newcomer(leerjaar: int) -> list[Way]:
    if leerjaar == 1:
        return [Way(0.80, ISK, 2), Way(0.08, BB, 2), Way(0.09, MBO1), out(0.03, "onbekend")]
    return [
        Way(0.42, MBO1),
        Way(0.12, MBO2),
        Way(0.25, BB, 3),
        Way(0.12, KB, 3),
        Way(0.06, TL, 3),
        out(0.03, "werk"),
    ]


def _special(soort: int, leerjaar: int) -> list[Way]:
    """Pro and vso: five years, then work, care or entree."""
    if leerjaar < 5:
        leave = [out(0.01, "werk"), out(0.004, "onbekend"), out(0.006, "zorg")] if leerjaar >= 4 else []
        across = [Way(0.06, MBO1)] if leerjaar == 4 else []
        ways = [Way(0.02, soort, leerjaar), *leave, *across]
        return [*ways, Way(1 - sum(way.chance for way in ways), soort, leerjaar + 1)]
    entree, level2 = (0.40, 0.08) if soort == PRO else (0.18, 0.14)
    ways = [
        Way(entree, MBO1, 0, soort),
        Way(level2, MBO2, 0, soort),
        out(0.25, "werk", soort),
        out(0.12, "zorg", soort),
    ]
    return [*ways, out(0.05, "onbekend", soort), Way(0.05, soort, 5)]


def _ways() -> dict[tuple[int, int], list[Way]]:
    table = {(soort, year): _below(soort, year) for soort in (BB, KB, GL, TL) for year in (1, 2, 3)}
    table |= {(HAVO, year): _below(HAVO, year) for year in range(1, 5)}
    table |= {(VWO, year): _below(VWO, year) for year in range(1, 6)}
    table |= {(INT, year): [Way(0.93, INT, year + 1), out(0.07, "buitenland")] for year in range(1, 6)}
    table[(INT, 6)] = [out(0.7, "ho"), out(0.3, "buitenland")]
    table |= {(ISK, year): _newcomer(year) for year in (1, 2)}
    table |= {(soort, year): _special(soort, year) for soort in (PRO, VSO) for year in range(1, 6)}
    table[(BB, 4)] = _vmbo_final(BB, 0.97, {MBO2: 0.84, MBO3: 0.07})
    table[(KB, 4)] = _vmbo_final(KB, 0.96, {MBO2: 0.10, MBO3: 0.38, MBO4: 0.42})
    table[(GL, 4)] = _vmbo_final(GL, 0.95, {MBO3: 0.12, MBO4: 0.65, HAVO: 0.12})
    table[(TL, 4)] = _vmbo_final(TL, 0.94, {MBO3: 0.10, MBO4: 0.60, HAVO: 0.18})
    table[(HAVO, 5)] = _upper_final(HAVO, 5, 0.87)
    table[(VWO, 6)] = _upper_final(VWO, 6, 0.90)
    table[(VAVO, 0)] = [
        out(0.46, "ho", HAVO),
        out(0.06, "werk", HAVO),
        out(0.05, "onbekend", HAVO),
        Way(0.10, MBO4),
        out(0.03, "onbekend"),
        Way(0.30, VAVO),
    ]
    return table


WAYS = _ways()

# After an mbo diploma, and what the last year of a programme brings without one
AFTER_MBO = {
    MBO1: [
        Way(0.62, MBO2, 0, MBO1),
        out(0.25, "werk", MBO1),
        out(0.03, "onbekend", MBO1),
        out(0.10, "mbo", MBO1),
    ],
    MBO2: [
        Way(0.30, MBO3, 0, MBO2),
        Way(0.12, MBO4, 0, MBO2),
        out(0.46, "werk", MBO2),
        out(0.12, "onbekend", MBO2),
    ],
    MBO3: [Way(0.22, MBO4, 0, MBO3), out(0.64, "werk", MBO3), out(0.14, "onbekend", MBO3)],
    MBO4: [out(0.36, "ho", MBO4), out(0.52, "werk", MBO4), out(0.12, "onbekend", MBO4)],
}
PASS = {MBO1: 0.80, MBO2: 0.86, MBO3: 0.86, MBO4: 0.85}
STOP_AFTER_FAILING = {MBO1: 0.10, MBO2: 0.06, MBO3: 0.05, MBO4: 0.04}
YEARS = {MBO1: (1, 1, 1), MBO2: (1, 2, 2), MBO3: (2, 3, 3), MBO4: (3, 3, 4)}
CHANGE_PROGRAMME = 0.03  # of those who go on, in the summer
DIPLOMA_IN_WINTER, OVERDUE_DIPLOMA = 0.16, 0.55
