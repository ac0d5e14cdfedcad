"""The tables of Na het VO."""

from nahetvo.models.count import LeadTime, TransitionCell, TransitionCount
from nahetvo.models.phase import PhaseChange, PhaseSetting
from nahetvo.models.transition import Transition, UnmatchedApplication
from nahetvo.models.warm_handover import WarmHandover

__all__ = [
    "LeadTime", "PhaseChange", "PhaseSetting", "Transition", "TransitionCell", "TransitionCount", "UnmatchedApplication",
    "WarmHandover",
]  # fmt: skip
