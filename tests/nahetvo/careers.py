"""Random careers on the way from vo to mbo, for the oracle and the rules alike."""

from datetime import date

import pandas as pd
from hypothesis import strategies as st

from tests.nahetvo.oracle import Application, Enrolment, Leaving

DAYS = [
    date(2025, 10, 15), date(2026, 1, 20), date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 10), date(2026, 6, 11),
    date(2026, 7, 10), date(2026, 7, 31), date(2026, 8, 1), date(2026, 9, 15), date(2026, 9, 30), date(2026, 10, 1),
    date(2026, 10, 31), date(2026, 11, 1), date(2027, 1, 31), date(2027, 2, 1), date(2027, 3, 1),
]  # fmt: skip
BRINS = ("90BB", "90CC")
INTENTIONS = ("", "onbekend", "mbo-1", "mbo-3", "havo", "doubleren", "werk")
STATUSES = ("aangemeld", "onderwijsovereenkomst_aangeboden", "leidt_niet_tot_inschrijving", "ingetrokken", "ingeschreven")
DESTINATIONS = ("", "mbo", "werk", "geen", "onbekend", "emigratie", "vavo")
day = st.sampled_from(DAYS)


@st.composite
def applications(draw, pupil: int) -> list[Application]:
    made = []
    for number in range(draw(st.integers(0, 3))):
        applied, moved = sorted([draw(day), draw(day)])
        starts = draw(st.none() | st.sampled_from([each for each in DAYS if each >= applied]))
        made.append(
            Application(pupil, draw(st.sampled_from(BRINS)), f"A{pupil}-{number}", draw(st.integers(1, 4)), applied,
                        draw(st.sampled_from(STATUSES)), moved, starts, draw(st.sampled_from([None, None, True, False])))
        )  # fmt: skip
    return made


@st.composite
def enrolments(draw, pupil: int) -> list[Enrolment]:
    made = []
    for number in range(draw(st.integers(0, 3))):
        begins, ends = sorted([draw(day), draw(day)])
        is_over = begins < ends and draw(st.booleans())
        soort = draw(st.sampled_from(("mbo-2", "mbo-4", "vmbo-kb", "havo", "mbo-1")))
        made.append(
            Enrolment(pupil, draw(st.sampled_from(BRINS)), str(number), soort, begins, ends if is_over else None,
                      draw(st.sampled_from(DESTINATIONS)) if is_over else "", draw(day),
                      draw(st.sampled_from(("BOL", "BOL", "EX"))) if soort.startswith("mbo") else "")
        )  # fmt: skip
    return made


@st.composite
def regions(draw) -> tuple[list[Leaving], list[Application], list[Enrolment]]:
    leavings, applied, enrolled = [], [], []
    for pupil in range(draw(st.integers(1, 12))):
        result = draw(st.sampled_from(("", "geslaagd", "gezakt")))
        told = draw(st.sampled_from((date(2026, 6, 1), date(2026, 6, 11))))  # no result is told before its month
        leavings.append(Leaving(pupil, draw(st.sampled_from(INTENTIONS)), date(2025, 10, 1), result, told))
        applied += draw(applications(pupil))
        enrolled += draw(enrolments(pupil))
    return leavings, applied, enrolled


FIELDS = {
    Leaving: {"pupil": "int64", "brin": "str", "intended": "str", "exam_result": "str"},
    Application: {"pupil": "int64", "brin": "str", "number": "str", "level": "int64", "status": "str",
                  "appeared": "boolean"},
    Enrolment: {"pupil": "int64", "brin": "str", "volgnummer": "str", "onderwijssoort": "str", "destination": "str",
                "leerweg": "str"},
}  # fmt: skip
MOMENTS = {
    Leaving: ["intended_since", "result_since"],
    Application: ["applied_on", "status_on", "starts_on"],
    Enrolment: ["started_on", "ended_on", "known_until"],
}


def frame_of(kind: type, rows: list) -> pd.DataFrame:
    """Rows of the oracle as the frame that the rules read."""
    columns = [*FIELDS[kind], *MOMENTS[kind]]
    frame = pd.DataFrame([[getattr(row, name) for name in columns] for row in rows], columns=columns)
    frame = frame.astype(FIELDS[kind])
    for name in MOMENTS[kind]:
        frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
    return frame.assign(leerweg="BOL") if kind is Application else frame
