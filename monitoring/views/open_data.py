"""The open-data API at its address: counted, kept, and with the headers that every answer has; and its page in Dutch."""

import hashlib
import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, include, path, resolve
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from monitoring.open_face.open_api import PREFIX, VERSION, api, contact, problem
from monitoring.open_face.visiting import VisitorPage, generation
from monitoring.rate_limits import seconds_to_wait

PER_MINUTE = 120
KEPT_SECONDS = 10 * 60
ALLOWED = "GET, HEAD, OPTIONS"
CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "API-Version, ETag, Link, Retry-After"}


class OpenDataPage(VisitorPage):
    """What the API gives and how to ask it, without a script."""

    def get(self, request):
        document = _document()
        context = {
            "paths": document["paths"], "contact": document["info"]["contact"], "version": VERSION, "prefix": PREFIX,
            "most": PER_MINUTE, "trail": [{"label": "Open data"}],
        }  # fmt: skip
        return render(request, "monitoring/open/open_data.html", context)


@method_decorator([csrf_exempt, login_not_required], name="dispatch")
class OpenApi(View):
    """Everything under /api/v1/: read-only, without session."""

    def dispatch(self, request, rest):
        response = self._answer(request, rest)
        for name, value in {**CORS, "API-Version": VERSION}.items():
            response[name] = value
        return response

    def _answer(self, request, rest: str) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ALLOWED, "Access-Control-Allow-Methods": ALLOWED})
        if request.method not in {"GET", "HEAD"}:
            refusal = problem(405, "Alleen lezen", f"Toegestaan: {ALLOWED}.")
            refusal["Allow"] = ALLOWED
            return refusal
        wait = seconds_to_wait(f"api {request.META.get('REMOTE_ADDR', '')}", most=PER_MINUTE)
        if wait:
            refusal = problem(429, "Te veel vragen", f"Probeer het over {wait} seconden opnieuw.")
            refusal["Retry-After"] = str(wait)
            return refusal
        return self._kept(request, rest)

    def _kept(self, request, rest: str) -> HttpResponse:
        told = f"{generation()} {request.get_full_path()}"
        key = "api-" + hashlib.sha256(told.encode()).hexdigest()
        kept = cache.get(key)
        if kept is None:
            made = self._made(request, rest)
            if made.status_code != 200:
                return made
            kept = (made.content, made["Content-Type"], made.get("Link", ""))
            cache.set(key, kept, KEPT_SECONDS)
        content, content_type, link = kept
        response = HttpResponse(content, content_type=content_type, headers={"Link": link} if link else {})
        response["Cache-Control"] = "public, max-age=60"
        response["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
        return get_conditional_response(request, etag=response["ETag"], response=response)

    def _made(self, request, rest: str) -> HttpResponse:
        if rest == "openapi.json":
            return JsonResponse(_document())
        try:
            found = resolve(f"/{rest}", urlconf=_Mounted)
        except Resolver404:
            return problem(404, "Niet gevonden", "Dit adres is er niet. Zie /api/v1/openapi.json.")
        request.method = "GET"  # a HEAD is answered as a GET; Django leaves out the body
        return found.func(request, *found.args, **found.kwargs)


class _Mounted:
    """Ninja's own addresses, apart from those of the portal."""

    urlpatterns = [path("", include((api.urls[0], "open-api"), namespace="open-api"))]


def _document() -> dict:
    """Ninja's document, with the media types that are really sent, and what this portal's settings add."""
    told = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/")))
    told["servers"] = [{"url": settings.PORTAL_URL + PREFIX.rstrip("/")}]
    told["info"]["contact"] = contact()
    for methods in told["paths"].values():
        answers = methods["get"]["responses"]
        for status, answer in answers.items():
            content = answer["content"]
            answer["headers"] = {"API-Version": {"schema": {"type": "string"}}}
            if status != "200":
                answer["content"] = {"application/problem+json": content["application/json"]}
            elif "text/csv" in content:
                content.pop("application/json")
        answers["405"] = answers["404"] | {"description": "Method Not Allowed"}
    return told
