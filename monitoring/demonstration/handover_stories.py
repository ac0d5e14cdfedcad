"""What an invented mentor tells the mbo school of an invented pupil: six prompts, short and kind. Pure words, no person."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HandoverStory:
    """The six prompts of a warme overdracht; `discuss`: which of them are told in person rather than read."""

    strengths: str
    connecting: str
    community: str
    peers: str
    family: str
    other: str
    discuss: tuple[str, ...] = ()


HANDOVER_STORIES = (
    HandoverStory(
        "Tekent technisch goed en maakt een tekening altijd af.",
        "Begin over brommers. Vraag niet door waar de klas bij is.",
        "Werkt zaterdag bij een fietsenmaker, waar een plek in de bbl is.",
        "Trekt op met twee vrienden die ook naar deze opleiding gaan.",
        "Moeder denkt mee en is ’s avonds te bellen.",
        "Een vaste plek in het lokaal helpt de eerste weken.",
        ("family",),
    ),
    HandoverStory(
        "Legt anderen geduldig iets uit; wil later met kinderen werken.",
        "Schrijft liever dan praten. Een appje vooraf werkt.",
        "Geeft les bij de zwemclub en is daar graag.",
        "Kent nog niemand op de nieuwe school.",
        "Woont afwisselend bij vader en moeder; beiden willen de uitnodiging.",
        "Reist met de bus: de eerste les om half negen is krap.",
        ("connecting", "peers"),
    ),
    HandoverStory(
        "Rekent snel, ook onder druk.",
        "Grapjes werken. Onverwachte veranderingen niet: zeg ze een dag eerder.",
        "Heeft een vaste begeleider van de school, die meegaat naar het eerste gesprek.",
        "Werkt het best in een kleine groep.",
        "",
        "Extra tijd bij toetsen hielp; de regeling loopt af in juli.",
        ("other",),
    ),
    HandoverStory(
        "Kookt elke dag voor het gezin en kan plannen.",
        "Kom op tijd en kom terug op wat is afgesproken.",
        "Helpt in het buurthuis.",
        "Maakt makkelijk vrienden.",
        "Oudere zus is het eerste aanspreekpunt.",
        "",
    ),
)
