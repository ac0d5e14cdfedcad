"""`manage.py phase [CODE --from MM-DD --owner WIE --reason WAAROM]`: show the yearly cycle, or date a phase otherwise."""

from django.core.management.base import BaseCommand, CommandError

from monitoring.calculation.school_year import SchoolYear
from monitoring.clock import today
from nahetvo.phases import Wanted, cycle_of, set_phase


class Command(BaseCommand):
    help = "Toont de jaarcyclus van Na het VO, of dateert een fase anders"

    def add_arguments(self, parser):
        parser.add_argument("code", nargs="?")
        parser.add_argument("--from", dest="since", help="eerste dag, als 06-12")
        parser.add_argument("--owner", default="", help="wie de fase trekt; leeg: zoals gepubliceerd")
        parser.add_argument("--reason", default="", help="waarom deze regio het anders doet")

    def handle(self, *, code: str | None, since: str | None, owner: str, reason: str, **options):
        year = SchoolYear.of(today())
        if code:
            self._set(code, since or "", owner, reason, year)
        for dated in cycle_of(year).phases:
            phase, days = dated.phase, f"{dated.since} t/m {dated.until}"
            self.stdout.write(f"{days}  {phase.code:<16} {phase.label} · {phase.owner} ({phase.source})")

    def _set(self, code: str, since: str, owner: str, reason: str, year: SchoolYear) -> None:
        month, _, day = since.partition("-")
        if not (month.isdigit() and day.isdigit() and reason):
            raise CommandError("Geef --from als MM-DD en --reason.")
        try:
            set_phase(Wanted(code, int(month), int(day), owner, reason), year=year, by=None)
        except ValueError as fault:
            raise CommandError(str(fault)) from None
