"""`manage.py reference FILE`: add or update published figures. Exit status 1 when the file is refused."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from monitoring.published_figures import Refused, store
from monitoring.reference.published_rows import Finding

LEVELS = {"fout": "FOUT", "let_op": "LET OP", "info": "INFO"}


class Command(BaseCommand):
    help = "Voegt gepubliceerde cijfers toe of werkt ze bij uit een CSV"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options):
        if not file.is_file():
            raise CommandError(f"Het bestand {file} bestaat niet.")
        try:
            added, updated, findings = store(file.read_bytes())
        except Refused as refusal:
            self._tell(refusal.findings)
            self.stdout.write(str(refusal))
            sys.exit(1)
        self._tell(findings)
        self.stdout.write(f"{added} cijfers toegevoegd, {updated} bijgewerkt.")

    def _tell(self, findings: list[Finding]) -> None:
        for finding in findings:
            where = f"regel {finding.line}" if finding.line else "bestand"
            value = f" ‘{finding.value}’" if finding.value else ""
            self.stdout.write(
                f"{LEVELS[finding.level]} {finding.code} {where} {finding.column}{value}: "
                f"{finding.message} {finding.remedy}".rstrip()
            )
