"""The volgstatussen in their order on the board, with the step that each stands for (domain.md §6.2, peers.md D-9)."""

STEPS = {
    "nog_geen_keuze": 0,
    "andere_route": 0,
    "aangemeld": 1,
    "in_intake": 2,
    "aangeboden": 3,
    "ingeschreven": 4,
    "gestart": 5,
    "op_1_oktober": 6,
    "op_1_februari": 7,
    "gesloten": 0,
    "gezakt": 0,
    "niet_verschenen": 0,
    "uitgeschreven_voor_1_november": 0,
    "niet_in_beeld": 0,
}
AT_RISK = ("gesloten", "gezakt", "niet_verschenen", "uitgeschreven_voor_1_november", "niet_in_beeld")

CLOSED = ("leidt_niet_tot_inschrijving", "ingetrokken")
STEP_OF_APPLICATION = {"aangemeld": 1, "onderwijsovereenkomst_aangeboden": 3, "ingeschreven": 4}
OPEN_STATUS = {1: "aangemeld", 2: "in_intake", 3: "aangeboden", 4: "ingeschreven"}
PLACED = 3  # from here on the mbo school has promised a place

OTHER_ROUTES = ("havo", "vwo", "vavo", "doubleren", "ander_vo", "particulier", "werk", "vrijstelling", "anders")
NO_INTENTION = ("", "onbekend")
LEFT_POPULATION = ("overleden", "emigratie", "buitenland", "vrijstelling")
REPORTED_ROUTES = (
    "vo", "mbo", "vavo", "so_pro", "ho", "particulier", "dji", "defensie_politie", "maatschappelijk", "werk",
)  # fmt: skip
MBO = ("mbo-1", "mbo-2", "mbo-3", "mbo-4")
