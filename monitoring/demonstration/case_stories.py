"""What invented officers and schools write about invented youngsters: short, kind and ordinary. Pure words, no person."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """One contact with its words, and the plan that came of it (empty: none)."""

    kind: str
    outcome: str
    text: str
    plan: str = ""


STORIES = (
    Story("gebeld", "geen_gehoor", "Twee keer geprobeerd, ’s ochtends en na vieren."),
    Story("bericht", "bericht", "App gestuurd met het voorstel om samen koffie te drinken."),
    Story("gebeld", "gesproken", "De opleiding paste niet. Denkt aan techniek.", "Samen naar de open dag techniek"),
    Story("gesprek", "gesproken", "Wil overdag leren en in het weekend werken.", "Plek zoeken in de bbl"),
    Story("ouder", "gesproken", "Thuis is afgesproken wie ’s ochtends meegaat.", "Volgende week samen bellen"),
    Story("huisbezoek", "afspraak", "Deed open, had geen tijd. Afspraak voor volgende week.", "Gesprek op kantoor"),
    Story("school", "gesproken", "De mentor ziet de jongere als iemand die graag helpt.", "Driegesprek met de mentor"),
    Story("gesprek", "niet_verschenen", "Niet gekomen. Een nieuwe dag is prima.", "Nieuwe afspraak maken"),
    Story("verwijzing", "gesproken", "Samen aangemeld bij het jongerenwerk.", "Horen hoe de eerste keer was"),
)
STRENGTHS = (
    "Is op zijn best als er iets te bouwen valt. Appen werkt beter dan bellen.",
    "Houdt van koken en wil later een eigen zaak. Kom op tijd, dan komt het gesprek vanzelf.",
    "Helpt graag jongere kinderen bij het voetbal. Bel na vier uur.",
    "Tekent veel. Voelt zich prettig als er eerst over iets anders wordt gepraat.",
)
NOTES = (
    "Heeft een bijbaan in de supermarkt en wil die houden.",
    "De overstap naar een kleinere klas is besproken; de school kijkt wat kan.",
    "Vindt reizen met de bus lastig; een opleiding in de buurt helpt.",
)
RESTRICTED = "Vertelde iets over thuis. Alleen met toestemming verder delen."
