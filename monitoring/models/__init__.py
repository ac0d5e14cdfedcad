"""The tables, one module per family."""

from monitoring.models.absence import AbsenceHours, AbsenceReport
from monitoring.models.access_log import AccessLog
from monitoring.models.account import Account, Membership
from monitoring.models.delivery import Delivery, DeliveryContent, DueDelivery
from monitoring.models.figure import Cell, Computation, ComputationPart, Coverage, Outcome
from monitoring.models.late_notice import LateNotice
from monitoring.models.machine_token import MachineToken
from monitoring.models.organisation import Municipality, RmcRegion, School
from monitoring.models.practice import Try
from monitoring.models.pupil import DuoRow, Enrolment, Identity, Pupil
from monitoring.models.reference import PublishedFigure
from monitoring.models.translation import CodeMapping

__all__ = [
    "AbsenceHours",
    "AbsenceReport",
    "AccessLog",
    "Account",
    "Cell",
    "CodeMapping",
    "Computation",
    "ComputationPart",
    "Coverage",
    "Delivery",
    "DeliveryContent",
    "DueDelivery",
    "DuoRow",
    "Enrolment",
    "Identity",
    "LateNotice",
    "MachineToken",
    "Membership",
    "Municipality",
    "Outcome",
    "PublishedFigure",
    "Pupil",
    "RmcRegion",
    "School",
    "Try",
]
