"""`manage.py account NAME --role … --for CODE…`: make or change an account."""

from django.core.management.base import BaseCommand, CommandError

from monitoring.accounts import UnknownOrganisation, grant
from monitoring.promotion import OPERATOR
from monitoring.vocabulary import Role


class Command(BaseCommand):
    help = "Maakt of wijzigt een account met zijn rollen en toont een eenmalig wachtwoord"

    def add_arguments(self, parser):
        parser.add_argument("name")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--for", dest="codes", nargs="+", required=True, metavar="CODE",
                            help="BRIN, BRIN + vestiging, CBS-code of REGIO")  # fmt: skip

    def handle(self, *, name: str, role: str, codes: list[str], **options):
        try:
            account, once = grant(name, role, codes, by=OPERATOR)
        except UnknownOrganisation as fault:
            raise CommandError(str(fault)) from None
        for membership in account.memberships.select_related("school", "municipality"):
            self.stdout.write(f"{name}: {membership}")
        if once:
            self.stdout.write(f"Eenmalig wachtwoord: {once}")
