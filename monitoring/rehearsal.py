"""Builds the demonstration region through the real import path: receive, stage, confirm, promote, recompute."""

import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime, time
from functools import partial
from multiprocessing import get_context

from django.db import connections
from django.utils import timezone

from monitoring import demonstration, retention
from monitoring.accounts import grant
from monitoring.lateness import mark_late
from monitoring.models import Account, Delivery
from monitoring.organisations import load
from monitoring.promotion import confirm, promote
from monitoring.recomputation import recompute, stale
from monitoring.staging import receive, stage
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import Role

PASSWORD = "Oefenen-2026!"
REASON = "Oefenomgeving: gecontroleerd in de leerlingadministratie"
CITY, OTHER = "0772", "0794"  # Eindhoven and Helmond
OFFICE_OPENS = time(9, 30)
BRIN = re.compile(r"(?P<brin>\d{2}[A-Z]{2})(\d{2})?\.")  # at the end of every file name


def cast(scale: str = "region") -> list[tuple[str, str, str, list[str]]]:
    """The demonstration accounts: name, full name, role, codes."""
    schools = [school for school in demonstration.schools(scale) if school.levert and not school.vestiging]
    mbo = next(school.brin for school in schools if "A05" in school.levert)
    vo = next(school.brin for school in schools if "A05" not in school.levert)
    return [
        ("carla", "Carla Schoolvoorbeeld", Role.SCHOOL, [vo]),
        ("coen", "Coen Rocvoorbeeld", Role.SCHOOL, [mbo]),
        ("dirk", "Dirk Beleid", Role.BELEID, [CITY]),
        ("anna", "Anna Leerplicht", Role.LEERPLICHT, [CITY]),
        ("bram", "Bram Leerplicht", Role.LEERPLICHT, [OTHER]),
        ("femke", "Femke Doorstroompunt", Role.DOORSTROOMPUNT, ["REGIO"]),
        ("els", "Els Regio", Role.REGIO, ["REGIO"]),
        ("gijs", "Gijs Beheer", Role.BEHEER, ["REGIO"]),
    ]


def rehearse(scale: str, seed: int, today: date, tell: Callable[[str], None], processes: int = 1) -> None:
    """Build the region as it stands on `today`; schools are shared out over `processes`. `tell` hears what is done."""
    load(demonstration.organisations_csv(scale), invented=True)
    make_accounts(scale)
    tell("scholen en oefenaccounts aangemaakt; bestanden aanleveren")
    share_out(partial(take_in_share, scale, seed, today), processes, tell)
    tell("cijfers uitrekenen")
    share_out(recompute_share, processes, tell)
    mark_late(on=today)
    retention.remove_expired(on=today)


def share_out(work: Callable[[int, int], str], processes: int, tell: Callable[[str], None]) -> None:
    """`work(share, shares)` in this process, or side by side in as many as asked for."""
    if processes == 1:
        return tell(work(0, 1))
    connections.close_all()  # a connection can't be shared with a child
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        for done in [pool.submit(work, share, processes) for share in range(processes)]:
            tell(done.result())
    return None


def take_in_share(scale: str, seed: int, today: date, share: int, shares: int) -> str:
    """The deliveries of every `shares`-th school, in their order."""
    brins = sorted({school.brin for school in demonstration.schools(scale)})
    mine = set(brins[share::shares])
    files = [take_in(f) for f in demonstration.files(scale, seed, today) if BRIN.search(f.name)["brin"] in mine]
    return f"{len(files)} bestanden aangeleverd door {len(mine)} scholen"


def recompute_share(share: int, shares: int) -> str:
    """Every `shares`-th stale stand."""
    mine = [wanted for place, wanted in enumerate(stale()) if place % shares == share]
    for wanted in mine:
        recompute(wanted)
    return f"{len(mine)} standen uitgerekend"


def make_accounts(scale: str) -> None:
    for name, full_name, role, codes in cast(scale):
        account, _ = grant(name, role, codes, by="demo", password=PASSWORD)
        first, last = full_name.split(" ", 1)
        Account.objects.filter(pk=account.pk).update(first_name=first, last_name=last, is_demonstration=True)


def take_in(file: demonstration.DemoFile) -> Delivery:
    """One file from receipt to acceptance, as a school would, on its own day."""
    moment = timezone.make_aware(datetime.combine(file.delivered_on, OFFICE_OPENS))
    delivery = receive(file.content, file.name, by=None, today=file.delivered_on, at=moment)
    stage(delivery)
    if delivery.state in {State.READY, State.TO_CONFIRM}:
        confirm(delivery, reason=REASON, by=None, at=moment)
        delivery = promote(delivery)
    return delivery
