"""The tables of Na het VO."""

from nahetvo.models.flow import FlowCell, FlowRun
from nahetvo.models.phase import PhaseSetting
from nahetvo.models.transition import Transition, UnmatchedApplication
from nahetvo.models.warm_handover import WarmHandover

__all__ = ["FlowCell", "FlowRun", "PhaseSetting", "Transition", "UnmatchedApplication", "WarmHandover"]
