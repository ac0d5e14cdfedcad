"""`manage.py demo`: build the invented region and print its accounts."""

import os
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from monitoring import clock
from monitoring.models import Account, Delivery, School
from monitoring.rehearsal import PASSWORD, Setting, rehearse

DAY = date(2026, 4, 9)
FIRST_DAY, LAST_DAY = date(2025, 10, 9), date(2027, 7, 31)  # days on which the invented careers go on


class Command(BaseCommand):
    help = "Bouwt de verzonnen oefenregio langs de echte weg en toont de accounts"

    def add_arguments(self, parser):
        parser.add_argument("--scale", choices=["small", "region", "national"], default="region")
        parser.add_argument("--seed", type=int, default=37)
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="hoeveel tegelijk")
        parser.add_argument(
            "--today", type=date.fromisoformat, help="de dag van de oefenregio, als 2026-07-10; die dag blijft het daarna"
        )
        parser.add_argument("--if-missing", action="store_true", help="doet niets als er al scholen zijn")

    def handle(self, *, scale: str, seed: int, **options):
        day = options["today"] or settings.TODAY or clock.demonstration_day() or DAY
        if not FIRST_DAY <= day <= LAST_DAY:
            raise CommandError(f"De oefenregio bestaat van {FIRST_DAY:%d-%m-%Y} tot en met {LAST_DAY:%d-%m-%Y}.")
        if options["if_missing"] and School.objects.exists():
            self.stdout.write("De regio is er al.")
            if School.objects.filter(is_invented=True).exists() and clock.demonstration_day() is None:
                clock.set_demonstration_day(day)  # built before the demonstration had a clock of its own
        elif School.objects.filter(is_invented=False).exists() or Delivery.objects.exists():
            raise CommandError("Er staan al scholen of leveringen in dit portaal; de oefenregio komt daar niet bij.")
        else:
            if not settings.PRODUCTION:
                clock.set_demonstration_day(day)
            rehearse(Setting(scale, seed, day), self._tell, options["processes"])
        self._print_accounts()

    def _tell(self, what: str) -> None:
        self.stdout.write(f"  {what}")
        self.stdout.flush()

    def _print_accounts(self) -> None:
        invented = Account.objects.filter(is_demonstration=True).prefetch_related("memberships")
        if invented:
            self.stdout.write(f"Oefenaccounts, wachtwoord {PASSWORD}")
        for account in invented:
            roles = "; ".join(str(membership) for membership in account.memberships.all())
            self.stdout.write(f"  {account.username:<6} {account.get_full_name():<24} {roles}")
