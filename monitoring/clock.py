"""What day it is: asked once at the door, then passed on. The demonstration can be set to any day (TODAY)."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The day of the portal: the setting TODAY, else the calendar's."""
    return settings.TODAY or timezone.localdate()
