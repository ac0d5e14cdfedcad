"""The mass-change guard of R02: reports that were open and are gone without having been closed."""

from datetime import date

import numpy as np
import pandas as pd

from monitoring.ingest.plausibility import Changes

OPEN = ("R", "B")


def vanished_reports(previous: pd.DataFrame, current: pd.DataFrame, *, since: date) -> Changes:
    """Reports of `previous` that were open on or after `since` (the first day of the levermaand) and are not in `current`.

    Both frames: meldingsnummer (str), status (str), ended_on (datetime64, NaT while it lasts). New reports come every
    month and a closed one may go: neither says that a file is wrong.
    """
    ended = previous["ended_on"]
    is_open = previous["status"].isin(OPEN) & (ended.isna() | (ended >= np.datetime64(since, "s")))
    expected = previous.loc[is_open, "meldingsnummer"]
    gone = ~expected.isin(current["meldingsnummer"])
    return Changes(appeared=0, vanished=int(gone.sum()), moved=0, compared=len(expected))
