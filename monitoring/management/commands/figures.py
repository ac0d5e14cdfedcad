"""`manage.py figures --year Y …`: the figures, plain for the operator, or as a user may see them."""

import csv
import json

from django.core.management.base import BaseCommand, CommandError

from monitoring.calculation.school_year import SchoolYear, Stand, UnknownPeriod
from monitoring.figures import DIMENSIONS, Figure, NotForReader, current_computations, figures
from monitoring.models import Account
from monitoring.vocabulary import Method

KEY_NAMES = {"municipality": "gemeentecode", "brin": "brin", "vestiging": "vestiging", "subregion": "subregio",
             "category": "categorie"}  # fmt: skip
NUMBERS = {
    "startpopulatie": "a", "uit_populatie": "b", "onderwijs_bevestigd": "c_confirmed",
    "onderwijs_opgegeven": "c_reported", "startkwalificatie": "d", "vsv": "x", "vsv_onbekend": "x_unknown",
}  # fmt: skip
UNKNOWN_TO_DUO = ("uit_populatie", "onderwijs_bevestigd", "onderwijs_opgegeven", "startkwalificatie", "vsv_onbekend")


class Command(BaseCommand):
    help = "Toont cijfers per teljaar en stand"

    def add_arguments(self, parser):
        parser.add_argument("--year", required=True, help="teljaar, bijvoorbeeld 2025-2026")
        parser.add_argument("--stand", help="2026-03, 2026-10L, V of D; anders alle standen van het teljaar")
        parser.add_argument("--method", choices=Method.values)
        parser.add_argument("--by", default="region", help=f"{'|'.join(DIMENSIONS)}, ook meer met een komma")
        parser.add_argument("--format", choices=["csv", "json"], default="csv")
        parser.add_argument("--as", dest="user", help="wat dit account mag zien")

    def handle(self, *, year, stand, method, by, user, **options):
        by = tuple(word.strip() for word in by.split(","))
        unknown = [word for word in by if word not in DIMENSIONS]
        if unknown:
            raise CommandError(f"Onbekende uitsplitsing {', '.join(unknown)}. Kies uit {', '.join(DIMENSIONS)}.")
        self._check_period(year, stand)
        reader = self._reader(user)
        found = [c for c in current_computations(method, year) if stand in (None, c.stand)]
        if not found:
            self.stderr.write(f"Er zijn nog geen cijfers voor {year} {stand or ''}.")
        try:
            lines = [line for computation in found for line in figures(reader, computation, by)]
        except NotForReader as refusal:
            raise CommandError(str(refusal)) from None
        self._write([_row(line, by) for line in lines], _header(by), options["format"])

    def _check_period(self, year: str, stand: str | None) -> None:
        try:
            teljaar = SchoolYear.parse(year)
            if stand:
                Stand.parse(teljaar, stand)
        except UnknownPeriod as fault:
            raise CommandError(str(fault)) from None

    def _reader(self, name: str | None) -> Account | None:
        if name is None:
            return None
        found = Account.objects.filter(username=name, is_active=True).first()
        if found is None:
            raise CommandError(f"Er is geen account met de naam {name}.")
        return found

    def _write(self, rows: list[dict], header: list[str], form: str) -> None:
        if form == "json":
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        writer = csv.DictWriter(self.stdout, fieldnames=header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _header(by: tuple[str, ...]) -> list[str]:
    keys = dict.fromkeys(KEY_NAMES[key] for word in by for key in DIMENSIONS[word])
    return ["method", "teljaar", "stand", *keys, *NUMBERS, "percentage", "dekking"]


def _row(line: Figure, by: tuple[str, ...]) -> dict[str, str]:
    keys = dict.fromkeys(key for word in by for key in DIMENSIONS[word])
    numbers = {name: str(getattr(line, field)) for name, field in NUMBERS.items()}
    if line.method == Method.DUO:
        numbers |= dict.fromkeys(UNKNOWN_TO_DUO, "")
    return {
        "method": line.method, "teljaar": line.teljaar, "stand": line.stand,
        **{KEY_NAMES[key]: getattr(line, key) for key in keys}, **numbers,
        "percentage": "" if line.percentage is None else str(line.percentage),
        "dekking": "" if line.coverage.percentage is None else str(line.coverage.percentage),
    }  # fmt: skip


