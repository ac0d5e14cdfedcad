"""The receipt of a delivery as a PDF: number, file, rows, who and when. No pupil and no value of a row is on it."""

from django.utils.timezone import localtime
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.prefs import ViewerPreferences

from monitoring.calculation.school_year import Stand
from monitoring.models import Delivery

MARGIN, LINE, LABEL_WIDTH = 20, 7, 52
MOMENT = "%d-%m-%Y %H:%M"


def receipt_pdf(delivery: Delivery) -> bytes:
    """One page of A4 in Dutch, with a title, a language and headings that a screen reader finds."""
    pdf = FPDF(format="A4")
    title = f"Ontvangstbewijs levering {delivery.pk}"
    pdf.set_title(title)
    pdf.set_lang("nl-NL")
    pdf.set_subject(_printable(f"{delivery.get_kind_display()} van {delivery.school}"))
    pdf.set_creator("VSV in Beeld")
    pdf.set_display_mode("fullwidth")
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    pdf.set_margin(MARGIN)
    pdf.add_page()
    pdf.start_section(title)
    pdf.set_font("Helvetica", "B", 18)
    pdf.cell(text=title, new_x=XPos.LMARGIN, new_y=YPos.NEXT, h=12)
    for label, value in facts(delivery):
        _line(pdf, label, value)
    return bytes(pdf.output())


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


def _line(pdf: FPDF, label: str, value: str) -> None:
    pdf.set_font("Helvetica", "", 10)
    pdf.set_text_color(90)
    pdf.cell(w=LABEL_WIDTH, h=LINE, text=_printable(label))
    pdf.set_text_color(0)
    pdf.multi_cell(w=0, h=LINE, text=_printable(value), new_x=XPos.LMARGIN, new_y=YPos.NEXT, wrapmode="CHAR")


def _printable(text: str) -> str:
    """The fonts that every reader of PDF has know Western letters; any other becomes a question mark."""
    return text.replace("’", "'").replace("‘", "'").replace("–", "-").encode("latin-1", "replace").decode("latin-1")
