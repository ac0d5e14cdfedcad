"""`manage.py access_page`: prints docs/toegang.md."""

from django.core.management.base import BaseCommand

from monitoring.access_page import access_page


class Command(BaseCommand):
    help = "Toont wie wat mag zien, als Markdown"

    def handle(self, **options):
        self.stdout.write(access_page(), ending="")
