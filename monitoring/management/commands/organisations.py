"""`manage.py organisations FILE`: add or update schools."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from monitoring.organisations import Unloadable, load


class Command(BaseCommand):
    help = "Voegt scholen toe of werkt ze bij uit een CSV: brin,vestiging,naam,gemeentecode,soorten,levert"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options):
        if not file.is_file():
            raise CommandError(f"Het bestand {file} bestaat niet.")
        try:
            loaded = load(file.read_bytes())
        except Unloadable as refusal:
            raise CommandError(f"Niets geladen.\n{refusal}") from None
        self.stdout.write(f"{loaded.added} scholen toegevoegd, {loaded.updated} bijgewerkt.")
