"""docs/toegang.md: who may see what, written from access.REACH so that it can't say anything else."""

from monitoring.access import REACH, Subject
from monitoring.vocabulary import Role

HEAD = """# Wie mag wat zien

Deze bladzijde is gemaakt uit `monitoring/access_table.py` (`manage.py access_page > docs/toegang.md`); verander
die tabel, niet deze bladzijde. Wat er niet staat, mag niet. Een account zonder rol ziet niets, ook als het
superuser is.
"""
TAIL = """
## Hoe dat wordt bewaakt

* Elke bladzijde vraagt om een account, behalve de beginpagina, privacy, toegankelijkheid, *over de cijfers*,
  nieuws en bladzijden van de redactie, de openbare regionale agenda, *wat werkt*, de bladzijde voor jongeren en
  ouders, en `security.txt`. Daar staat niets over een jongere, en van cijfers alleen wat is vrijgegeven.
* Elke bladzijde begint bij `Model.objects.visible_to(gebruiker)`. Wat u niet mag zien, geeft hetzelfde
  antwoord als wat niet bestaat: 404.
* Namen komen alleen door `monitoring/identities.py`. Elke naam die iemand ziet, is een regel in het
  leeslogboek, met het recht waardoor die te zien was. De regel wordt eerst geschreven: zonder regel geen
  naam.
* Een school leest van een jongere alleen wat zij zelf heeft aangeleverd, en niet welke andere school de
  jongere heeft.
* Kleine aantallen (1 tot en met 4) zijn afgeschermd voor iedereen die de leerlingen zelf niet mag zien.
* *Werk en effect* telt voor wie de cijfers van een gemeente mag zien: de coördinator de regio, anderen hun eigen
  gemeente. Namen van medewerkers ziet alleen hun eigen organisatie.
* Buiten de oefenomgeving is een tweede stap bij het inloggen verplicht. Een eenmalig wachtwoord moet eerst
  worden vervangen. Wie geblokkeerd wordt, is er bij de volgende klik uit.
* `tests/access/test_matrix.py` opent elk adres als elk lid van de bezetting, met eigen, vreemde en
  niet-bestaande gegevens; een nieuw adres dat daar niet staat, laat de test mislukken.
"""


def access_page() -> str:
    """The page as Markdown: a table per role."""
    return "".join([HEAD, *(_section(role) for role in Role), TAIL])


def _section(role: Role) -> str:
    lines = [f"\n## {role.label.capitalize()} (`{role}`)\n\n| wat | hoe ver |\n|---|---|\n"]
    for subject in Subject:
        how = REACH.get((role, subject))
        lines.append(f"| {subject} | {how or 'niet'} |\n")
    return "".join(lines)
