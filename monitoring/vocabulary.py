"""Every stored code with its Dutch label; no logic. Codes that files carry come from ingest/codes.py."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a file is: the layouts of deliveries.md §3, §4 and §5."""

    R01 = "R01", "R01 leerlingen"
    R02 = "R02", "R02 verzuim"
    R03 = "R03", "R03 verzuimuren"
    N01 = "N01", "N01 overstappers"
    N02 = "N02", "N02 aanmeldingen"
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
    FG = "fg", "functionaris gegevensbescherming"


class Method(TextChoices):
    """The two ways to count; never on one line (deliveries.md §6)."""

    REGIO = "regio", "regionale telling"
    DUO = "duo", "telling van DUO"


class DigestFrequency(TextChoices):
    """How often somebody wants a mail about a place."""

    MONTHLY = "maandelijks", "elke maand"
    QUARTERLY = "per_kwartaal", "elk kwartaal"
    NEVER = "nooit", "nooit"


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
    INSIGHT = "inzage", "uitleg en inzage"
    SEARCH = "zoeken", "zoekopdracht op naam"
    LOG = "leeslogboek", "zoekopdracht in het leeslogboek"


class Followed(TextChoices):
    """Which group is followed (deliveries.md §6)."""

    VSV = "vsv", "volggroep"
    VULNERABLE = "kwetsbaar", "kwetsbare jongeren"


class EpisodeClosing(TextChoices):
    """Why somebody is followed no longer (deliveries.md §6)."""

    RETURNED = "herinstroom", "weer in onderwijs"
    QUALIFIED = "startkwalificatie", "startkwalificatie behaald"
    AGE = "leeftijdsgrens", "leeftijdsgrens bereikt"
    DECEASED = "overleden", "overleden"
    MOVED = "verhuisd", "verhuisd buiten de regio"


class FlagRule(TextChoices):
    """The transparent rules of domain.md §8.3: behaviour and process only."""

    S1 = "S1", "verzuimmelding staat open"
    S2 = "S2", "herhaalde melding van 16 uur verzuim"
    S3 = "S3", "langdurig verzuim"
    S4 = "S4", "leerplichtig en nergens ingeschreven"
    S5 = "S5", "nieuw op de vsv-lijst"
    S6 = "S6", "drie maanden op de vsv-lijst zonder actie"
    S7 = "S7", "uitgeschreven bij het mbo, jonger dan 18, geen nieuwe inschrijving"
    S8 = "S8", "na 1 april nog niet aangemeld"
    S9 = "S9", "alle aanmeldingen gesloten"
    S10 = "S10", "niet verschenen of op 1 oktober niet ingeschreven"
    S11 = "S11", "wordt 18 met een open dossier"
    S12 = "S12", "entreediploma, werk onbekend"
    S13 = "S13", "kwetsbare jongere zonder onderwijs of werk"
    S14 = "S14", "bereikt binnenkort de leeftijdsgrens"


class CaseStatus(TextChoices):
    """What a youngster does now, as far as known."""

    UNKNOWN = "onbekend", "onbekend"
    EDUCATION = "onderwijs", "in onderwijs"
    WORK = "werk", "werk van 12 uur per week of meer"
    WORK_AND_LEARN = "werk_en_leren", "werkt en leert"
    GUIDED = "begeleiding", "in begeleiding naar onderwijs of werk"
    CARE = "zorg", "in zorg of opvang"
    NO_ACTIVITY = "geen", "geen onderwijs en geen werk"
    NOT_NOW = "wil_niet", "wil nu geen begeleiding"
    MOVED = "verhuisd", "verhuisd of niet te vinden"


class ClosingReason(TextChoices):
    """Reden melding afgesloten (Besluit verzuimmelding, BWBR0027085, bijlage)."""

    BACK = "1", "terug naar school, opleiding hervat"
    OTHER_EDUCATION = "2", "inschrijving beëindigd, andere opleiding"
    WORK = "3", "inschrijving beëindigd, werk"
    OTHER = "4", "inschrijving beëindigd, overige redenen"
    DECEASED = "5", "inschrijving beëindigd, leerling overleden"
    ILL = "6", "geen verzuim, langdurig ziek"
    LEGITIMATE = "7", "geen verzuim, legitiem afwezig"


