"""The receipt of a delivery as a PDF: number, file, rows, who and when. No pupil and no value of a row is on it."""

from django.utils.timezone import localtime

from monitoring.calculation.school_year import Stand
from monitoring.models import Delivery
from monitoring.printing import pdf

MOMENT = "%d-%m-%Y %H:%M"


def receipt_pdf(delivery: Delivery) -> bytes:
    """One page of A4 in Dutch, tagged, with a title and a language. Raises NoPrinter."""
    context = {
        "title": f"Ontvangstbewijs levering {delivery.pk}",
        "subject": f"{delivery.get_kind_display()} van {delivery.school}",
        "facts": facts(delivery),
    }
    return pdf("monitoring/delivery_receipt_pdf.html", context)


def facts(delivery: Delivery) -> list[tuple[str, str]]:
    """What the receipt says, line by line; the page says the same."""
    stand = Stand.parse(delivery.teljaar, delivery.stand)
    told = [
        ("Nummer", str(delivery.pk)),
        ("Staat", delivery.get_state_display()),
        ("Soort", delivery.get_kind_display()),
        ("Periode", f"{stand.label} (teljaar {delivery.teljaar})"),
        ("School", f"{delivery.school} ({delivery.brin}{delivery.vestiging})"),
        ("Bestand", delivery.file_name),
        ("Controlegetal (SHA-256)", delivery.sha256),
        ("Regels gelezen", str(delivery.rows)),
        ("Regels gebruikt", str(delivery.rows_used)),
        ("Regels met een fout", str(delivery.rows_faulty)),
        ("Ontvangen", _moment(delivery.received_at, delivery.received_by)),
        ("Met de sleutel", delivery.token.label if delivery.token else ""),
        ("Aangenomen", _moment(delivery.accepted_at, delivery.accepted_by or delivery.accepted_by_name)),
        ("Toelichting", delivery.reason),
    ]
    told += [(f"Bekeken: {code}", answer["reason"]) for code, answer in delivery.acknowledged.items()]
    if delivery.withdrawn_at:
        told.append(("Ingetrokken", _moment(delivery.withdrawn_at, delivery.withdrawn_by or delivery.withdrawn_by_name)))
        told.append(("Reden van intrekken", delivery.withdrawal_reason))
    if delivery.replaced_by_id:
        told.append(("Vervangen door", f"levering {delivery.replaced_by_id}"))
    return [(label, value) for label, value in told if value]


def _moment(at, who) -> str:
    return f"{localtime(at).strftime(MOMENT)}{f', {who}' if who else ''}"
