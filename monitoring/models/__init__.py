"""The tables, one module per family."""

from monitoring.models.absence import AbsenceHours, AbsenceReport
from monitoring.models.access_log import AccessLog
from monitoring.models.account import Account, Membership
from monitoring.models.ambition import Ambition
from monitoring.models.approach import Approach
from monitoring.models.article import Article, ArticleVersion, FormerAddress, Picture
from monitoring.models.casework import (
    CaseChange,
    CaseFile,
    Contact,
    HandOver,
    Note,
    Plan,
    SavedFilter,
    Uptake,
)  # fmt: skip
from monitoring.models.citation import Citation
from monitoring.models.delivery import Delivery, DeliveryContent, DueDelivery
from monitoring.models.digest_subscription import DigestSubscription
from monitoring.models.figure import Cell, Computation, ComputationPart, Coverage, Outcome
from monitoring.models.flag import AbsenceDistance, Flag, FlagMail, RuleChange, RuleSetting
from monitoring.models.followed import Episode, FollowedCell, FollowRun, VulnerableCell
from monitoring.models.late_notice import LateNotice
from monitoring.models.leaving_vo import LeavingPupil, MboApplication
from monitoring.models.local_contact import LocalContact
from monitoring.models.machine_token import MachineToken
from monitoring.models.measure import Measure
from monitoring.models.meeting import Meeting, MeetingNotice, MeetingSession, Registration, Speaker
from monitoring.models.news_subscriber import NewsMail, NewsSubscriber
from monitoring.models.organisation import Municipality, RmcRegion, School
from monitoring.models.outline import Outline
from monitoring.models.practice import Try
from monitoring.models.protected import ProtectedTable
from monitoring.models.pupil import DuoRow, Enrolment, Identity, Pupil
from monitoring.models.reference import PublishedFigure
from monitoring.models.release import PublishedCell, Release, ReleaseBasis
from monitoring.models.translation import CodeMapping

__all__ = [
    "AbsenceDistance",
    "AbsenceHours",
    "AbsenceReport",
    "AccessLog",
    "Account",
    "Ambition",
    "Approach",
    "Article",
    "ArticleVersion",
    "CaseChange",
    "CaseFile",
    "Cell",
    "Citation",
    "CodeMapping",
    "Computation",
    "ComputationPart",
    "Contact",
    "Coverage",
    "Delivery",
    "DeliveryContent",
    "DigestSubscription",
    "DueDelivery",
    "DuoRow",
    "Enrolment",
    "Episode",
    "Flag",
    "FlagMail",
    "FollowRun",
    "FollowedCell",
    "FormerAddress",
    "HandOver",
    "Identity",
    "LateNotice",
    "LeavingPupil",
    "LocalContact",
    "MachineToken",
    "MboApplication",
    "Measure",
    "Meeting",
    "MeetingNotice",
    "MeetingSession",
    "Membership",
    "Municipality",
    "NewsMail",
    "NewsSubscriber",
    "Note",
    "Outcome",
    "Outline",
    "Picture",
    "Plan",
    "ProtectedTable",
    "PublishedCell",
    "PublishedFigure",
    "Pupil",
    "Registration",
    "Release",
    "ReleaseBasis",
    "RmcRegion",
    "RuleChange",
    "RuleSetting",
    "SavedFilter",
    "School",
    "Speaker",
    "Try",
    "Uptake",
    "VulnerableCell",
]
