"""`manage.py pupil PGN --as USER`: why this pupil counts as it does. The PGN is used once and forgotten."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError

from monitoring import clock
from monitoring.explanation import explanation
from monitoring.identities import read_identities
from monitoring.models import Account, Pupil
from monitoring.pseudonyms import pseudonym_of_pgn
from monitoring.vocabulary import ReadAction

ORIGIN = "manage.py pupil"
NOBODY = "Er is geen jongere met dit nummer die dit account mag zien."


class Command(BaseCommand):
    help = "Legt stand voor stand uit waarom een jongere meetelt, aan een account dat de jongere mag zien"

    def add_arguments(self, parser):
        parser.add_argument("pgn", help="persoonsgebonden nummer van negen cijfers")
        parser.add_argument(
            "--as", dest="user", help="het account dat wil kijken; wat het ziet wordt vastgelegd"
        )

    def handle(self, *, pgn: str, user: str | None, **options):
        if user is None:
            raise CommandError("Noem met --as het account dat wil kijken: elke lezing wordt vastgelegd.")
        reader = Account.objects.filter(username=user, is_active=True).first()
        if reader is None:
            raise CommandError(f"Er is geen account met de naam {user}.")
        pupil = self._pupil(pgn, reader, clock.today())
        who = read_identities([pupil.pk], by=reader, action=ReadAction.EXPLANATION, origin=ORIGIN)[pupil.pk]
        self.stdout.write(f"{who.full_name}, geboren op {who.born_on:%d-%m-%Y}")
        lines = explanation(pupil.pk, reader=reader)
        for line in lines:
            place = " · ".join(filter(None, (line.school, line.category, line.municipality)))
            self.stdout.write(f"\n{line.teljaar} {line.stand_label} ({line.method}): {line.verdict}")
            self.stdout.write(f"  {line.sentence}" + (f"\n  {place}" if place else ""))
        if not lines:
            self.stdout.write("Deze jongere komt in geen enkele stand voor.")

    def _pupil(self, pgn: str, reader: Account, on: date) -> Pupil:
        """Unknown and not allowed are one answer: it tells nobody who is in the portal."""
        pseudonym = pseudonym_of_pgn(pgn.strip().zfill(9)).hex()
        found = Pupil.objects.visible_to(reader, on).filter(pseudonym=pseudonym).first()
        if found is None:
            raise CommandError(NOBODY)
        return found
