"""Why a school's number of nieuwe vsv'ers changed between two counts: every pupil that came or went under one cause.

Pure bookkeeping over two results of `outcomes.outcomes`; counts nobody anew. The causes add up exactly.
"""

import numpy as np
import pandas as pd

CAUSES = {  # in the order in which they are tested and shown
    "heringeschreven": "heringeschreven elders",
    "startkwalificatie": "startkwalificatie behaald",
    "verhuisd": "verhuisd",
    "uitgeschreven": "uitgeschreven",
    "correctie": "correctie",
}
TOGETHER = "samen"  # causes that are too small to tell apart
IN_EDUCATION = ("C_bevestigd", "C_opgegeven")
MOVED_AWAY = ("emigratie", "buitenland")
COLUMNS = ["pupil", "outcome", "evidence", "evidence_brin", "destination", "left_on"]


def causes(before: pd.DataFrame, after: pd.DataFrame, *, brin: str) -> dict[str, int]:
    """Per cause of CAUSES how many nieuwe vsv'ers of school `brin` it adds (or takes away): X after − X before.

    before, after: the outcomes of the pupils that count at this school, before and after. A pupil who is vsv'er
    in both, or in neither, adds nothing. Of the others, the first that holds:

    heringeschreven: was vsv'er and is in education now, by an inschrijving at another school (which that school
        delivered) or by a bestemming in education or equal that a school reported; −1.
    startkwalificatie: was vsv'er and has a diploma that counts now (or entree and work); −1.
    verhuisd: was vsv'er and is out of the population now because it moved abroad (bestemming emigratie or
        buitenland, or woongemeente 1999 on 1 October); −1.
    uitgeschreven: was in education, is vsv'er now, and its latest inschrijving ended later than was known
        before; +1.
    correctie: all the rest, both ways: other rows of the same past, a pupil who counts at another school by now
        or had not been delivered, an inschrijving at the own school that appears to run, overleden, vrijstelling.
    """
    counted = steps(before, after, brin=brin).groupby("cause")["step"].sum()
    return {name: int(counted.get(name, 0)) for name in CAUSES}


def steps(before: pd.DataFrame, after: pd.DataFrame, *, brin: str) -> pd.DataFrame:
    """One row per pupil that came or went: cause (of CAUSES) and step, +1 or −1. An empty `brin` is every school:
    then any inschrijving is one elsewhere."""
    both = before[COLUMNS].merge(after[COLUMNS], on="pupil", how="outer", suffixes=("_before", "_after"))
    was, is_now = (both[f"outcome_{when}"].astype("str") for when in ("before", "after"))
    step = (is_now == "X").astype("int64") - (was == "X").astype("int64")
    names = np.select(_conditions(both, was, is_now, brin), list(CAUSES)[:-1], default="correctie")
    return pd.DataFrame({"cause": names, "step": step})[step != 0]


def pooled(found: pd.DataFrame, least: int) -> dict[str, int] | None:
    """The causes for a reader who sees no pupil: none of fewer than `least` pupils, nor one that follows from the sum.

    found: `steps`. That reader knows the sum (both numbers are shown), so what is left out is pooled under TOGETHER
    with at least one cause more, until the pool too holds `least` pupils; None where even all together are fewer.
    """
    sizes, sums = (found.groupby("cause")["step"].agg(how).to_dict() for how in ("size", "sum"))
    if 0 < len(found) < least:
        return None
    shown = sorted((name for name, size in sizes.items() if size >= least), key=lambda name: -sizes[name])
    pool = [name for name in sizes if name not in shown]
    while pool and shown and (len(pool) < 2 or sum(sizes[name] for name in pool) < least):
        pool.append(shown.pop())
    told = {name: int(sums[name]) for name in CAUSES if name in shown}
    return told | ({TOGETHER: int(sum(sums[name] for name in pool))} if pool else {})


def room(before: pd.DataFrame, after: pd.DataFrame, leaf: list[str]) -> int:
    """How many came while as many went in the same leaf cell: what two stands side by side do not tell.

    before, after: the outcomes of the pupils that are vsv'er in one of the two alone. Without room, the causes say in which
    direction every cell went, and a hidden number that can only have grown may follow from the stand before it.
    """
    vsv = (each[each["outcome"].astype("str") == "X"] for each in (before, after))
    was, is_now = (each.groupby(leaf, observed=True).size() for each in vsv)
    return int(np.minimum(was, is_now.reindex(was.index, fill_value=0)).sum())


def _conditions(both: pd.DataFrame, was: pd.Series, is_now: pd.Series, brin: str) -> list[np.ndarray]:
    """One mask per cause but the last."""
    was_vsv, is_vsv = was == "X", is_now == "X"
    elsewhere = (both["evidence_brin_after"].astype("str") != brin) | (is_now == "C_opgegeven")
    moved_away = both["destination_after"].astype("str").isin(MOVED_AWAY)
    abroad = both["evidence_after"].astype("str") == "woongemeente_1999"
    known = both["left_on_before"]
    left_later = both["left_on_after"].notna() & (known.isna() | (both["left_on_after"] > known))
    masks = (
        was_vsv & is_now.isin(IN_EDUCATION) & elsewhere,
        was_vsv & (is_now == "D"),
        was_vsv & (is_now == "B") & (moved_away | abroad),
        was.isin(IN_EDUCATION) & is_vsv & left_later,
    )
    return [mask.to_numpy(bool) for mask in masks]
