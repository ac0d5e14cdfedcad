"""The table of who may see what, and how far: role by subject. What is not in it may not be seen. access.py reads it.

Sources: Leerplichtwet 1969 art. 16 and 22, WEB art. 8.3.2 and 9.2.5, domain.md §7.
"""

from enum import StrEnum

from monitoring.access_rows import Reach
from monitoring.vocabulary import FlagRule, Role


class Subject(StrEnum):
    """What can be seen."""

    PUPIL = "leerlingen"
    REGION = "cijfers van de regio"
    MUNICIPALITY = "cijfers van een gemeente"
    SCHOOL = "cijfers van een school"
    DELIVERY = "leveringen"
    ACCOUNT = "accounts"
    RULE = "instellingen van de regels voor signalen"
    READ_LOG = "leeslogboek"
    MEASURE = "maatregelen van de regio"
    TRANSITION = "overstappers bij naam"
    TRANSITION_COUNTS = "aantallen overstappers"
    CASE_FILE = "jongeren met een dossier van de eigen organisatie"
    HAND_OVER = "overgedragen dossiers die op aanneming wachten"
    EDITING = "nieuws, bladzijden en wat werkt: schrijven"
    RELEASE = "openbare cijfers: vrijgeven"
    PHASE = "jaarcyclus van Na het vo: fasen verzetten"
    CONTACT = "contacten voor jongeren en ouders: bijhouden"


REACH: dict[tuple[Role, Subject], Reach] = {
    (Role.SCHOOL, Subject.PUPIL): Reach.ENROLLED,
    (Role.SCHOOL, Subject.REGION): Reach.REGION,
    (Role.SCHOOL, Subject.SCHOOL): Reach.OWN_EXACT,
    (Role.SCHOOL, Subject.DELIVERY): Reach.OWN,
    (Role.SCHOOL, Subject.MEASURE): Reach.OWN,
    (Role.SCHOOL, Subject.TRANSITION): Reach.LEAVING,
    (Role.SCHOOL, Subject.TRANSITION_COUNTS): Reach.OWN_EXACT,
    (Role.BELEID, Subject.REGION): Reach.REGION,
    (Role.BELEID, Subject.MUNICIPALITY): Reach.OWN,
    (Role.BELEID, Subject.SCHOOL): Reach.REGION,
    (Role.BELEID, Subject.MEASURE): Reach.REGION,
    (Role.BELEID, Subject.TRANSITION_COUNTS): Reach.REGION,
    (Role.BELEID, Subject.CONTACT): Reach.OWN,
    (Role.LEERPLICHT, Subject.PUPIL): Reach.UNDER_18,
    (Role.LEERPLICHT, Subject.REGION): Reach.REGION,
    (Role.LEERPLICHT, Subject.MUNICIPALITY): Reach.OWN_EXACT,
    (Role.LEERPLICHT, Subject.SCHOOL): Reach.REGION,
    (Role.LEERPLICHT, Subject.MEASURE): Reach.REGION,
    (Role.LEERPLICHT, Subject.TRANSITION): Reach.UNQUALIFIED_UNDER_18,
    (Role.LEERPLICHT, Subject.TRANSITION_COUNTS): Reach.OWN_EXACT,
    (Role.LEERPLICHT, Subject.CASE_FILE): Reach.OWN_FILE,
    (Role.LEERPLICHT, Subject.HAND_OVER): Reach.OFFERED,
    (Role.LEERPLICHT, Subject.CONTACT): Reach.OWN,
    (Role.DOORSTROOMPUNT, Subject.PUPIL): Reach.FROM_18,
    (Role.DOORSTROOMPUNT, Subject.REGION): Reach.REGION,
    (Role.DOORSTROOMPUNT, Subject.MUNICIPALITY): Reach.OWN_EXACT,
    (Role.DOORSTROOMPUNT, Subject.SCHOOL): Reach.REGION,
    (Role.DOORSTROOMPUNT, Subject.MEASURE): Reach.REGION,
    (Role.DOORSTROOMPUNT, Subject.TRANSITION): Reach.FROM_18,
    (Role.DOORSTROOMPUNT, Subject.TRANSITION_COUNTS): Reach.OWN_EXACT,
    (Role.DOORSTROOMPUNT, Subject.CASE_FILE): Reach.OWN_FILE,
    (Role.DOORSTROOMPUNT, Subject.HAND_OVER): Reach.OFFERED,
    (Role.DOORSTROOMPUNT, Subject.CONTACT): Reach.OWN,
    (Role.REGIO, Subject.REGION): Reach.REGION,
    (Role.REGIO, Subject.MUNICIPALITY): Reach.REGION,
    (Role.REGIO, Subject.SCHOOL): Reach.REGION,
    (Role.REGIO, Subject.DELIVERY): Reach.ALL,
    (Role.REGIO, Subject.MEASURE): Reach.ALL,
    (Role.REGIO, Subject.RULE): Reach.ALL,
    (Role.REGIO, Subject.TRANSITION_COUNTS): Reach.REGION,
    (Role.REGIO, Subject.PHASE): Reach.ALL,
    (Role.REGIO, Subject.EDITING): Reach.ALL,
    (Role.REGIO, Subject.RELEASE): Reach.ALL,
    (Role.REGIO, Subject.CONTACT): Reach.ALL,
    (Role.REGIO, Subject.HAND_OVER): Reach.LATE,
    (Role.BEHEER, Subject.ACCOUNT): Reach.ALL,
    (Role.BEHEER, Subject.RULE): Reach.ALL,
    (Role.FG, Subject.READ_LOG): Reach.ALL,
}

FLAG_KINDS: dict[Role, frozenset[FlagRule]] = {  # domain.md §8.3, column "who sees"
    Role.LEERPLICHT: frozenset(FlagRule),
    Role.DOORSTROOMPUNT: frozenset(FlagRule),
    Role.SCHOOL: frozenset({FlagRule.S1, FlagRule.S2, FlagRule.S3, FlagRule.S7, FlagRule.S8, FlagRule.S9, FlagRule.S10}),
}
