"""Builds the demonstration region through the real import path: receive, stage, confirm, promote, recompute."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from multiprocessing import get_context

from django.conf import settings
from django.db import connections
from django.utils import timezone

from monitoring import demonstration, retention, signals
from monitoring.accounts import grant
from monitoring.casework.rehearsal import rehearse_casework
from monitoring.flagging import raise_flags
from monitoring.following import follow
from monitoring.lateness import mark_late
from monitoring.models import Account, Delivery
from monitoring.open_face.invented_meetings import invent_meetings
from monitoring.open_face.invented_pages import invent
from monitoring.open_face.invented_releases import release_stands
from monitoring.organisations import load
from monitoring.promotion import confirm, promote
from monitoring.recomputation import recompute, stale
from monitoring.reference.places import municipalities, municipalities_of
from monitoring.staging import receive, stage
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import Role

PASSWORD = "Oefenen-2026!"
REASON = "Oefenomgeving: gecontroleerd in de leerlingadministratie"
HOME_REGION = 37  # the invented region is drawn after Zuidoost-Brabant; elsewhere it moves house
OFFICE_OPENS = time(9, 30)
BRIN = re.compile(r"(?P<brin>\d{2}[A-Z]{2})(\d{2})?\.")  # at the end of every file name


@dataclass(frozen=True)
class Setting:
    """In which municipalities the invented region lies: those of the portal's own RMC region, largest first."""

    scale: str
    seed: int
    today: date

    @property
    def codes(self) -> list[str]:
        own = municipalities() if self.scale == "national" else municipalities_of(str(settings.RMC_REGION))
        return [place.code for place in sorted(own, key=lambda place: -place.inhabitants)]

    @property
    def country(self) -> list[str] | None:
        return self.codes if self.scale == "national" else None

    @property
    def moved(self) -> dict[str, str]:
        is_home = settings.RMC_REGION == HOME_REGION or self.scale == "national"
        return {} if is_home else demonstration.relocation(self.codes)

    def schools(self) -> list[demonstration.DemoSchool]:
        return demonstration.schools(self.scale, self.country)

    def files(self) -> Iterator[demonstration.DemoFile]:
        return demonstration.files(self.scale, self.seed, self.today, self.country, self.moved)

    def organisations(self) -> bytes:
        return demonstration.organisations_csv(self.scale, self.country, self.moved)


def cast(setting: Setting) -> list[tuple[str, str, str, list[str]]]:
    """The demonstration accounts: name, full name, role, codes."""
    city, other = setting.codes[:2]
    schools = [school for school in setting.schools() if school.levert and not school.vestiging]
    mbo = next(school.brin for school in schools if "A05" in school.levert)
    vo = next(school.brin for school in schools if "A05" not in school.levert)
    return [
        ("carla", "Carla Schoolvoorbeeld", Role.SCHOOL, [vo]),
        ("coen", "Coen Rocvoorbeeld", Role.SCHOOL, [mbo]),
        ("dirk", "Dirk Beleid", Role.BELEID, [city]),
        ("anna", "Anna Leerplicht", Role.LEERPLICHT, [city]),
        ("bram", "Bram Leerplicht", Role.LEERPLICHT, [other]),
        ("femke", "Femke Doorstroompunt", Role.DOORSTROOMPUNT, ["REGIO"]),
        ("els", "Els Regio", Role.REGIO, ["REGIO"]),
        ("ezra", "Ezra Regio", Role.REGIO, ["REGIO"]),
        ("gijs", "Gijs Beheer", Role.BEHEER, ["REGIO"]),
        ("hanna", "Hanna Gegevensbescherming", Role.FG, ["REGIO"]),
    ]


def rehearse(setting: Setting, tell: Callable[[str], None], processes: int = 1) -> None:
    """Build the region as it stands on the day; schools are shared out over `processes`. `tell` hears what is done."""
    load(setting.organisations(), invented=True)
    make_accounts(setting)
    tell("scholen en oefenaccounts aangemaakt; bestanden aanleveren")
    share_out(partial(take_in_share, setting), processes, tell)
    tell("cijfers uitrekenen")
    share_out(recompute_share, processes, tell)
    raise_flags(on=setting.today)
    rehearse_casework(on=setting.today, seed=setting.seed)
    follow(setting.today)
    raise_flags(on=setting.today)  # some rules look at who is followed and at what was done
    signals.demonstration_built.send(Setting, on=setting.today)
    invent(on=setting.today)
    invent_meetings(on=setting.today)
    release_stands(on=setting.today)
    mark_late(on=setting.today)
    retention.remove_expired(on=setting.today)
    retention.forget(on=setting.today)


def share_out(work: Callable[[int, int], str], processes: int, tell: Callable[[str], None]) -> None:
    """`work(share, shares)` in this process, or side by side in as many as asked for."""
    if processes == 1:
        return tell(work(0, 1))
    connections.close_all()  # a connection can't be shared with a child
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        for done in [pool.submit(work, share, processes) for share in range(processes)]:
            tell(done.result())
    return None


def take_in_share(setting: Setting, share: int, shares: int) -> str:
    """The deliveries of every `shares`-th school, in their order."""
    brins = sorted({school.brin for school in setting.schools()})
    mine = set(brins[share::shares])
    files = [take_in(file) for file in setting.files() if BRIN.search(file.name)["brin"] in mine]
    return f"{len(files)} bestanden aangeleverd door {len(mine)} scholen"


def recompute_share(share: int, shares: int) -> str:
    """Every `shares`-th stale stand."""
    mine = [wanted for place, wanted in enumerate(stale()) if place % shares == share]
    for wanted in mine:
        recompute(wanted)
    return f"{len(mine)} standen uitgerekend"


def make_accounts(setting: Setting) -> None:
    for name, full_name, role, codes in cast(setting):
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
