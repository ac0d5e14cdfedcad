"""How the two forms of column that only absence files have are read: hours, and weeks of ISO 8601."""

import re
from datetime import date

import numpy as np
import pandas as pd

from monitoring.ingest.columns import Fault, Parsed
from monitoring.ingest.layouts.layout import Column
from monitoring.ingest.values import matches

HOURS = r"^[0-9]{1,4}([.,][0-9]{1,2})?$"
MOST_HOURS = 2000  # more than a school year holds
WEEK = re.compile(r"([0-9]{4})-?W?([0-9]{2})", re.IGNORECASE)


def hours(texts: pd.Series, column: Column) -> Parsed:
    """A number of hours with at most two decimals; empty is NaN."""
    fits = matches(texts, HOURS)
    numbers = np.full(len(texts), np.nan)
    numbers[fits] = texts[fits].str.replace(",", ".", regex=False).astype("float64")
    wrong = ~fits & (texts != "").to_numpy()
    too_many = numbers > MOST_HOURS
    return Parsed(
        np.where(too_many, np.nan, numbers),
        (
            Fault(2, wrong, "Dit is geen aantal uren.", "Vul een getal in, zoals 6 of 2,5."),
            Fault(3, too_many, "Dit zijn meer uren dan een schooljaar heeft.", "Controleer het getal."),
        ),
    )


def week(texts: pd.Series, column: Column) -> Parsed:
    """A week as `2026-W11`; what is no week of that year is empty."""
    found = pd.Series([_week(text) for text in texts], index=texts.index, dtype="str")
    wrong = ((found == "") & (texts != "")).to_numpy()
    message = "Dit is geen bestaande week."
    return Parsed(found, (Fault(2, wrong, message, "Schrijf jaar en weeknummer, zoals 2026-W11."),))


def mondays(weeks: pd.Series) -> np.ndarray:
    """The first day of every week; NaT where there is none. Every different week is looked up once."""
    codes, unique = pd.factorize(weeks.array)
    first = [_monday(text) for text in unique]
    return (
        np.array(first, dtype="datetime64[s]")[codes] if len(first) else np.array([], dtype="datetime64[s]")
    )


def _week(text: str) -> str:
    found = WEEK.fullmatch(text.replace(" ", ""))
    if not found or _monday(f"{found[1]}-W{found[2]}") is None:
        return ""
    return f"{found[1]}-W{found[2]}"


def _monday(text: str) -> date | None:
    try:
        return date.fromisocalendar(int(text[:4]), int(text[6:]), 1)
    except ValueError:
        return None


ABSENCE_FORMS = {"hours": hours, "week": week}
