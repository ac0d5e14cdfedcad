"""`manage.py outlines FILE`: the outlines of municipalities for a real map, from TopoJSON or GeoJSON."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from monitoring.models import Outline
from monitoring.reference.outlines import UnreadableOutlines, outlines
from monitoring.reference.places import municipalities_of


class Command(BaseCommand):
    help = "Laadt de omtrek van gemeenten uit TopoJSON of GeoJSON; daarna is de kaart van de regio een echte kaart"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", default="", help="wie het bestand uitgaf; staat onder de kaart")

    def handle(self, *, file: Path, source: str, **options):
        if not file.is_file():
            raise CommandError(f"Het bestand {file} bestaat niet.")
        own = {place.code: place.name for place in municipalities_of(str(settings.RMC_REGION))}
        try:
            found = {each.code: each.rings for each in outlines(file.read_bytes()) if each.code in own}
        except UnreadableOutlines as fault:
            raise CommandError(str(fault)) from fault
        missing = sorted(name for code, name in own.items() if code not in found)
        if missing:
            told = f"Van {len(missing)} gemeenten van de regio staat de omtrek er niet in: {', '.join(missing)}."
            raise CommandError(f"{told} Er is niets geladen.")
        with transaction.atomic():
            Outline.objects.all().delete()
            Outline.objects.bulk_create(
                Outline(code=code, rings=rings, source=source or file.name) for code, rings in found.items()
            )
        self.stdout.write(f"De omtrek van {len(found)} gemeenten is geladen. De kaart staat bij Waar en waarom.")
