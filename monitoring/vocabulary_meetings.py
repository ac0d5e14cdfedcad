"""Every stored code of meetings, with its Dutch label; no logic."""

from django.db.models import TextChoices


class MeetingState(TextChoices):
    """Where registration for a meeting stands on a day; follows from its dates and seats (models/meeting.py)."""

    NOT_YET = "nog_niet", "aanmelden kan nog niet"
    OPEN = "open", "aanmelden kan"
    FULL = "vol", "vol, aanmelden kan voor de wachtlijst"
    CLOSED = "gesloten", "aanmelden is niet meer mogelijk"
    CANCELLED = "afgelast", "afgelast"


class RegistrationState(TextChoices):
    """What somebody who registered has."""

    PLACED = "plaats", "heeft een plaats"
    WAITING = "wacht", "staat op de wachtlijst"
    CANCELLED = "afgemeld", "heeft zich afgemeld"


class NoticeKind(TextChoices):
    """What a mail about a registration tells."""

    PLACED = "plaats", "u hebt een plaats"
    WAITING = "wacht", "u staat op de wachtlijst"
    MOVED_UP = "doorgeschoven", "er is een plaats vrijgekomen"
    SESSION = "sessie", "er is een plaats vrij in uw sessie"
    CANCELLED = "afgemeld", "u bent afgemeld"
    AGAIN = "dubbel", "u was al aangemeld"
    CHANGED = "gewijzigd", "tijd of plaats is gewijzigd"
    CALLED_OFF = "afgelast", "de bijeenkomst gaat niet door"
