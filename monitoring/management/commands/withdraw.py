"""`manage.py withdraw ID --reason REDEN`: take an accepted delivery back, and count again what used it."""

from django.core.management.base import BaseCommand, CommandError

from monitoring import recomputation
from monitoring.models import Account, Delivery
from monitoring.models.delivery import NotNow
from monitoring.withdrawal import withdraw


class Command(BaseCommand):
    help = "Trekt een aangenomen levering in; de cijfers worden weer wat ze waren"

    def add_arguments(self, parser):
        parser.add_argument("delivery", type=int, help="nummer van de levering")
        parser.add_argument("--reason", required=True, help="waarom de levering niet klopt")
        parser.add_argument("--as", dest="user", help="namens welk account")

    def handle(self, *, delivery, reason, user, **options):
        found = Delivery.objects.filter(pk=delivery).first()
        if found is None:
            raise CommandError(f"Er is geen levering {delivery}.")
        account = Account.objects.filter(username=user, is_active=True).first()
        if user and account is None:
            raise CommandError(f"Er is geen account met de naam {user}.")
        try:
            earlier = withdraw(found, reason=reason, by=account)
        except NotNow as fault:
            raise CommandError(str(fault)) from None
        recomputation.drop_unfounded()
        for wanted in recomputation.stale():
            recomputation.recompute(wanted)
        again = f"; levering {earlier.pk} telt weer mee" if earlier else ""
        self.stdout.write(f"Levering {found.pk} is ingetrokken{again}.")
