"""What a school waits for: an R01 of 100,000 rows checked, compared and its consequence on the page; CSV and XLSX."""

import io
from statistics import median

import pandas as pd
from django.core.management import call_command
from django.test import Client

from monitoring import staging
from monitoring.accounts import grant
from monitoring.clock import today
from monitoring.consequence import foresee
from monitoring.models import Delivery
from monitoring.organisations import load
from monitoring.vocabulary import Role
from tests.benchmarks.importing import bring_in
from tests.benchmarks.r01_files import FIRST_MONTH, NEXT_MONTH, pupils, r01_file
from tests.benchmarks.timing import Line, spread, timed

BRIN = "90DZ"
ROWS, QUICK_ROWS = 100_000, 10_000
RUNS, QUICK_RUNS = 3, 1
GOALS = {"csv": 10.0, "xlsx": 20.0}  # seconds


def measure(vendor: str, *, quick: bool) -> list[Line]:
    rows, runs = (QUICK_ROWS, QUICK_RUNS) if quick else (ROWS, RUNS)
    call_command("collectstatic", interactive=False, verbosity=0)  # the page names its style sheet
    load(f"brin,vestiging,naam,gemeentecode,soorten,levert\n{BRIN},,Meetschool,0772,vo+mbo,R01\n".encode())
    account, _ = grant("balie", Role.SCHOOL, [BRIN], by="meting", password="Een-lang-wachtwoord-26")
    type(account).objects.filter(pk=account.pk).update(is_demonstration=True)
    account.refresh_from_db()
    browser = Client()
    browser.force_login(account)
    known = pupils(rows, 0, BRIN)
    bring_in(r01_file(known, FIRST_MONTH), BRIN, FIRST_MONTH)
    files = {"csv": r01_file(known, NEXT_MONTH)}
    files["xlsx"] = workbook(files["csv"])
    return [_line(vendor, form, content, browser, rows, runs) for form, content in files.items()]


def workbook(content: bytes) -> bytes:
    """The same rows as a workbook of texts."""
    sheet = pd.read_csv(io.BytesIO(content), sep=";", dtype=str, keep_default_na=False)
    out = io.BytesIO()
    sheet.to_excel(out, index=False, engine="xlsxwriter")
    return out.getvalue()


def wait_for(content: bytes, name: str, browser: Client) -> None:
    """From the file at the door to the consequence on the page."""
    delivery = staging.receive(content, name, by=None, today=today())
    staging.stage(delivery, foresee=foresee)
    page = browser.get(delivery.get_absolute_url())
    if "Wat er verandert als u deze levering aanneemt" not in page.content.decode():
        raise RuntimeError(f"no consequence on the page: {delivery.state}, {delivery.summary}")
    Delivery.objects.filter(pk=delivery.pk).delete()


def _line(vendor: str, form: str, content: bytes, browser: Client, rows: int, runs: int) -> Line:
    name = f"R01_{NEXT_MONTH}_{BRIN}.{form}"
    seconds = [timed(lambda: wait_for(content, name, browser)) for _ in range(runs)]
    goal = GOALS[form]
    return Line("desk", vendor, f"{form.upper()} of {rows:,} rows: upload to consequence on the page",
                f"{median(seconds):.2f} s", f"≤ {goal:.0f} s", median(seconds) <= goal, {form: spread(seconds)})  # fmt: skip
