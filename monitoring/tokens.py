"""Keys of the machine door: made, found again by their hash. The key itself is shown once and never stored."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.utils import timezone

from monitoring.models import Account, MachineToken, School

PREFIX = "vsv_"  # so that a key that ends up in a mail or a repository is recognised as one
RANDOM_BYTES = 32  # 256 bits: the hash needs no salt and can't be guessed back
DAYS = 365


@dataclass(frozen=True)
class Issued:
    """A new key, with the text that is shown this once."""

    token: MachineToken
    secret: str


def issue(
    school: School, kinds: list[str], *, label: str, by: Account, today: date, days: int = DAYS
) -> Issued:
    """Make a key of this school for these kinds, on the account of whoever asks for it."""
    secret = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
    token = MachineToken.objects.create(
        school=school,
        kinds="+".join(kinds),
        label=label,
        digest=digest_of(secret),
        created_by=by,
        expires_on=today + timedelta(days=days),
    )
    return Issued(token, secret)


def find(secret: str, *, on: date) -> MachineToken | None:
    """The working key that this text is, or None; remembers when it was last used."""
    working = MachineToken.objects.working(on=on).select_related("school", "created_by")
    token = working.filter(digest=digest_of(secret)).first()
    if token is not None:
        MachineToken.objects.filter(pk=token.pk).update(last_used_at=timezone.now())
    return token


def digest_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
