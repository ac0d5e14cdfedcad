"""The tables, one module per family."""

from monitoring.models.access_log import AccessLog
from monitoring.models.account import Account, Membership
from monitoring.models.delivery import Delivery, DeliveryContent, DueDelivery
from monitoring.models.figure import Cell, Computation, ComputationPart, Coverage, Outcome
from monitoring.models.organisation import Municipality, RmcRegion, School
from monitoring.models.pupil import DuoRow, Enrolment, Identity, Pupil
from monitoring.models.reference import PublishedFigure

__all__ = [
    "AccessLog",
    "Account",
    "Cell",
    "Computation",
    "ComputationPart",
    "Coverage",
    "Delivery",
    "DeliveryContent",
    "DueDelivery",
    "DuoRow",
    "Enrolment",
    "Identity",
    "Membership",
    "Municipality",
    "Outcome",
    "PublishedFigure",
    "Pupil",
    "RmcRegion",
    "School",
]
