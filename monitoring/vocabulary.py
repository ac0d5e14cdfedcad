"""Every stored code with its Dutch label; no logic. Codes that files carry come from ingest/codes.py."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a file is: the layouts of deliveries.md §3, §4 and §5."""

    R01 = "R01", "R01 leerlingen"
    R02 = "R02", "R02 verzuim"
    R03 = "R03", "R03 verzuimuren"
    A05 = "A05", "A05 startset (DUO)"
    A04 = "A04", "A04 actuele workload (DUO)"
    A14 = "A14", "A14 nagekomen maanden (DUO)"
    NRSP = "NRSP", "NRSP startpopulatie (DUO)"
    NENR = "NENR", "NenR nieuwe vsv'ers (DUO)"


class DeliveryState(TextChoices):
    """Where a delivery rests. Allowed moves: models/delivery.py."""

    RECEIVED = "ontvangen", "ontvangen"
    CHECKING = "in_controle", "in controle"
    REFUSED = "geweigerd", "geweigerd"
    READY = "gecontroleerd", "gecontroleerd"
    TO_CONFIRM = "te_bevestigen", "te bevestigen"
    ACCEPTING = "wordt_verwerkt", "wordt verwerkt"
    ACCEPTED = "aangenomen", "aangenomen"
    REPLACED = "vervangen", "vervangen"
    WITHDRAWN = "ingetrokken", "ingetrokken"


class DueState(TextChoices):
    """How it stands with a file that a school owes: one cell of the calendar."""

    EXPECTED = "verwacht", "verwacht"
    GRACE = "binnen_respijt", "binnen respijt"
    LATE = "te_laat", "te laat"
    CHECKING = "in_controle", "in controle"
    TO_CONFIRM = "te_bevestigen", "te bevestigen"
    ACCEPTED = "aangenomen", "aangenomen"
    REPLACED = "vervangen", "vervangen"
    NOT_ASKED = "niet_gevraagd", "niet gevraagd"


class Role(TextChoices):
    """What a person is in an organisation."""

    SCHOOL = "school", "school"
    BELEID = "beleid", "beleidsmedewerker"
    LEERPLICHT = "leerplicht", "leerplichtambtenaar"
    DOORSTROOMPUNT = "doorstroompunt", "medewerker Doorstroompunt"
    REGIO = "regio", "regiocoördinator"
    BEHEER = "beheer", "functioneel beheerder"


class Method(TextChoices):
    """The two ways to count; never on one line (deliveries.md §6)."""

    REGIO = "regio", "regionale telling"
    DUO = "duo", "telling van DUO"


class Outcome(TextChoices):
    """The class of a pupil of the start population (deliveries.md §6)."""

    B = "B", "telt niet meer mee"
    C_CONFIRMED = "C_bevestigd", "in onderwijs, bevestigd door een school"
    C_REPORTED = "C_opgegeven", "in onderwijs of gelijkgesteld, volgens opgave"
    D = "D", "startkwalificatie"
    X = "X", "nieuwe vsv'er"


class Evidence(TextChoices):
    """On what the class of a pupil rests."""

    ABROAD = "woongemeente_1999", "woonde op 1 oktober in het buitenland of op een onbekend adres"
    LEFT_POPULATION = "uit_populatie", "is overleden, verhuisd naar het buitenland of heeft een vrijstelling"
    ENROLMENT = "inschrijving", "heeft op de peildatum een inschrijving"
    DESTINATION = "bestemming", "ging volgens de school naar onderwijs of een gelijkgestelde plaats"
    DIPLOMA = "diploma", "heeft een diploma op het niveau van een startkwalificatie"
    ENTREE_WORK = "entree_werk", "heeft een entreediploma en werk voor 12 uur of meer per week"
    NONE = "geen", "heeft geen inschrijving en geen startkwalificatie"


class ReadAction(TextChoices):
    """What was read, in the access log."""

    PUPIL = "jongere", "blad van een jongere"
    LIST = "lijst", "lijst met namen"
    EXPLANATION = "uitleg", "uitleg bij de telling"
