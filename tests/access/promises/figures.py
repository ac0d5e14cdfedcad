"""Figures, their tabs, what one takes along, and regional measures."""

from datetime import date

from monitoring.models import Account, Citation, DigestSubscription, Measure
from tests.access.promises.cast import CAST, COMPARING, FIGURES, NO_OBJECT, NOBODY


def citation_of(municipality: str) -> str:
    known = {
        "token": f"citaat-{municipality}",
        "municipality": municipality,
        "place_name": "Eindhoven",
        "method": "regio",
    }
    numbers = dict.fromkeys(("percentage", "x", "n"), ".")
    made = {"teljaar": "2025-2026", "stand": "2026-03", "definition": "2026", "delivered": 2, "expected": 2}
    frozen = {"shown": numbers, "exact": {}, "made_on": date(2026, 4, 9)}
    return Citation.objects.get_or_create(**known, defaults=made | frozen)[0].token


def a_measure() -> int:
    days = {"starts_on": date(2025, 11, 1), "evaluate_on": date(2026, 6, 1)}
    return Measure.objects.get_or_create(title="Spreekuur", defaults={"what": "elke week"} | days)[0].pk


def a_subscription() -> str:
    dirk = Account.objects.get(username="dirk")
    return DigestSubscription.objects.get_or_create(account=dirk, municipality="0772")[0].token


PAGES = [
    ("figures", None, FIGURES, NOBODY, 404, 405),
    ("figures-waar-en-waarom", None, FIGURES, NOBODY, 404, 405),
    ("subregion", lambda: "helmond-peelland", {"els", "femke"}, NOBODY, 404, 405),
    ("subregion", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("subregion-waar-en-waarom", lambda: "helmond-peelland", {"els", "femke"}, NOBODY, 404, 405),
    ("subregion-waar-en-waarom", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    (
        "municipality-waar-en-waarom",
        lambda: "0772",
        {"anna", "dirk", "els", "femke", "fien"},
        NOBODY,
        404,
        405,
    ),
    ("municipality-waar-en-waarom", lambda: "0794", {"bram", "els", "femke"}, NOBODY, 404, 405),
    ("municipality-waar-en-waarom", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("school-figures-waar-en-waarom", lambda: "90AA", FIGURES - {"coen"}, NOBODY, 404, 405),
    ("school-figures-waar-en-waarom", lambda: "90BB", FIGURES - {"carla"}, NOBODY, 404, 405),
    ("school-figures-waar-en-waarom", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("municipality", lambda: "0772", {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 405),
    ("municipality", lambda: "0794", {"bram", "els", "femke"}, NOBODY, 404, 405),
    ("municipality", lambda: "0363", NOBODY, NOBODY, 404, 405),
    ("municipality", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("school-figures", lambda: "90AA", FIGURES - {"coen"}, NOBODY, 404, 405),
    ("school-figures", lambda: "90BB", FIGURES - {"carla"}, NOBODY, 404, 405),
    ("school-figures", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("figures-report", None, FIGURES, NOBODY, 404, 405),
    ("municipality-report", lambda: "0772", {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 405),
    ("municipality-report", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("school-figures-report", lambda: "90AA", FIGURES - {"coen"}, NOBODY, 404, 405),
    ("school-figures-report", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("figures-cite", None, NOBODY, FIGURES, 404, 302),
    ("municipality-cite", lambda: "0772", NOBODY, {"anna", "dirk", "els", "femke", "fien"}, 404, 302),
    ("municipality-cite", lambda: "9999", NOBODY, NOBODY, 404, 302),
    ("school-figures-cite", lambda: "90BB", NOBODY, FIGURES - {"carla"}, 404, 302),
    ("school-figures-cite", lambda: "99ZZ", NOBODY, NOBODY, 404, 302),
    ("citation", lambda: citation_of("0772"), {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 405),
    ("citation", lambda: citation_of("0794"), {"bram", "els", "femke"}, NOBODY, 404, 405),
    ("citation", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("measures", None, COMPARING, NOBODY, 404, 422),
    ("measure", a_measure, COMPARING, NOBODY, 404, 405),
    ("measure", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("measure-edit", a_measure, {"els"}, NOBODY, 404, 422),
    ("measure-edit", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 404),
    ("measure-end", a_measure, NOBODY, {"els"}, 404, 302),
    ("measure-end", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 404),
    ("digests", None, FIGURES, NOBODY, 404, 422),
    ("digest-stop", a_subscription, set(CAST), NOBODY, 404, 200),  # whoever has the mail may stop it
    ("figures-toeval", None, FIGURES, NOBODY, 404, 405),
    ("municipality-toeval", lambda: "0772", {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 405),
    ("municipality-toeval", lambda: "0794", {"bram", "els", "femke"}, NOBODY, 404, 405),
    ("municipality-toeval", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("school-figures-toeval", lambda: "90AA", FIGURES - {"coen"}, NOBODY, 404, 405),
    ("school-figures-toeval", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("figures-kwetsbaar", None, FIGURES, NOBODY, 404, 405),
    ("municipality-kwetsbaar", lambda: "0772", {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 405),
    ("municipality-kwetsbaar", lambda: "0794", {"bram", "els", "femke"}, NOBODY, 404, 405),
    ("municipality-kwetsbaar", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("school-figures-kwetsbaar", lambda: "90AA", FIGURES - {"coen"}, NOBODY, 404, 405),
    ("school-figures-kwetsbaar", lambda: "90BB", FIGURES - {"carla"}, NOBODY, 404, 405),
    ("school-figures-kwetsbaar", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("figures-volggroep", None, FIGURES, NOBODY, 404, 405),
    ("municipality-volggroep", lambda: "0772", {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 405),
    ("municipality-volggroep", lambda: "0794", {"bram", "els", "femke"}, NOBODY, 404, 405),
    ("municipality-volggroep", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("school-figures-volggroep", lambda: "90AA", FIGURES - {"coen"}, NOBODY, 404, 405),
    ("school-figures-volggroep", lambda: "90BB", FIGURES - {"carla"}, NOBODY, 404, 405),
    ("school-figures-volggroep", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("figures-verloop", None, FIGURES, NOBODY, 404, 405),
    ("municipality-verloop", lambda: "0772", {"anna", "dirk", "els", "femke", "fien"}, NOBODY, 404, 405),
    ("municipality-verloop", lambda: "0794", {"bram", "els", "femke"}, NOBODY, 404, 405),
    ("municipality-verloop", lambda: "9999", NOBODY, NOBODY, 404, 405),
    ("school-figures-verloop", lambda: "90AA", FIGURES - {"coen"}, NOBODY, 404, 405),
    ("school-figures-verloop", lambda: "90BB", FIGURES - {"carla"}, NOBODY, 404, 405),
    ("school-figures-verloop", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("search", None, set(CAST) - {"anonymous"}, NOBODY, 404, 405),
]
BY_KEY: set[str] = set()
ONLY_POST = {"figures-cite", "municipality-cite", "school-figures-cite", "measure-end"}
POSTS = {("measures", name): 403 for name in COMPARING - {"els"}}
