"""How the two forms of column that only aanmeldingen (N02) have are read: a level, and an answer that may be unknown yet."""

import numpy as np
import pandas as pd

from monitoring.ingest.codes import JA_NEE
from monitoring.ingest.columns import NO, YES, Fault, Parsed
from monitoring.ingest.layouts.layout import Column


def level(texts: pd.Series, column: Column) -> Parsed:
    """1, 2, 3 or 4, also written as `mbo-3` or `niveau 3`; empty is unknown (Int8)."""
    digits = texts.str.lower().str.replace(r"^(mbo|niveau)[\s_-]*", "", regex=True)
    fits = digits.str.fullmatch("0?[1-4]").to_numpy(dtype=bool)
    numbers = [int(value) if fit else None for value, fit in zip(digits, fits, strict=True)]
    wrong = ~fits & (texts != "").to_numpy()
    fault = Fault(2, wrong, "Een niveau is een getal van 1 tot en met 4.", "Vul alleen het cijfer in.")
    return Parsed(pd.Series(pd.array(numbers, dtype="Int8"), index=texts.index), (fault,))


def answer(texts: pd.Series, column: Column) -> Parsed:
    """J, N, or nothing where it is not known yet."""
    lowered = texts.str.casefold()
    yes, no = lowered.isin(YES).to_numpy(), lowered.isin(NO).to_numpy()
    answers = pd.Series(np.select([yes, no], list(JA_NEE), ""), index=texts.index, dtype="str")
    wrong = ~yes & ~no & (lowered != "").to_numpy()
    message = f"Deze waarde is niet toegestaan bij {column.label}."
    remedy = f"Vul in: {', '.join(JA_NEE)}, of laat de cel leeg."
    return Parsed(answers, (Fault(2, wrong, message, remedy),))


TRANSITION_FORMS = {"level": level, "answer": answer}
