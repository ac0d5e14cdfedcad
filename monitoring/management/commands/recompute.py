"""`manage.py recompute [--year Y] [--stand S]`: count again; without options all that is stale.

Who is followed goes along: episodes are of the stands that were counted."""

from django.core.management.base import BaseCommand, CommandError

from monitoring import clock
from monitoring.calculation.school_year import SchoolYear, Stand, UnknownPeriod
from monitoring.flagging import raise_flags
from monitoring.following import follow
from monitoring.models import Computation
from monitoring.recomputation import all_inputs, discard, recompute, stale


class Command(BaseCommand):
    help = "Rekent standen opnieuw uit; zonder opties alles wat verouderd is"

    def add_arguments(self, parser):
        parser.add_argument("--year", help="teljaar, bijvoorbeeld 2025-2026")
        parser.add_argument("--stand", help="2026-03, 2026-10L, V of D")

    def handle(self, *, year: str | None, stand: str | None, **options):
        try:
            if year:
                SchoolYear.parse(year)
            if year and stand:
                Stand.parse(year, stand)
        except UnknownPeriod as fault:
            raise CommandError(str(fault)) from None
        wanted = all_inputs(year, stand) if year or stand else stale()
        for inputs in wanted:
            if year or stand:  # asked for by name: also what is not stale
                discard(Computation.objects.filter(fingerprint=inputs.fingerprint))
            recompute(inputs)
            self.stdout.write(f"{inputs.method} {inputs.stand.teljaar} {inputs.stand.code} uitgerekend")
        follow(clock.today())
        if not wanted:
            self.stdout.write("Alles is bij.")
        raise_flags(on=clock.today())
