"""Secrets: from the environment in production, made once and kept outside the repository for the embedded default."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

MINIMUM_LENGTH = 32  # characters; 256 bits of hexadecimal are 64


def required(environment, name: str, purpose: str) -> str:
    """The variable `name`, or a sentence that tells the operator what to set."""
    value = environment.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Zet de omgevingsvariabele {name}: {purpose}.")
    return value


def secret(environment, name: str, purpose: str, *, production: bool, folder: Path) -> str:
    """A secret of at least 32 characters; outside production made at first use and kept in `folder`."""
    if not production:
        return environment.str(name, default="") or _kept(folder / name.lower())
    value = required(environment, name, purpose)
    if len(value) < MINIMUM_LENGTH:
        raise ImproperlyConfigured(
            f"De omgevingsvariabele {name} is te kort: neem minstens {MINIMUM_LENGTH} willekeurige tekens."
        )
    return value


def _kept(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with open(path, "x", opener=_private) as file:
                file.write(secrets.token_hex(32))
        except FileExistsError:  # another process of make run was first
            pass
    return path.read_text().strip()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
