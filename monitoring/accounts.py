"""Accounts are made by the region, never by a visitor; how allauth is told so."""

import secrets

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from monitoring import access
from monitoring.models import Account, Membership, Municipality, School
from monitoring.vocabulary import Role

REGION = "REGIO"
OF_THE_REGION = frozenset({Role.REGIO, Role.BEHEER, Role.FG})
PASSWORD_BYTES = 12
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

log = structlog.get_logger("portal.account")


class UnknownOrganisation(Exception):
    """A code that names no school, municipality or region, or does not fit the role."""


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; an account comes from `manage.py account`."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def set_password(self, user, password) -> None:
        """Whoever chooses a password of its own no longer has a one-time password."""
        user.password_is_temporary = False
        super().set_password(user, password)


class ClosedSocialAccountAdapter(DefaultSocialAccountAdapter):
    """Login through the organisation only for an account that exists, matched by its e-mail address."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False


def grant(name: str, role: str, codes: list[str], *, by: str, password: str | None = None) -> tuple[Account, str]:
    """Make or change the account `name`: its memberships of this role become those of `codes`.

    A code is a BRIN, BRIN + vestiging, CBS code or REGIO. Returns the account and a one-time password ("" where an
    existing account keeps its own). Raises UnknownOrganisation, and then changes nothing.
    """
    wanted = [membership for code in codes for membership in _memberships(role, code.strip().upper())]
    with transaction.atomic():
        account, is_new = Account.objects.get_or_create(username=name)
        account.memberships.filter(role=role).delete()
        for membership in wanted:
            membership.account, membership.granted_by = account, by
            membership.save()
        once = password or (secrets.token_urlsafe(PASSWORD_BYTES) if is_new else "")
        if once:
            account.set_password(once)
            account.password_is_temporary = password is None
            account.save()
    return account, once


class NotOneself(Exception):
    """Nobody blocks its own account: somebody must be left to open it again."""


def accounts_for(reader) -> QuerySet[Account]:
    """The accounts that this reader may see, with `second_factor` (True, False), in the order of their names."""
    factors = Authenticator.objects.filter(user_id=OuterRef("pk"), type__in=SECOND_FACTORS)
    found = Account.objects.filter(access.accounts(reader)).annotate(second_factor=Exists(factors))
    return found.prefetch_related("memberships__school", "memberships__municipality").order_by("username")


def set_active(account: Account, active: bool, *, by: Account) -> None:
    """Block an account or open it again; a blocked one is out at its next request. Raises NotOneself."""
    if account.pk == by.pk:
        raise NotOneself("U kunt uw eigen account niet blokkeren.")
    account.is_active = active
    account.save(update_fields=["is_active"])
    log.info("account opened" if active else "account blocked", account=account.pk, by=by.pk)


def demonstration_accounts() -> QuerySet[Account]:
    """The accounts of the demonstration, each with its memberships; all share one password (rehearsal.py)."""
    found = Account.objects.filter(is_demonstration=True, is_active=True)
    return found.prefetch_related("memberships__school", "memberships__municipality").order_by("username")


def _memberships(role: str, code: str) -> list[Membership]:
    if code == REGION:
        if role not in {*OF_THE_REGION, Role.DOORSTROOMPUNT}:
            raise UnknownOrganisation(f"De rol {role} geldt voor een school of gemeente, niet voor de hele regio.")
        return [Membership(role=role, whole_region=True)]
    if role == Role.SCHOOL:
        return [Membership(role=role, school=school) for school in _schools(code)]
    if role in OF_THE_REGION:
        raise UnknownOrganisation(f"De rol {role} geldt voor de hele regio: geef REGIO op in plaats van {code}.")
    municipality = Municipality.objects.filter(pk=code.zfill(4)).first()
    if municipality is None:
        raise UnknownOrganisation(f"{code} is geen gemeentecode van het CBS.")
    return [Membership(role=role, municipality=municipality)]


def _schools(code: str) -> list[School]:
    """The school with this code; for a BRIN that only exists as vestigingen: all of those."""
    found = School.objects.filter(brin=code[:4], vestiging=code[4:]) or School.objects.filter(brin=code)
    if not found:
        raise UnknownOrganisation(f"{code} is geen bekende BRIN of vestiging. Laad scholen met manage.py organisations.")
    return list(found)
