"""The kinds of education as small numbers, and the code lists of R01 that rows refer to."""

from __future__ import annotations

SOORTEN = (
    "",
    "brugjaar",
    "vmbo-bb",
    "vmbo-kb",
    "vmbo-gl",
    "vmbo-tl",
    "havo",
    "vwo",
    "isk",
    "internationaal",
    "pro",
    "vso",
    "vavo",
    "mbo-1",
    "mbo-2",
    "mbo-3",
    "mbo-4",
)
(OUT, BRUG, BB, KB, GL, TL, HAVO, VWO, ISK, INT, PRO, VSO, VAVO, MBO1, MBO2, MBO3, MBO4) = range(17)

LEERWEGEN = ("", "BOL", "BBL", "EX")
NO_LEERWEG, BOL, BBL, EX = range(4)

DESTINATIONS = (
    "",
    "vo",
    "mbo",
    "vavo",
    "so_pro",
    "ho",
    "particulier",
    "dji",
    "defensie_politie",
    "maatschappelijk",
    "werk",
    "overleden",
    "emigratie",
    "buitenland",
    "vrijstelling",
    "zorg",
    "geen",
    "onbekend",
)
DESTINATION = {code: number for number, code in enumerate(DESTINATIONS)}
IN_EDUCATION = tuple(DESTINATION[code] for code in DESTINATIONS[1:10])
OUT_OF_POPULATION = tuple(
    DESTINATION[code] for code in ("overleden", "emigratie", "buitenland", "vrijstelling")
)

# Reasons of the mbo Raad: 7 = onbekend, 8 = geen uitval
UNKNOWN_REASON, NO_DROP_OUT = 7, 8

# A diploma carries the number of its onderwijssoort; these are a startkwalificatie.
QUALIFYING = (HAVO, VWO, MBO2, MBO3, MBO4)

# What a row that ended for another enrolment says it ended for, by the kind of that enrolment
DESTINATION_OF_SOORT = tuple(
    DESTINATION[
        "mbo"
        if soort >= MBO1
        else "vavo"
        if soort == VAVO
        else "so_pro"
        if soort in (PRO, VSO)
        else ""
        if soort == OUT
        else "vo"
    ]
    for soort in range(len(SOORTEN))
)

OPEN = 2**30  # the day number of something that has not ended


# Real names of qualifications (register SBB), so that opleidingen look like opleidingen: code, name
OPLEIDINGEN = {
    MBO1: (
        ("25250", "Assistent bouwen, wonen en onderhoud"),
        ("25251", "Assistent dienstverlening en zorg"),
        ("25254", "Assistent logistiek"),
    ),
    MBO2: (
        ("25180", "Kok"),
        ("25498", "Helpende Zorg en Welzijn"),
        ("25168", "Gastheer/-vrouw"),
        ("25167", "Verkoper"),
    ),
    MBO3: (
        ("25491", "Verzorgende-IG"),
        ("25182", "Zelfstandig werkend kok"),
        ("25486", "Pedagogisch medewerker kinderopvang"),
    ),
    MBO4: (
        ("25480", "Mbo-Verpleegkundige"),
        ("25604", "Software developer"),
        ("25138", "Bedrijfsadministrateur"),
        ("25484", "Gespecialiseerd pedagogisch medewerker"),
    ),
    VAVO: (("5105", "Vavo havo"), ("5106", "Vavo vwo"), ("5104", "Vavo vmbo-tl")),
}
