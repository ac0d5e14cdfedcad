"""`manage.py flags [--on DAY]`: have the flags be those of a day, and print how many hold per rule."""

from datetime import date

from django.core.management.base import BaseCommand

from monitoring import clock
from monitoring.flagging import raise_flags
from monitoring.vocabulary import FlagRule


class Command(BaseCommand):
    help = "Rekent de signalen uit en toont per regel hoeveel er gelden"

    def add_arguments(self, parser):
        parser.add_argument("--on", type=date.fromisoformat, help="de dag, bijvoorbeeld 2026-04-09; anders vandaag")

    def handle(self, *, on: date | None, **options):
        raised = raise_flags(on=on or clock.today())
        for code, count in raised.holding.items():
            self.stdout.write(f"{code:<4} {count:>7}  {FlagRule(code).label}")
        self.stdout.write(f"{raised.added} nieuw, {raised.cleared} vervallen, {raised.returned} weer terug")
