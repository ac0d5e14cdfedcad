"""Every code list that schools and DUO deliver in, with the Dutch label of each code."""

SOORTEN_VO_MET_LEERJAAR = frozenset(
    {"brugjaar", "vmbo-bb", "vmbo-kb", "vmbo-gl", "vmbo-tl", "havo", "vwo", "isk"}
)

ONDERWIJSSOORT = {
    "brugjaar": "brugjaar",
    "vmbo-bb": "vmbo basisberoepsgericht",
    "vmbo-kb": "vmbo kaderberoepsgericht",
    "vmbo-gl": "vmbo gemengde leerweg",
    "vmbo-tl": "vmbo theoretische leerweg",
    "havo": "havo",
    "vwo": "vwo",
    "isk": "internationale schakelklas",
    "internationaal": "internationaal onderwijs",
    "pro": "praktijkonderwijs",
    "vso": "voortgezet speciaal onderwijs",
    "vavo": "vavo",
    "mbo-1": "mbo niveau 1 (entree)",
    "mbo-2": "mbo niveau 2",
    "mbo-3": "mbo niveau 3",
    "mbo-4": "mbo niveau 4",
}

MBO_SOORTEN = frozenset({"mbo-1", "mbo-2", "mbo-3", "mbo-4"})

LEERWEG = {
    "BOL": "beroepsopleidende leerweg",
    "BBL": "beroepsbegeleidende leerweg",
    "EX": "alleen examen",
}

GESLACHT = {"M": "man", "V": "vrouw", "O": "onbekend"}

JA_NEE = {"J": "ja", "N": "nee"}

# MBO Raad, redenen van uitval (domain.md §3.4).
REDEN_UITSCHRIJVING = {
    "1": "persoonsgebonden, buiten de invloed van de school",
    "2": "persoonsgebonden, de school kan opvangen",
    "3": "instellingsgebonden",
    "4": "studie- en beroepskeuze",
    "5": "arbeidsmarkt en omgeving",
    "6": "zonder diploma, afgesproken resultaat behaald",
    "7": "onbekend",
    "8": "geen uitval",
    "9": "wanbetaler",
}

BESTEMMING_ONDERWIJS = {
    "vo": "voortgezet onderwijs",
    "mbo": "mbo",
    "vavo": "vavo",
    "so_pro": "speciaal onderwijs of praktijkonderwijs",
    "ho": "hoger onderwijs",
    "particulier": "particulier onderwijs",
    "dji": "onderwijs in een justitiële inrichting",
    "defensie_politie": "opleiding bij defensie of politie",
    "maatschappelijk": "traject maatschappelijke prestatie",
}

BESTEMMING_UIT_POPULATIE = {
    "overleden": "overleden",
    "emigratie": "geëmigreerd",
    "buitenland": "woont in het buitenland",
    "vrijstelling": "vrijstelling van de leerplicht",
}

BESTEMMING_OVERIG = {
    "werk": "werk van 12 uur per week of meer",
    "zorg": "zorg",
    "geen": "geen dagbesteding",
    "onbekend": "onbekend",
}

BESTEMMING = {
    **BESTEMMING_ONDERWIJS,
    "werk": BESTEMMING_OVERIG["werk"],
    **BESTEMMING_UIT_POPULATIE,
    "zorg": BESTEMMING_OVERIG["zorg"],
    "geen": BESTEMMING_OVERIG["geen"],
    "onbekend": BESTEMMING_OVERIG["onbekend"],
}

DIPLOMA = {
    "vmbo-bb": "vmbo basisberoepsgericht",
    "vmbo-kb": "vmbo kaderberoepsgericht",
    "vmbo-gl": "vmbo gemengde leerweg",
    "vmbo-tl": "vmbo theoretische leerweg",
    "havo": "havo",
    "vwo": "vwo",
    "pro": "getuigschrift praktijkonderwijs",
    "vso": "getuigschrift voortgezet speciaal onderwijs",
    "mbo-1": "mbo niveau 1 (entree)",
    "mbo-2": "mbo niveau 2",
    "mbo-3": "mbo niveau 3",
    "mbo-4": "mbo niveau 4",
}

STARTKWALIFICATIES = frozenset({"havo", "vwo", "mbo-2", "mbo-3", "mbo-4"})

SOORT_VERZUIM = {
    "V3": "16 uur in 4 weken, jonger dan 18",
    "V4": "16 uur in 4 weken, 18 jaar of ouder",
    "LRV": "langdurig verzuim, jonger dan 18",
    "RMC": "verzuim doorstroompunt, 18 jaar of ouder",
    "L": "luxeverzuim",
    "O": "overig verzuim",
}

STATUS_VERZUIM = {
    "R": "geregistreerd",
    "B": "in behandeling",
    "G": "afgesloten",
    "K": "ter kennisgeving aangenomen",
    "I": "ingetrokken",
}

# Besluit verzuimmelding (BWBR0027085), bijlage.
REDEN_AFSLUITING = {
    "1": "terug naar school, opleiding hervat",
    "2": "inschrijving beëindigd, andere opleiding",
    "3": "inschrijving beëindigd, werk",
    "4": "inschrijving beëindigd, overige redenen",
    "5": "inschrijving beëindigd, leerling overleden",
    "6": "geen verzuim, langdurig ziek",
    "7": "geen verzuim, legitiem afwezig",
}

EXAMENUITSLAG = {
    "geslaagd": "geslaagd",
    "gezakt": "gezakt",
    "herexamen": "herexamen",
    "teruggetrokken": "teruggetrokken",
    "onbekend": "onbekend",
}

VOORGENOMEN_BESTEMMING = {
    "mbo-1": "mbo niveau 1 (entree)",
    "mbo-2": "mbo niveau 2",
    "mbo-3": "mbo niveau 3",
    "mbo-4": "mbo niveau 4",
    "havo": "havo",
    "vwo": "vwo",
    "vavo": "vavo",
    "doubleren": "doet het jaar over",
    "ander_vo": "andere school of soort in het vo",
    "particulier": "particulier onderwijs",
    "werk": "werk",
    "vrijstelling": "vrijstelling van de leerplicht",
    "anders": "anders",
    "onbekend": "onbekend",
}

WARME_OVERDRACHT = {"gewenst": "gewenst", "gedaan": "gedaan", "niet_nodig": "niet nodig"}

# De vijf van de wet (art. 8.0.3 WEB).
STATUS_AANMELDING = {
    "aangemeld": "aangemeld",
    "onderwijsovereenkomst_aangeboden": "onderwijsovereenkomst aangeboden",
    "leidt_niet_tot_inschrijving": "leidt niet tot inschrijving",
    "ingetrokken": "ingetrokken",
    "ingeschreven": "ingeschreven",
}

SOORT_BESTAND = {
    "R01": "leerlingen",
    "R02": "verzuim",
    "R03": "verzuimuren",
    "N01": "overstappers",
    "N02": "aanmeldingen",
    "A05": "DUO startset (A05)",
    "A04": "DUO actuele workload (A04)",
    "A14": "DUO nagekomen workload (A14)",
    "NRSP": "DUO startpopulatie (NRSP)",
    "NENR": "DUO nieuwe vsv'ers (NenR)",
}

ABSENCE_KINDS = frozenset({"R02", "R03"})  # these feed no figure and name nobody
TRANSITION_KINDS = frozenset({"N01", "N02"})  # the way from vo to mbo: no figure of vsv either
MBO_BESTEMMINGEN = frozenset({"mbo-1", "mbo-2", "mbo-3", "mbo-4"})
DUO_KINDS = frozenset({"A05", "A04", "A14", "NRSP", "NENR"})
