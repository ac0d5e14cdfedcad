"""What the values of the tables of the transition are called, and in which order they stand."""

from collections.abc import Mapping

from nahetvo.transition.first_year import FIRST_YEAR, NOT_BEGUN, STAYED, STOPPED, SWITCHED
from nahetvo.transition.flows import TO_ENTREE, WHEREABOUTS
from nahetvo.transition.intention import NOT_CHOSEN, OTHERWISE, TO_MBO
from nahetvo.vocabulary import TransitionStatus

PLACES = {
    "mbo": "in het mbo",
    "andere_route": "andere route",
    "onderweg": "nog onderweg",
    "niet_in_beeld": "nergens aangekomen",
}
YEARS = {
    NOT_BEGUN: "niet begonnen in het mbo",
    STAYED: "begonnen en gebleven",
    SWITCHED: "gewisseld in jaar 1",
    STOPPED: "gestopt in jaar 1",
}
ROUTES = {
    "vo": "vo, pro of vso",
    "havo_vwo": "havo of vwo",
    "vavo": "vavo",
    "werk": "werk",
    "vrijstelling": "vrijstelling",
    "anders": "anders",
    "kwetsbaar": "kwetsbare jongeren",
    "overig": "overige leerlingen",
    "mbo": "mbo, niveau onbekend",
    TO_ENTREE: "ander vo, naar mbo-1",
}
INTENDED = {TO_MBO: "wilde naar het mbo", OTHERWISE: "wilde een andere route", NOT_CHOSEN: "had nog niet gekozen"}
SHORTER = {"gesloten": "alleen afgewezen of ingetrokken"}
TOLD = dict(TransitionStatus.choices) | ROUTES | YEARS | INTENDED | SHORTER
STEPS = (
    ("Een aanmelding of verder", ("aangemeld", "in_intake", "aangeboden", "ingeschreven")),
    ("In intake of verder", ("in_intake", "aangeboden", "ingeschreven")),
    ("Overeenkomst aangeboden of verder", ("aangeboden", "ingeschreven")),
    ("Ingeschreven of verder", ("ingeschreven",)),
    ("In het mbo", ()),
)  # which of those still under way stand on this step or further; who is in the mbo always does


def label(value: str, names: Mapping[str, str]) -> str:
    """`niet_in_beeld/gezakt` → `nergens aangekomen · gezakt`. names: of mbo schools by BRIN."""
    if not value:
        return "Alle vertrekkers"
    place, *rest = value.split("/")
    return " · ".join([PLACES[place], *(TOLD.get(part) or names.get(part, part) for part in rest)])


def order(value: str) -> tuple:
    """The total first, then as PLACES, then the values by name."""
    place, *rest = value.split("/")
    years = [FIRST_YEAR.index(part) if part in FIRST_YEAR else len(FIRST_YEAR) for part in rest]
    return (value != "", WHEREABOUTS.index(place) if value else 0, years, rest)


def middle(place: str, year: str) -> str:
    """The middle column of the Sankey: how it went for who began in the mbo, else where the pupil is."""
    return YEARS[year] if year != NOT_BEGUN else PLACES[place]
