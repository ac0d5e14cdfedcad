"""`manage.py delivery_page`: prints docs/aanleveren.md."""

from django.core.management.base import BaseCommand

from monitoring.delivery_page import delivery_page


class Command(BaseCommand):
    help = "Toont de bladzijde over aanleveren, gemaakt uit de layouts"

    def handle(self, **options):
        self.stdout.write(delivery_page())
