"""NenR, the names of the nieuwe vsv'ers of a teljaar, provisional (V) or definitive (D)."""

from dataclasses import replace

from monitoring.ingest.layouts.duo_nrsp import NRSP

NENR = replace(
    NRSP,
    kind="NENR",
    label="DUO nieuwe vsv'ers",
    explanation="De nieuwe vsv'ers van een teljaar, met namen; voorlopig of definitief.",
    ignored=(*NRSP.ignored, "EXAMEN", "IND_BEKOSTIGING"),
)
