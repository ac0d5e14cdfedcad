"""`manage.py deliver FILE…`: upload, check and accept, with the findings on standard output.

Exit status: 0 accepted, 1 refused, 2 wants a confirmation (the highest of all files; a refusal goes first).
"""

import json
import sys
from pathlib import Path

import pandas as pd
from django.core.management.base import BaseCommand, CommandError

from monitoring import access, clock, sealed
from monitoring.ingest.naming import parse_file_name
from monitoring.models import Account, Delivery
from monitoring.promotion import confirm, promote
from monitoring.recomputation import recompute, stale
from monitoring.staging import Unaddressed, receive, stage
from monitoring.vocabulary import DeliveryState as State
from monitoring.vocabulary import Kind

STATUS = {State.ACCEPTED: "accepted", State.REFUSED: "refused", State.TO_CONFIRM: "to_confirm"}
EXIT = {"accepted": 0, "refused": 1, "to_confirm": 2}
LEVELS = {"fout": "FOUT", "let_op": "LET OP", "info": "INFO"}


class Command(BaseCommand):
    help = "Levert bestanden aan: ontvangen, controleren en aannemen"

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--as", dest="user", help="namens welk account")
        parser.add_argument("--month", help="levermaand, waar de bestandsnaam die niet noemt")
        parser.add_argument("--kind", choices=Kind.values, help="soort, waar de bestandsnaam die niet noemt")
        parser.add_argument("--school", help="BRIN of BRIN + vestiging, waar de bestandsnaam die niet noemt")
        parser.add_argument("--confirm", metavar="REDEN", default="", help="bevestigt wat bevestigd moet worden")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, files, user, month, kind, school, confirm, **options):
        account = self._account(user)
        results = [self._deliver(path, account, month, kind, school, confirm) for path in files]
        for inputs in stale() if any(r["status"] == "accepted" for r in results) else []:
            recompute(inputs)
        self._print(results, options["format"])
        statuses = {result["status"] for result in results}
        worst = next((EXIT[status] for status in ("refused", "to_confirm") if status in statuses), 0)
        if worst:
            sys.exit(worst)

    def _account(self, name: str | None) -> Account | None:
        if name is None:
            return None
        found = Account.objects.filter(username=name, is_active=True).first()
        if found is None:
            raise CommandError(f"Er is geen account met de naam {name}.")
        return found

    def _deliver(self, path: Path, account, month, kind, school, reason) -> dict:
        if not path.is_file():
            return _refused(path, "BESTAND-NIET", f"Het bestand {path} bestaat niet.", "Controleer de naam en de map.")
        named = parse_file_name(path.name)
        school = school or (None if named.brin else _only_school(account))
        kind = kind or (None if named.kind else Kind.R01.value)
        brin, vestiging = (school[:4], school[4:]) if school else (named.brin, named.vestiging)
        if account and brin and not access.may_deliver_for(account, brin, vestiging):
            message = f"{account.username} mag niet aanleveren voor {brin}{vestiging}."
            return _refused(path, "BESTAND-RECHT", message, "Lever met een account van deze school.")
        try:
            delivery = receive(
                path.read_bytes(), path.name, by=account, kind=kind, month=month, school=school, today=clock.today()
            )
        except Unaddressed as fault:
            remedy = "Noem het bestand zoals R01_2026-03_27GZ.csv, of gebruik --month, --school en --kind."
            return _refused(path, "BESTAND-NAAM", str(fault), remedy)
        stage(delivery)
        if delivery.state == State.READY or (delivery.state == State.TO_CONFIRM and reason):
            confirm(delivery, reason=reason, by=account)
            delivery = promote(delivery)
        return _result(path, delivery)

    def _print(self, results: list[dict], form: str) -> None:
        if form == "json":
            for result in results:
                self.stdout.write(json.dumps(result, ensure_ascii=False))
            return
        for result in results:
            self.stdout.write(_as_text(result))


def _only_school(account: Account | None) -> str | None:
    """Whose file it is when its name does not say so: the account's own school, where it has just one."""
    own = [m.school.code for m in access.memberships_of(account) if m.school_id] if account else []
    return own[0] if len(own) == 1 else None


def _result(path: Path, delivery: Delivery) -> dict:
    findings = sealed.findings(delivery)
    return {
        "file": path.name, "kind": delivery.kind, "school": delivery.brin + delivery.vestiging,
        "month": delivery.stand, "status": STATUS[delivery.state], "rows": delivery.rows,
        "rows_used": delivery.rows_used, "findings": _plain(findings),
        "changes": {name: delivery.changes.get(name, 0) for name in ("appeared", "vanished", "moved")},
        "remarks": delivery.remarks,
    }  # fmt: skip


def _plain(findings: pd.DataFrame | None) -> list[dict]:
    if findings is None:
        return []
    return [
        {**row, "line": None if pd.isna(row["line"]) else int(row["line"])} for row in findings.to_dict("records")
    ]


def _refused(path: Path, code: str, message: str, remedy: str) -> dict:
    finding = {"level": "fout", "code": code, "line": None, "column": "", "value": "", "message": message, "remedy": remedy}
    return {
        "file": path.name, "kind": None, "school": None, "month": None, "status": "refused", "rows": 0, "rows_used": 0,
        "findings": [finding], "changes": {"appeared": 0, "vanished": 0, "moved": 0}, "remarks": [],
    }  # fmt: skip


def _as_text(result: dict) -> str:
    words = {"accepted": "aangenomen", "refused": "geweigerd", "to_confirm": "te bevestigen (geef --confirm REDEN)"}
    lines = [f"{result['file']}: {words[result['status']]}, {result['rows_used']} van {result['rows']} regels gebruikt"]
    for f in result["findings"]:
        where = f"regel {f['line']}" if f["line"] else "bestand"
        value = f" ‘{f['value']}’" if f["value"] else ""
        lines.append(f"  {LEVELS[f['level']]} {f['code']} {where} {f['column']}{value}: {f['message']} {f['remedy']}")
    lines += [f"  BEVESTIGEN {remark}" for remark in result["remarks"] if result["status"] == "to_confirm"]
    return "\n".join(lines)
