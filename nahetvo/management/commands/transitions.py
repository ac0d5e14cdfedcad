"""`manage.py transitions [--year Y] [--on DAY]`: count the transitions again and print how many have which status."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count

from monitoring.calculation.school_year import SchoolYear, UnknownPeriod
from monitoring.clock import today
from nahetvo.models import Transition, UnmatchedApplication
from nahetvo.recompute_transitions import recompute_years, years_with_leavings
from nahetvo.vocabulary import TransitionStatus


class Command(BaseCommand):
    help = "Rekent de overstappers opnieuw uit en toont de aantallen per volgstatus"

    def add_arguments(self, parser):
        parser.add_argument("--year", help="schooljaar, bijvoorbeeld 2025-2026; anders alle")
        parser.add_argument("--on", help="dag waarop wordt gekeken, als 2026-07-10; anders vandaag")

    def handle(self, *, year: str | None, on: str | None, **options):
        try:
            day = date.fromisoformat(on) if on else today()
            wanted = [SchoolYear.parse(year)] if year else years_with_leavings()
        except (UnknownPeriod, ValueError) as fault:
            raise CommandError(str(fault)) from None
        for name, count in recompute_years(wanted, day).items():
            self.stdout.write(f"{name}: {count} overstappers")
            rows = Transition.objects.filter(school_year=name).values_list("status").annotate(Count("pupil"))
            per_status = dict(rows)
            for status in TransitionStatus:
                self.stdout.write(f"  {status.label:<50} {per_status.get(status, 0):>8}")
            left_over = UnmatchedApplication.objects.filter(school_year=name).count()
            self.stdout.write(f"  {'aanmeldingen zonder overstapper':<50} {left_over:>8}")
        if not wanted:
            self.stdout.write("Er is nog geen N01 aangenomen.")
