"""Which rows of an absence file, or of an N01, are about a pupil whom the school's latest R01 does not know?"""

import pandas as pd

from monitoring import frames
from monitoring.ingest.codes import ABSENCE_KINDS
from monitoring.models import Delivery, Enrolment
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import Kind

UNKNOWN = "Deze leerling staat niet in uw laatste R01."
REMEDY = "Controleer het nummer van de leerling, of lever eerst een R01 aan waar de leerling in staat."
NO_R01 = "Van uw school is nog geen R01 aangenomen. Wij konden niet nagaan of de leerlingen bekend zijn."
OF_ENROLLED = ABSENCE_KINDS | {Kind.N01}  # files about pupils of the school itself
FIRST_R01 = "Lever ook de R01 aan; u hoeft dit bestand daarna niet opnieuw te sturen."


def with_unknown_pupils(delivery: Delivery, rows: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """The findings of such a file, and a let_op for every row about an unknown pupil. `rows`: clean, with `pupil`."""
    if delivery.kind not in OF_ENROLLED:
        return findings
    latest = latest_r01(delivery.brin)
    if not latest:
        found = _findings(delivery.kind, "info", 8, [pd.NA], NO_R01, FIRST_R01)
    else:
        known = frames.read(Enrolment.objects.filter(delivery_id__in=latest), {"pupil_id": "int"})["pupil_id"]
        lines = rows.index[~rows["pupil"].isin(known)]
        found = _findings(delivery.kind, "let_op", 7, list(lines), UNKNOWN, REMEDY)
    joined = pd.concat([findings, found.astype(findings.dtypes.to_dict())], ignore_index=True)
    return joined.sort_values("line", kind="stable", na_position="first", ignore_index=True)


def latest_r01(brin: str) -> list[int]:
    """The latest accepted R01 of the school and of each vestiging that delivers for itself."""
    accepted = Delivery.objects.filter(kind=Kind.R01, brin=brin, state=State.ACCEPTED).order_by("stand")
    return list({vestiging: pk for pk, vestiging in accepted.values_list("pk", "vestiging")}.values())


def _findings(kind: str, level: str, number: int, lines: list, message: str, remedy: str) -> pd.DataFrame:
    said = {"column": "pgn" if level == "let_op" else "", "value": "", "message": message, "remedy": remedy}
    return pd.DataFrame({"level": level, "code": f"{kind}-PGN-{number:02d}", "line": lines, **said})
