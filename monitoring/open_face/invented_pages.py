"""What the demonstration shows of the open face: news, pages, approaches, contacts and an agenda, all invented.

Written through the same functions as the pages of the editors. Nothing here names a school, person or office that exists.
"""

import io
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.text import slugify
from PIL import Image, ImageDraw

from monitoring.models import (
    Ambition,
    Approach,
    Article,
    LocalContact,
    Measure,
    Municipality,
    Picture,
    School,
)
from monitoring.open_face import editing
from monitoring.open_face.pictures import sized, store
from monitoring.vocabulary import Method
from monitoring.vocabulary_pages import (
    ArticleChange,
    ArticleKind,
    EvidenceLevel,
    Gauge,
    HelpDesk,
    Phase,
    TargetGroup,
)

BY = "oefenomgeving"
HUE = {"paper": "#e2eef0", "ink": "#0b5a6b", "quiet": "#79c3d4"}
NEWS = (  # days before today (negative: to come), title, summary, body, with picture
    (2, "Mbo-scholen bellen wie niet kwam opdagen",
     "Sinds deze maand belt een vaste medewerker elke student die twee dagen zonder bericht wegblijft.",
     "De mbo-scholen in de regio spraken af om sneller te bellen. Een vaste medewerker belt op de **derde dag**.\n\n"
     "## Wat er verandert\n\n- De student hoort van één persoon, niet van drie.\n- Ouders van studenten onder de 18 "
     "horen het dezelfde dag.\n- De leerplichtambtenaar hoeft minder vaak te bellen.\n\n"
     "Wat zo'n aanpak kan doen, staat bij [wat werkt](/wat-werkt/?fase=verzuim).", True),
    (16, "Nieuwe regels: hulp tot 27 jaar",
     "Het Doorstroompunt helpt jongeren sinds dit jaar tot hun 27e verjaardag.",
     "Vanaf 1 januari 2026 mag het Doorstroompunt jongeren helpen tot zij 27 zijn. Dat was 23.\n\n"
     "Wie kun je bellen? Dat staat op de bladzijde [voor jongeren en ouders](/voor-jongeren-en-ouders/).", False),
    (41, "Zo lopen de cijfers dit teljaar",
     "De regio publiceert elke maand hoeveel jongeren de school verlaten zonder startkwalificatie.",
     "Een teljaar begint op 1 oktober. Een getal van halverwege het jaar vergelijkt u met **dezelfde stand** van een "
     "jaar eerder.\n\nHoe wij tellen, staat bij [over de cijfers](/over-de-cijfers/).", False),
    (-12, "Open avond voor ouders over de overstap naar het mbo",
     "Op een school in de buurt vertellen mbo-studenten hoe hun eerste maanden waren.",
     "Deze avond is verzonnen, net als alles in deze oefenomgeving.", False),
)  # fmt: skip
PAGES = (
    ("Over deze regio", "Wie er samenwerken, en waarom.",
     "Scholen, gemeenten en het Doorstroompunt werken samen, zodat jongeren een diploma halen waarmee zij verder "
     "kunnen.\n\n## Wie doet wat\n\n| wie | doet |\n|---|---|\n"
     "| scholen | houden jongeren in beeld en leveren gegevens aan |\n"
     "| leerplicht | helpt jongeren tot 18 jaar |\n| Doorstroompunt | helpt jongeren van 18 tot 27 jaar |\n", 1),
)  # fmt: skip
APPROACHES = (  # title, in short, how, phases, groups, how sure, source
    ("Bellen op de derde dag", "Een vaste medewerker belt wie twee dagen zonder bericht wegblijft.",
     "## Hoe gaat het\n\n1. De roosterdienst ziet elke ochtend wie er gisteren en eergisteren niet was.\n2. "
     "Eén medewerker belt. "
     "De eerste vraag is hoe het gaat.\n3. Blijkt er meer aan de hand, dan volgt dezelfde week een gesprek.\n\n"
     "## Wat het vraagt\n\nOngeveer acht uur per week voor 600 studenten.",
     [Phase.ABSENCE], [TargetGroup.MBO], EvidenceLevel.PRACTICE, "verslag van de school over één schooljaar (verzonnen)"),
    ("Spreekuur van leerplicht op school", "De leerplichtambtenaar zit elke week op school; leerlingen lopen binnen.",
     "Elke week een vast uur, op een vaste plek. School nodigt uit bij twaalf uur verzuim, dus vóór de melding van zestien "
     "uur.",
     [Phase.PREVENTION, Phase.ABSENCE], [TargetGroup.VO, TargetGroup.PRO_VSO], EvidenceLevel.DESCRIBED,
     "beschrijving van de werkwijze met een handleiding (verzonnen)"),
    ("Zomerbrug naar het mbo", "Wie in juni nog geen plek heeft, wordt tot de start elke week gesproken.",
     "De mentor van het vo blijft tot 1 oktober het gezicht. "
     "Hij belt elke week, ook in de vakantie, en gaat zo nodig mee naar de intake.",
     [Phase.TRANSITION], [TargetGroup.VO, TargetGroup.PARENTS], EvidenceLevel.FIRST,
     "vergelijking van twee groepen leerlingen, één cohort (verzonnen)"),
    ("Terug via werk", "Werken en leren tegelijk, met een coach die beide kanten kent.",
     "Een jongere die al langer weg is, begint met drie dagen werk en één dag school. De coach komt op beide plekken.",
     [Phase.RETURN], [TargetGroup.OUT], EvidenceLevel.FOUNDED, "theoretische onderbouwing, nog niet gemeten (verzonnen)"),
    ("Gesprek op de dag van uitschrijven", "Niemand gaat de deur uit zonder plan en zonder telefoonnummer.",
     "School, student en Doorstroompunt spreken elkaar op dezelfde dag. De student kiest wat de volgende stap is.",
     [Phase.DROP_OUT, Phase.RETURN], [TargetGroup.MBO, TargetGroup.STAFF], EvidenceLevel.PRACTICE,
     "ervaring van drie teams (verzonnen)"),
)  # fmt: skip
MEASURES = (  # title, what, owner, partners, euro, public
    ("Bellen op de derde dag", "Een vaste medewerker belt elke student die twee dagen zonder bericht wegblijft.",
     "mbo-scholen", "leerplicht en Doorstroompunt", 85_000, True),
    ("Doorstroomcoaches", "Vier coaches begeleiden studenten van mbo 2 tot het eind van het eerste jaar.",
     "contactgemeente", "mbo-scholen", 240_000, True),
    ("Onderzoek naar uitval in het eerste jaar", "Gesprekken met studenten die in het eerste jaar stopten.",
     "regiocoördinator", "hogeschool in de regio", 30_000, False),
)  # fmt: skip


