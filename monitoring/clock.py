"""What day it is: asked once at the door, then passed on. The demonstration can be set to any day and stays there."""

from datetime import date

from django.conf import settings
from django.utils import timezone

KEPT = "demonstratiedag"  # a file in the folder of the embedded portal; production has the calendar only


def today() -> date:
    """The day of the portal: the setting TODAY, else that of the demonstration, else the calendar's."""
    return settings.TODAY or demonstration_day() or timezone.localdate()


def demonstration_day() -> date | None:
    """The day on which the demonstration was built; None where there is none."""
    if settings.PRODUCTION:
        return None
    try:
        return date.fromisoformat((settings.VAR_DIR / KEPT).read_text().strip())
    except (OSError, ValueError):  # no demonstration, or a file that somebody emptied
        return None


def set_demonstration_day(day: date) -> None:
    """From now on, and after a restart, it is this day. Whoever sets TODAY goes before it."""
    (settings.VAR_DIR / KEPT).write_text(f"{day}\n")
