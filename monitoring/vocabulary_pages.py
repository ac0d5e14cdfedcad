"""Every stored code of what visitors read: news, pages, what works, the agenda, with its Dutch label; no logic."""

from django.db.models import TextChoices


class ArticleKind(TextChoices):
    """What an editor writes."""

    NEWS = "nieuws", "nieuwsbericht"
    PAGE = "pagina", "bladzijde"


class ArticleState(TextChoices):
    """Where an article stands on a day; follows from its dates (models/article.py)."""

    DRAFT = "concept", "concept"
    PLANNED = "gepland", "gepland"
    OUT = "verschenen", "staat op de site"
    WITHDRAWN = "ingetrokken", "van de site gehaald"


class ArticleChange(TextChoices):
    """What an editor did, in the history of an article."""

    MADE = "gemaakt", "gemaakt"
    CHANGED = "gewijzigd", "gewijzigd"
    RESTORED = "teruggezet", "een eerdere versie teruggezet"
    WITHDRAWN = "ingetrokken", "van de site gehaald"
    PUT_BACK = "teruggeplaatst", "weer op de site gezet"


class Phase(TextChoices):
    """When in a youngster's way an approach helps."""

    PREVENTION = "preventie", "voorkomen"
    ABSENCE = "verzuim", "verzuim"
    TRANSITION = "overstap", "overstap vo–mbo"
    DROP_OUT = "uitval", "dreigende of net begonnen uitval"
    RETURN = "terugkeer", "terug naar school of werk"


class TargetGroup(TextChoices):
    """For whom an approach is meant."""

    VO = "vo", "leerlingen in het vo"
    PRO_VSO = "pro_vso", "leerlingen in pro en vso"
    MBO = "mbo", "studenten in het mbo"
    OUT = "buiten_school", "jongeren die van school zijn"
    PARENTS = "ouders", "ouders"
    STAFF = "medewerkers", "medewerkers van school en gemeente"


class EvidenceLevel(TextChoices):
    """How sure we are that it works; the first five are the steps of NJi, Databank Effectieve Jeugdinterventies."""

    STRONG = "sterk", "effectief volgens sterke aanwijzingen"
    GOOD = "goed", "effectief volgens goede aanwijzingen"
    FIRST = "eerste", "effectief volgens eerste aanwijzingen"
    FOUNDED = "onderbouwd", "goed onderbouwd"
    DESCRIBED = "beschreven", "goed beschreven"
    PRACTICE = "praktijk", "ervaring uit de praktijk, niet onderzocht"


class Gauge(TextChoices):
    """The measure of the portal that shows how an ambition or a maatregel goes."""

    SHARE = "percentage", "percentage nieuwe vsv'ers"
    COUNT = "aantal", "aantal nieuwe vsv'ers"


class Programme(TextChoices):
    """To which agreement an ambition belongs."""

    COVENANT = "convenant", "VSV-convenant"
    AGENDA = "agenda", "Regionale vsv-agenda"
    PROGRAMME = "programma", "Regionaal programma 2026–2029"


class HelpDesk(TextChoices):
    """Whom a youngster or parent can call."""

    LEERPLICHT = "leerplicht", "leerplichtambtenaar"
    DOORSTROOMPUNT = "doorstroompunt", "Doorstroompunt"