def invent(*, on: date) -> None:
    """Fill the open face as on this day; nothing where something stands already."""
    if Article.objects.exists() or Approach.objects.exists() or Ambition.objects.exists():
        return
    _articles(on)
    _approaches(on)
    _contacts(on)
    _agenda(on)


def _articles(on: date) -> None:
    for days, title, summary, body, has_picture in NEWS:
        picture = _picture() if has_picture else None
        item = Article(kind=ArticleKind.NEWS, title=title, summary=summary, body=body, picture=picture)
        item.publish_on = on - timedelta(days=days)
        editing.save(item, by=None, change=ArticleChange.MADE)
    for title, summary, body, place in PAGES:
        page = Article(kind=ArticleKind.PAGE, title=title, summary=summary, body=body, menu_place=place)
        page.publish_on = on - timedelta(days=90)
        editing.save(page, by=None, change=ArticleChange.MADE)


def _picture() -> Picture:
    """A drawing: a photograph would show people, and there are none here."""
    drawing = Image.new("RGB", (1200, 600), HUE["paper"])
    pen = ImageDraw.Draw(drawing)
    for number, height in enumerate((120, 210, 300, 400)):
        left = 220 + number * 200
        pen.rectangle((left, 520 - height, left + 120, 520), fill=HUE["ink"] if number == 3 else HUE["quiet"])
    written = io.BytesIO()
    drawing.save(written, "PNG")
    upload = SimpleUploadedFile("trap.png", written.getvalue(), content_type="image/png")
    return store(sized(upload), "Een trap van vier treden, de laatste het hoogst: getekend voor de oefenomgeving", by=None)


def _approaches(on: date) -> None:
    schools = list(School.objects.filter(vestiging="", is_invented=True).order_by("brin"))
    for number, (title, summary, body, phases, groups, evidence, source) in enumerate(APPROACHES):
        approach = Approach.objects.create(
            slug=slugify(title), title=title, summary=summary, body=body, phases="+".join(phases), groups="+".join(groups),
            evidence=evidence, evidence_source=source, contact="Regiocoördinator (oefenomgeving)",
            contact_phone="000 000 00 00", is_public=True, is_invented=True,
            checked_on=on - timedelta(days=30 * (number + 1)), changed_by_name=BY,
        )  # fmt: skip
        approach.schools.set(schools[number : number + 2])


def _contacts(on: date) -> None:
    places = Municipality.objects.of_region(settings.RMC_REGION)
    for place in places:
        for kind, name in ((HelpDesk.LEERPLICHT, "Team leerplicht"), (HelpDesk.DOORSTROOMPUNT, "Doorstroompunt")):
            LocalContact.objects.create(
                municipality=place, kind=kind, name=f"{name} {place} (verzonnen)", phone="000 000 00 00",
                hours="werkdagen 9–17 uur", changed_on=on, changed_by_name=BY,
            )  # fmt: skip


def _agenda(on: date) -> None:
    whole = Ambition.objects.create(
        title="Minder nieuwe vsv'ers in de hele regio", gauge=Gauge.SHARE, method=Method.REGIO, target=Decimal("1.60"),
        why="Elke jongere verdient een diploma waarmee zij of hij verder kan. De regio wil in 2029 onder de 1,60 % zijn.",
        base_teljaar="2021-2022", target_teljaar="2028-2029", is_public=True, place_in_list=1, changed_by_name=BY,
        internal_note="Bespreken in het bestuurlijk overleg van juni.",
    )  # fmt: skip
    Ambition.objects.create(
        title="Meer studenten van mbo 2 halen hun diploma", gauge=Gauge.COUNT, method=Method.REGIO, category="mbo2",
        why="In mbo 2 vertrekken de meeste jongeren zonder diploma. Daar is het meeste te winnen.", target=Decimal(120),
        base_teljaar="2021-2022", target_teljaar="2028-2029", is_public=True, place_in_list=2, changed_by_name=BY,
    )  # fmt: skip
    mbo = School.objects.filter(vestiging="", is_invented=True, kinds__contains="mbo").order_by("brin")[:1]
    for title, what, owner, partners, budget, is_public in MEASURES:
        begun = on - timedelta(days=190)
        measure = Measure.objects.create(
            title=title, what=what, owner=owner, partners=partners, budget=budget, is_public=is_public, ambition=whole,
            starts_on=begun, evaluate_on=begun + timedelta(days=730), gauge=Gauge.SHARE, logged_by_name=BY,
        )  # fmt: skip
        measure.schools.set(mbo if title == MEASURES[0][0] else [])
