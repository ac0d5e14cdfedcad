"""`make pictures`: every page of the demonstration at desktop and phone width, to look at. Writes to var/pictures.

Needs the demonstration (`make demo`) and chromium. docs/portaal.png is the first of them.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("PORTAL_VAR", ROOT / "var")) / "pictures"
PASSWORD = "Oefenen-2026!"  # of every account of the demonstration
WIDTHS = {"breed": (1280, 900), "smal": (390, 844)}
README_PICTURE = "cijfers-regio"
STEP = " > "  # between an address and the links to follow from there: ids of pupils differ per portal
PAGES = (  # name, address, who looks
    ("cijfers-regio", "/cijfers/", "dirk"),
    ("begin", "/", ""),
    ("open-cijfers", "/openbaar/cijfers/", ""),
    ("open-begrippen", "/openbaar/begrippen/", ""),
    ("vrijgeven", "/regio/vrijgeven/", "els"),
    ("over-de-cijfers", "/over-de-cijfers/", ""),
    ("cijfers-gemeente", "/cijfers/gemeente/0772/", "dirk"),
    ("rapport-gemeente", "/cijfers/gemeente/0772/rapport/", "dirk"),
    ("cijfers-duo", "/cijfers/?methode=duo", "els"),
    ("maatregelen", "/regio/maatregelen/", "els"),
    ("berichten", "/account/berichten/", "els"),
    ("kalender-regio", "/aanleveren/kalender/", "els"),
    ("na-het-vo", "/na-het-vo/", "carla"),
    ("na-het-vo-lijst", "/na-het-vo/lijst/", "carla"),
    ("na-het-vo-werklijsten", "/na-het-vo/werklijsten/", "anna"),
    ("na-het-vo-aanmeldingen", "/na-het-vo/aanmeldingen/", "coen"),
    ("na-het-vo-jaarcyclus", "/na-het-vo/jaarcyclus/", "els"),
    ("na-het-vo-aantallen", "/na-het-vo/", "dirk"),
    ("warme-overdracht-vo", "/na-het-vo/lijst/ > .row-link > text=Warme overdracht", "carla"),
    ("warme-overdracht-mbo", "/na-het-vo/lijst/?overdracht=gewenst > .row-link > text=Warme overdracht", "coen"),
    ("aanleveren", "/aanleveren/", "carla"),
    ("kalender", "/aanleveren/kalender/", "carla"),
    ("oefenen", "/aanleveren/oefenen/", "carla"),
    ("sleutels", "/aanleveren/sleutels/", "carla"),
    ("uitleg-r01", "/aanleveren/uitleg/R01/", "carla"),
    ("vandaag-leerplicht", "/vandaag/", "anna"),
    ("vandaag-school", "/vandaag/", "coen"),
    ("werklijst-leerplicht", "/werklijst/", "anna"),
    ("werklijst-doorstroompunt", "/werklijst/", "femke"),
    ("overdrachten", "/overdrachten/", "femke"),
    ("overdrachten-te-laat", "/overdrachten/", "els"),
    ("beheer", "/beheer/", "gijs"),
    ("nieuws", "/nieuws/", ""),
    ("agenda", "/agenda/", ""),
    ("wat-werkt", "/wat-werkt/", ""),
    ("jongeren-en-ouders", "/voor-jongeren-en-ouders/", ""),
    ("na-het-vo-school", "/na-het-vo/cijfers/school/90CK/?jaar=2024-2025", "carla"),
    ("na-het-vo-regio", "/na-het-vo/cijfers/?jaar=2024-2025", "els"),
    ("privacy", "/privacy/", ""),
    ("toegankelijkheid", "/toegankelijkheid/", ""),
    ("agenda-regio", "/regio/agenda/", "els"),
    ("redactie", "/redactie/", "els"),
    ("nieuw-bericht", "/redactie/nieuw/nieuws/", "els"),
    ("contacten", "/redactie/contacten/", "els"),
    ("afbeeldingen", "/redactie/afbeeldingen/", "els"),
    ("bijeenkomsten", "/bijeenkomsten/", ""),
    ("bijeenkomst", "/bijeenkomsten/vsv-conferentie/", ""),
    ("aanmelden", "/bijeenkomsten/vsv-conferentie/aanmelden/", ""),
    ("bijeenkomsten-regio", "/regio/bijeenkomsten/", "els"),
    ("nieuwe-bijeenkomst", "/regio/bijeenkomsten/nieuw/", "els"),
    ("nieuws-per-mail", "/nieuws/abonneren/", ""),
    ("open-gegevens", "/openbaar/gegevens/", ""),
    ("open-correcties", "/openbaar/correcties/", ""),
)
TABS = ("verloop", "toeval", "waar-en-waarom", "kwetsbaar", "volggroep")


def pages() -> list[tuple[str, str, str]]:
    """All of PAGES, and each tab of the figures."""
    return [*PAGES, *((f"cijfers-{tab}", f"/cijfers/{tab}/", "els") for tab in TABS)]


def serve() -> tuple[subprocess.Popen, str]:
    """A server of its own on a free port, with the day of the demonstration."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "manage.py", "runserver", "--noreload", "--insecure", address]
    environment = {"TODAY": "2026-04-09"} | os.environ
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    host, port = address.split(":")
    for _ in range(360):  # a busy machine takes its time
        with socket.socket() as probe:
            if probe.connect_ex((host, int(port))) == 0:
                return server, f"http://{address}"
        time.sleep(0.5)
    server.terminate()
    raise SystemExit("Het portaal start niet: probeer `make run`.")


def entered(browser: Browser, base: str, user: str) -> Page:
    page = browser.new_context(base_url=base, locale="nl-NL").new_page()
    if user:
        page.goto("/account/login/")
        page.fill("input[name=login]", user)
        page.fill("input[name=password]", PASSWORD)
        page.locator("main button[type=submit]").first.click()
        page.wait_for_load_state()
    return page


def followed(page: Page, link: str) -> bool:
    """Whether there is such a link, and where it leads was opened."""
    if not page.locator(link).count():
        return False
    page.goto(page.locator(link).first.get_attribute("href") or "")
    return True


def take(page: Page, name: str, address: str) -> bool:
    """Both widths of one page; False where the address does not exist (yet)."""
    start, *links = address.split(STEP)
    answer = page.goto(start)
    if answer is None or not answer.ok or not all(followed(page, link) for link in links):
        return False
    for suffix, (width, height) in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        for box in page.locator(".chart[data-chart]").all():
            box.scroll_into_view_if_needed()
            page.wait_for_timeout(400)
        page.evaluate("scrollTo(0, 0)")
        page.wait_for_timeout(300)
        page.screenshot(path=FOLDER / f"{name}-{suffix}.png", full_page=True)
        if name == README_PICTURE and suffix == "breed":
            page.screenshot(path=ROOT / "docs" / "portaal.png")
    return True


def main() -> None:
    chromium = shutil.which("chromium") or sys.exit("Er is geen chromium op deze computer.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    server, base = serve()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            visitors: dict[str, Page] = {}
            for name, address, user in pages():
                if user not in visitors:
                    visitors[user] = entered(browser, base, user)
                print("ok  " if take(visitors[user], name, address) else "geen", name, address)
            browser.close()
    finally:
        server.terminate()
    print(f"== {FOLDER}")


if __name__ == "__main__":
    main()
