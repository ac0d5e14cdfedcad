"""Under which duty or care a young person falls on a day: leerplicht, kwalificatieplicht or Doorstroompunt.

Sources: Leerplichtwet 1969 art. 3 (to the end of the school year in which one turns 16), art. 4a (to 18 or a
startkwalificatie); WEB art. 8.3.2 and 9.2.5 (Doorstroompunt; its upper age is dated reference data).
"""

from datetime import date

END_OF_LEERPLICHT = 16
ADULT = 18
LAST_MONTH = 7  # school years of the Leerplichtwet end on 31 July


def age(born_on: date, on: date) -> int:
    """Whole years; who was born on 29 February grows older on 1 March in other years."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def regime(born_on: date, on: date, *, upper_age: int, qualified_on: date | None = None) -> str:
    """In Dutch, for the reader."""
    if on <= leerplicht_until(born_on):
        return "leerplicht"
    if qualified_on is not None and qualified_on <= on:
        return "startkwalificatie behaald"
    years = age(born_on, on)
    if years < ADULT:
        return "kwalificatieplicht"
    return f"Doorstroompunt tot {upper_age}" if years < upper_age else f"{upper_age} jaar of ouder"


def leerplicht_until(born_on: date) -> date:
    """The last day of the school year in which the young person turns 16."""
    turns = born_on.year + END_OF_LEERPLICHT
    return date(turns if born_on.month <= LAST_MONTH else turns + 1, LAST_MONTH, 31)
