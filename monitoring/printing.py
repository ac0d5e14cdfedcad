"""A page of HTML as a tagged PDF (PDF/UA-1), by WeasyPrint. What is on the page is for others; nothing is fetched.

WeasyPrint needs pango from the system. It is imported when the first PDF is asked for: without it the portal starts.
"""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

STYLE = Path(settings.BASE_DIR) / "static" / "paper.css"
ADVICE = (
    "Op deze server ontbreekt het programma dat PDF's maakt. Gebruik de printknop van uw browser en kies ‘Opslaan als PDF’. "
    "De beheerder kan het herstellen met: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


class NoPrinter(Exception):
    """Pango is not installed; the message is Dutch and says what to do."""


def pdf(template: str, context: dict) -> bytes:
    """The template as PDF with tags, a language and a title. Raises NoPrinter."""
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except OSError:
        raise NoPrinter(ADVICE) from None
    nothing_from_outside = URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
    page = HTML(string=render_to_string(template, context), url_fetcher=nothing_from_outside)
    style = CSS(string=STYLE.read_text(), url_fetcher=nothing_from_outside)
    return page.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1", pdf_tags=True)
