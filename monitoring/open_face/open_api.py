"""The open-data API: released figures, to be read by machines, after the NL API Design Rules. Shows nothing by itself.

Every answer carries the version; errors are problem+json (RFC 9457). monitoring/views/open_data.py mounts it.
"""

from datetime import date
from typing import Literal

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from ninja import NinjaAPI, Query, Schema
from ninja.errors import HttpError, ValidationError

from monitoring.models import Release
from monitoring.open_face.open_files import csv_of, row_of
from monitoring.open_face.printed import place_names
from monitoring.open_face.released import releases
from monitoring.reference.places import region

VERSION = "1.0.0"
PREFIX = "/api/v1/"
MOST = 500  # lines on a page
api = NinjaAPI(
    title="Open cijfers over voortijdig schoolverlaten", version=VERSION, docs_url=None, openapi_url=None,
    urls_namespace="open-api", description="Vrijgegeven cijfers van de regio. Getallen zijn afgerond op vijf; 1 tot en "
    "met 4 staan er als <5, een punt is niet getoond. Alleen lezen.",
    openapi_extra={"info": {"license": {"name": "CC0-1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"}}},
)  # fmt: skip


class Vrijgave(Schema):
    """One release."""

    nummer: int
    telling: Literal["regio", "duo"]
    teljaar: str
    stand: str
    openbaarSinds: date
    volgendeCijfersOp: date
    ingetrokkenOp: date | None
    redenIntrekking: str
    toelichting: str
    geleverdeScholen: int
    verwachteScholen: int
    cijfers: str


class Cijfer(Schema):
    """One printed line; `deelnemers`, `vsv` and `percentage` are texts, because a mark may stand there."""

    vrijgave: int
    telling: Literal["regio", "duo"]
    teljaar: str
    stand: str
    soort: Literal["regio", "gemeente", "school"]
    code: str
    naam: str
    categorie: str
    deelnemers: str
    vsv: str
    percentage: str
    ingetrokken: bool


class Probleem(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str


PROBLEMS = {400: Probleem, 404: Probleem, 429: Probleem}
Page = Query(1, ge=1, le=100_000, description="Welke bladzijde, vanaf 1")
Size = Query(100, ge=1, le=MOST, description="Hoeveel regels op een bladzijde")


def contact() -> dict:
    """Who answers questions, from the settings of this portal; no e-mail address where none was set."""
    told = {"name": settings.CONTROLLER or region(str(settings.RMC_REGION)).name, "email": settings.CONTACT_EMAIL}
    is_set = not settings.CONTACT_EMAIL.endswith("@localhost")
    return {"url": settings.PORTAL_URL + reverse("open-data")} | (told if is_set else {"name": told["name"]})


def problem(status: int, title: str, detail: str) -> HttpResponse:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JsonResponse(body, status=status, content_type="application/problem+json")


@api.exception_handler(ValidationError)
def _invalid(request, refusal):
    named = ", ".join(str(error["loc"][-1]) for error in refusal.errors)
    return problem(400, "Ongeldige vraag", f"Controleer: {named}.")


@api.exception_handler(HttpError)
def _refused(request, refusal):
    return problem(refusal.status_code, "Niet gevonden", str(refusal))


@api.get("vrijgaven", response={200: list[Vrijgave], **PROBLEMS}, operation_id="vrijgaven", summary="Alle vrijgaven")
def list_releases(request, response: HttpResponse, pagina: int = Page, paginaGrootte: int = Size):
    return paged(request, response, releases(), pagina, paginaGrootte, told)


@api.get("vrijgaven/{nummer}", response={200: Vrijgave, **PROBLEMS}, operation_id="vrijgave", summary="Eén vrijgave")
def one_release(request, nummer: int):
    return told(found(nummer))


@api.get("vrijgaven/{nummer}/cijfers", response={200: list[Cijfer], **PROBLEMS}, operation_id="cijfers",
         summary="De cijfers van een vrijgave")  # fmt: skip
def figures_of(
    request, response: HttpResponse, nummer: int, soort: Literal["regio", "gemeente", "school"] | None = None,
    pagina: int = Page, paginaGrootte: int = Size,
):  # fmt: skip
    release, names = found(nummer), place_names()
    cells = release.cells.order_by("kind", "place", "category")
    chosen = cells.filter(kind=soort) if soort else cells
    return paged(request, response, chosen, pagina, paginaGrootte, lambda cell: row_of(release, cell, names))


@api.get("vrijgaven/{nummer}/cijfers-csv", operation_id="cijfersCsv", summary="De cijfers van een vrijgave als CSV",
         response={200: str, **PROBLEMS},
         openapi_extra={"responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}})  # fmt: skip
def file_of(request, nummer: int):
    return HttpResponse(csv_of(found(nummer)), content_type="text/csv; charset=utf-8")


def found(number: int) -> Release:
    """Raises a 404 problem; numbers that no database holds are not asked for."""
    release = releases().filter(number=number).first() if 0 < number < 2**31 else None
    if release is None:
        raise HttpError(404, "Deze vrijgave bestaat niet.")
    return release


def told(release: Release) -> dict:
    return {
        "nummer": release.number, "telling": release.method, "teljaar": release.teljaar, "stand": release.stand,
        "openbaarSinds": release.published_on, "volgendeCijfersOp": release.next_on, "ingetrokkenOp": release.withdrawn_on,
        "redenIntrekking": release.withdrawn_because, "toelichting": release.note,
        "geleverdeScholen": release.delivered, "verwachteScholen": release.expected,
        "cijfers": reverse("open-api", args=[f"vrijgaven/{release.number}/cijfers"]),
    }  # fmt: skip


def paged(request, response: HttpResponse, rows, page: int, size: int, tell) -> list[dict]:
    """One page of rows; the Link header leads to the next and the one before."""
    start = (page - 1) * size
    lines = list(rows[start : start + size + 1])
    beside = {"next": page + 1} if len(lines) > size else {}
    beside |= {"prev": page - 1} if page > 1 else {}
    links = []
    for name, number in beside.items():
        query = request.GET.copy()
        query["pagina"] = str(number)
        links.append(f'<{request.path}?{query.urlencode()}>; rel="{name}"')
    if links:
        response["Link"] = ", ".join(links)
    return [tell(line) for line in lines[:size]]
