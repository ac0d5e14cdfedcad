"""The tables of Na het VO."""

from nahetvo.models.flow import FlowCell, FlowRun
from nahetvo.models.phase import PhaseSetting
from nahetvo.models.transition import Transition, UnmatchedApplication

__all__ = ["FlowCell", "FlowRun", "PhaseSetting", "Transition", "UnmatchedApplication"]
