"""Every reason to refuse a file whole: its code, what is wrong, and how to mend it, in Dutch."""

SAVE_AS = "Sla het bestand in uw spreadsheet op als XLSX of als CSV (UTF-8) en lever dat aan."
EXPORT_AGAIN = "Maak de export opnieuw in uw leerlingadministratie en lever dat bestand aan."

REFUSALS: dict[str, tuple[str, str]] = {
    "BESTAND-01": ("Het bestand is leeg.", EXPORT_AGAIN),
    "BESTAND-02": (
        "Het bestand heeft alleen een kopregel en geen leerlingen.",
        "Controleer of in de export leerlingen zijn gekozen en maak hem opnieuw.",
    ),
    "BESTAND-03": (
        "Het bestand is {found} MB groot; het maximum is {limit} MB.",
        "Verwijder afbeeldingen en extra tabbladen, of lever per vestiging aan.",
    ),
    "BESTAND-04": (
        "Het bestand heeft meer dan {limit} regels.",
        "Lever per vestiging aan, of controleer of de export niet van meer scholen is.",
    ),
    "BESTAND-05": (
        "Het bestand heeft {found} kolommen; het maximum is {limit}.",
        "Verwijder de kolommen die niet in de beschrijving van het bestand staan.",
    ),
    "BESTAND-06": (
        "Het bestand is met een wachtwoord beveiligd.",
        "Haal het wachtwoord eraf (Bestand, Info, Werkmap beveiligen) en lever het opnieuw aan.",
    ),
    "BESTAND-07": ("Dit is een oud Excel-bestand (.xls).", "Open het en sla het op als XLSX."),
    "BESTAND-08": ("Dit is een OpenDocument-bestand (.ods).", "Open het en sla het op als XLSX of CSV."),
    "BESTAND-09": ("Dit is geen CSV- of XLSX-bestand maar {found}.", SAVE_AS),
    "BESTAND-10": (
        "Het bestand bevat NUL-tekens en is geen leesbare tekst.",
        "Waarschijnlijk is het beschadigd of een ander soort bestand. " + SAVE_AS,
    ),
    "BESTAND-11": (
        "De tekens in het bestand zijn niet te lezen: het is geen UTF-8, UTF-16 of Windows-1252.",
        SAVE_AS,
    ),
    "BESTAND-12": (
        "In het bestand staan twee tekensets door elkaar (zie regel {line}).",
        "Dat gebeurt als bestanden achter elkaar zijn geplakt. " + EXPORT_AGAIN,
    ),
    "BESTAND-13": (
        "Een aanhalingsteken op regel {line} wordt niet goed gesloten.",
        "Verwijder het aanhalingsteken of zet er een tweede naast, en lever opnieuw aan.",
    ),
    "BESTAND-14": (
        "De kolommen zijn niet te onderscheiden: er is geen puntkomma, komma of tab gevonden.",
        "Sla het bestand op als CSV met een puntkomma tussen de kolommen.",
    ),
    "BESTAND-15": ("Het XLSX-bestand is beschadigd en kan niet worden geopend.", SAVE_AS),
    "BESTAND-16": (
        "Het Excel-bestand bevat macro's.",
        "Sla het op als gewone Excel-werkmap (.xlsx) zonder macro's.",
    ),
    "BESTAND-17": (
        "Het XLSX-bestand is uitgepakt te groot of te sterk samengeperst.",
        "Kopieer alleen de tabel naar een nieuwe werkmap, of sla hem op als CSV.",
    ),
    "BESTAND-18": (
        "In het XLSX-bestand staat een cel ver buiten de tabel.",
        "Kopieer alleen de tabel naar een nieuwe werkmap en lever die aan.",
    ),
    "BESTAND-19": (
        "Het eerste tabblad is leeg.",
        "Zet de tabel met leerlingen op het eerste tabblad.",
    ),
    "BESTAND-20": (
        "De kolom ‘{column}’ ontbreekt.",
        "Voeg de kolom toe met precies deze kop, of gebruik het sjabloon.",
    ),
    "BESTAND-21": (
        "Twee kolommen betekenen hetzelfde: ‘{first}’ en ‘{second}’.",
        "Verwijder een van beide kolommen.",
    ),
    "BESTAND-22": (
        "De kopregel ontbreekt: geen enkele kolom op regel 1 is bekend.",
        "Zet de namen van de kolommen op de eerste regel, of gebruik het sjabloon.",
    ),
    "BESTAND-23": (
        "Dit is een bestand van een andere school: er staat BRIN {found} in en verwacht is {expected}.",
        "Kies het bestand van uw eigen school, of geef het bestand de goede naam.",
    ),
    "BESTAND-24": (
        "Dit is een bestand van een andere maand dan {expected}: {found}.",
        "Kies het bestand van de goede maand, of geef het bestand de goede naam.",
    ),
}


class Unreadable(Exception):
    """A file that is refused whole, before any row is judged."""

    def __init__(self, code: str, **details: object) -> None:
        message, remedy = REFUSALS[code]
        self.code = code
        self.message = message.format(**details)
        self.remedy = remedy
        super().__init__(f"{code}: {self.message}")
