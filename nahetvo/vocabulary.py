"""Every stored code of Na het VO with its Dutch label; no logic."""

from django.db.models import TextChoices


class TransitionStatus(TextChoices):
    """Volgstatus of a leaving pupil (domain.md §6.2), in the order of the board."""

    NO_CHOICE = "nog_geen_keuze", "nog geen keuze"
    OTHER_ROUTE = "andere_route", "andere route"
    APPLIED = "aangemeld", "aangemeld"
    INTAKE = "in_intake", "in intake"
    OFFERED = "aangeboden", "overeenkomst aangeboden"
    ENROLLED = "ingeschreven", "ingeschreven"
    STARTED = "gestart", "gestart"
    ON_1_OCTOBER = "op_1_oktober", "nog ingeschreven op 1 oktober"
    ON_1_FEBRUARY = "op_1_februari", "nog ingeschreven op 1 februari"
    CLOSED = "gesloten", "afgewezen of ingetrokken, geen andere aanmelding"
    FAILED = "gezakt", "gezakt"
    NOT_APPEARED = "niet_verschenen", "niet verschenen"
    LEFT_EARLY = "uitgeschreven_voor_1_november", "uitgeschreven vóór 1 november"
    OUT_OF_SIGHT = "niet_in_beeld", "niet in beeld"


class UnmatchedReason(TextChoices):
    """Why an aanmelding probably belongs to no leaving pupil."""

    ANOTHER_YEAR = "ander_schooljaar", "staat in een N01 van een ander schooljaar"
    IN_MBO = "al_in_mbo", "zit al op het mbo"
    HIGHER_VO = "havo_vwo", "komt van havo, vwo of vavo"
    NOT_DELIVERED = "niet_in_n01", "zit in de regio op school, maar staat niet in een N01"
    OUTSIDE = "buiten_regio", "staat in geen bestand van de regio"


class CountedOn(TextChoices):
    """On which day the overstappers of a school year were counted."""

    NOW = "nu", "op de laatste dag die bekend is"
    A_YEAR_BEFORE = "jaar_eerder", "een jaar eerder op dezelfde dag"


class PhaseCode(TextChoices):
    """The phases of the yearly cycle (transition/cycle.py)."""

    ORIENTATION = "orientatie", "oriëntatie en keuze"
    APPLYING = "aanmelden", "aanmelden"
    AFTER_1_APRIL = "na_1_april", "nog niet aangemeld"
    RESULTS = "uitslag", "examenuitslag"
    SUMMER = "zomer", "zomerlijst"
    START = "start", "start van de opleiding"
    FIRST_COUNT = "teldatum", "teldatum 1 oktober"
    FEEDBACK = "terugkoppeling", "terugkoppeling aan het vo"
    SECOND_COUNT = "tweede_teldatum", "nog ingeschreven op 1 februari"
