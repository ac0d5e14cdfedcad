"""`manage.py token SCHOOL`: make a key with which a program of this school delivers; shown this once."""

from django.core.management.base import BaseCommand, CommandError

from monitoring import access, clock, tokens
from monitoring.models import Account, School
from monitoring.vocabulary import Kind, Role


class Command(BaseCommand):
    help = "Maakt een sleutel waarmee een programma namens een school aanlevert, en toont hem één keer"

    def add_arguments(self, parser):
        parser.add_argument("school", help="BRIN of BRIN + vestiging")
        parser.add_argument("--as", dest="user", help="op welk account; nodig als de school er meer heeft")
        parser.add_argument("--kinds", nargs="+", choices=Kind.values, default=[Kind.R01])
        parser.add_argument("--days", type=int, default=tokens.DAYS, help="hoe lang de sleutel werkt")
        parser.add_argument("--label", default="sleutel van de beheerder")

    def handle(self, *, school: str, user: str | None, kinds: list[str], days: int, label: str, **options):
        found = School.objects.filter(brin=school[:4].upper(), vestiging=school[4:]).first()
        if found is None:
            raise CommandError(f"De school {school} is niet bekend. Voeg haar toe met manage.py organisations.")
        if days < 1:
            raise CommandError("Een sleutel werkt minstens één dag.")
        account = self._account(found, user)
        issued = tokens.issue(found, kinds, label=label, by=account, today=clock.today(), days=days)
        self.stderr.write(
            f"Sleutel voor {'+'.join(kinds)} van {found.code}, op account {account.username}, "
            f"tot en met {issued.token.expires_on:%d-%m-%Y}. U ziet hem alleen nu:"
        )
        self.stdout.write(issued.secret)

    def _account(self, school: School, name: str | None) -> Account:
        """The account on which the key works: whoever may deliver for the school."""
        own = Account.objects.filter(memberships__role=Role.SCHOOL, memberships__school__brin=school.brin)
        able = [a for a in own.filter(is_active=True).distinct()
                if access.may_deliver_for(a, school.brin, school.vestiging)]  # fmt: skip
        chosen = [account for account in able if name in (None, account.username)]
        if len(chosen) == 1:
            return chosen[0]
        if not chosen:
            nobody = f"Er is geen account dat voor {school.code} mag aanleveren"
            raise CommandError(f"{nobody}: maak er een met manage.py account.")
        names = ", ".join(account.username for account in chosen)
        raise CommandError(f"{school.code} heeft meer accounts ({names}): kies er een met --as.")
