"""Where leaving pupils are on the way: their whereabouts, the destination within it, and the counts of both.

Everybody is in exactly one of WHEREABOUTS, and every destination belongs to one of them: so each table of counts splits
those four numbers, first by who is kwetsbaar. Knows no reader.
"""

import pandas as pd

from nahetvo.transition.matching import VULNERABLE as FROM_VULNERABLE

IN_MBO, ELSEWHERE, UNDER_WAY, LOST = "mbo", "andere_route", "onderweg", "niet_in_beeld"
WHEREABOUTS = (IN_MBO, ELSEWHERE, UNDER_WAY, LOST)
STARTED = ("gestart", "op_1_oktober", "op_1_februari")
OPEN = ("nog_geen_keuze", "aangemeld", "in_intake", "aangeboden", "ingeschreven")
ROUTES = {
    "vo": ("vo", "doubleren", "ander_vo", "brugjaar", "isk", "so_pro", "pro", "vso", "vmbo-bb", "vmbo-kb", "vmbo-gl",
           "vmbo-tl"),
    "havo_vwo": ("havo", "vwo"),
    "vavo": ("vavo",),
    "werk": ("werk",),
    "vrijstelling": ("vrijstelling",),
}  # fmt: skip
ROUTE_OF = {said: route for route, words in ROUTES.items() for said in words}
OTHERWISE = "anders"  # particulier, ho, buitenland, overleden …
VULNERABLE, OTHERS = "kwetsbaar", "overig"
GROUPS = (VULNERABLE, OTHERS)
TO_ENTREE = "naar_mbo1"  # as onderwijssoort of who is kwetsbaar for that reason alone: too few to count per leerweg
BASE = {"kwetsbaar": "waar", "jaar1": "kwetsbaar", "voornemen": "kwetsbaar", "mbo_school": "kwetsbaar",
        "jaar1_soort": "jaar1", "jaar1_bestemming": "jaar1"}  # table → the one whose numbers it splits
LEAF = ["brin", "vestiging", "municipality", "onderwijssoort", "whereabouts", "destination", "mbo_brin",
        "first_year", "intention", "is_vulnerable"]  # fmt: skip
NO_LEVEL = "mbo"


def whereabouts(status: pd.Series) -> pd.Series:
    """One of WHEREABOUTS per volgstatus."""
    found = pd.Series(LOST, status.index, dtype="str")
    for value, statuses in ((IN_MBO, STARTED), (ELSEWHERE, ("andere_route",)), (UNDER_WAY, OPEN)):
        found = found.mask(status.isin(statuses), value)
    return found


def destinations(transitions: pd.DataFrame) -> pd.Series:
    """The level of who is in the mbo, the route of who goes another way, the volgstatus of all others.

    transitions: status, level (nullable), said (what the evidence of the status says).
    """
    status = transitions["status"].astype("str")
    level = ("mbo-" + transitions["level"].astype("Int64").astype("str")).where(transitions["level"].notna(), NO_LEVEL)
    route = transitions["said"].map(lambda said: ROUTE_OF.get(said, OTHERWISE)).astype("str")
    is_in, is_elsewhere = status.isin(STARTED), status.eq("andere_route")
    return status.mask(is_in, level.astype("str")).mask(is_elsewhere, route)


def flow_cells(transitions: pd.DataFrame) -> pd.DataFrame:
    """LEAF and n. transitions: brin, vestiging, municipality, onderwijssoort, status, destination, mbo_brin,
    first_year, intention, is_vulnerable; the mbo school counts only for who is there or on the way to it."""
    placed = transitions.assign(whereabouts=whereabouts(transitions["status"]))
    there = placed["mbo_brin"].where(placed["whereabouts"].isin((IN_MBO, UNDER_WAY)), "")
    return placed.assign(mbo_brin=there).groupby(LEAF, as_index=False).size().rename(columns={"size": "n"})


def tables(cells: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The cells once per table, with `value` as counted there: whereabouts, one of GROUPS, and what it splits those into.

    Every table splits the numbers of BASE: who is kwetsbaar follows from leerweg and level in part, so no table may count
    both groups together beside one that counts them apart.
    """
    place = cells["whereabouts"]
    group = place + "/" + cells["is_vulnerable"].map({True: VULNERABLE, False: OTHERS}).astype("str")
    soort = cells["onderwijssoort"].where(~cells["is_vulnerable"] | cells["onderwijssoort"].isin(FROM_VULNERABLE), TO_ENTREE)
    year, is_in = group + "/" + cells["first_year"], place.eq(IN_MBO)
    return {
        "waar": cells.assign(value=place),
        "kwetsbaar": cells.assign(value=group),
        "jaar1": cells.assign(value=year),
        "jaar1_soort": cells.assign(value=year + "/" + soort),
        "jaar1_bestemming": cells.assign(value=year + "/" + cells["destination"]),
        "voornemen": cells.assign(value=group + "/" + cells["intention"]),
        "mbo_school": cells[is_in].assign(value=(group + "/" + cells["mbo_brin"])[is_in]),
    }