class DestinationAfter(TextChoices):
    """Bestemming na traject (BWBR0031387 bijlage B, tabel 3F)."""

    EDUCATION = "1", "erkende voltijd opleiding"
    COMBINATION = "2", "combinatie van leren en werken, bbl"
    WORK = "3", "werk zonder zicht op een startkwalificatie"
    CARE = "4", "zorg, opvang, intensieve hulp of detentie"
    NO_ACTIVITY = "5", "beëindigd zonder dagbesteding"
    MOVED = "6", "verhuisd uit de regio of niet te vinden"
    OTHER = "7", "overig"


class ContactKind(TextChoices):
    """How contact was sought."""

    CALL = "gebeld", "gebeld"
    MESSAGE = "bericht", "app of e-mail"
    LETTER = "brief", "brief"
    VISIT = "huisbezoek", "huisbezoek"
    TALK = "gesprek", "gesprek met de jongere"
    PARENT = "ouder", "gesprek met een ouder"
    SCHOOL = "school", "overleg met de school"
    LEERPLICHT = "leerplicht", "overleg met leerplicht of Doorstroompunt"
    REFERRAL = "verwijzing", "verwezen naar hulp"


class ContactOutcome(TextChoices):
    """What came of it."""

    SPOKEN = "gesproken", "gesproken"
    NO_ANSWER = "geen_gehoor", "geen gehoor"
    MESSAGE_LEFT = "bericht", "bericht achtergelaten"
    APPOINTMENT = "afspraak", "afspraak gemaakt"
    NOT_SHOWN = "niet_verschenen", "niet op de afspraak"
    WRONG = "onjuist", "nummer of adres klopt niet"


class NoteKind(TextChoices):
    """Who may read a note."""

    ORDINARY = "gewoon", "gewone notitie"
    RESTRICTED = "besloten", "besloten notitie"


class HandOverReason(TextChoices):
    """Why a case file goes to somebody else."""

    ADULT = "18", "wordt of is 18"
    MOVED = "verhuisd", "verhuisd"
    OTHER = "anders", "andere reden"


class RefusalReason(TextChoices):
    """Why the receiver gives a case file back."""

    LIVES_ELSEWHERE = "woonplaats", "woont niet in ons werkgebied"
    OTHER_TASK = "taak", "valt niet onder onze leeftijd of taak"
    TOO_EARLY = "te_vroeg", "te vroeg voor een overdracht"
    INCOMPLETE = "onvolledig", "er ontbreekt nog informatie"
    HELPED = "begeleid", "wordt al door een andere organisatie begeleid"
    OTHER = "anders", "andere reden"


class CaseAct(TextChoices):
    """What somebody does with a case file (casework); every one is a line of its history."""

    OPEN = "open", "dossier geopend"
    TAKE_UP = "oppakken", "opgepakt"
    LET_GO = "loslaten", "oppakken ongedaan gemaakt"
    ASSIGN = "toewijzen", "toegewezen"
    SNOOZE = "wegleggen", "weggelegd"
    WAKE = "terugzetten", "teruggezet op de lijst"
    CONTACT = "contact", "contact gelogd"
    NOTE = "notitie", "notitie geschreven"
    PLAN = "plan", "plan gemaakt"
    FINISH = "afronden", "plan afgerond"
    STATUS = "status", "status gewijzigd"
    STRENGTHS = "wat_werkt", "wat werkt aangevuld"
    CLOSE = "afsluiten", "dossier afgesloten"
    REOPEN = "heropenen", "dossier heropend"
    HAND_OVER = "overdragen", "overdracht verstuurd"
    ACCEPT = "aannemen", "overdracht aangenomen"
    WITHDRAW = "intrekken", "overdracht ingetrokken"
    REFUSE = "teruggeven", "overdracht teruggegeven"
