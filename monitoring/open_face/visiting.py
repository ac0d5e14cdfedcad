"""Pages for visitors: without login, without cookies, kept ready for the next reader until something changes.

What is kept depends on the address, the day and the generation; whoever changes what visitors read calls `forget()`.
A reader with a session is never given a kept page, and its own page is never kept (vsv_portal/headers.py: no-store).
"""

import hashlib
import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpResponse
from django.templatetags.static import static
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.decorators import method_decorator
from django.views.generic import View

from monitoring import clock

KEPT_SECONDS = 10 * 60
BROWSER_SECONDS = 60
GENERATION = "visitors-generation"
STYLE = "portal.css"  # its name changes with its content: no page is kept longer than the style that it asks for
LONGEST_QUERY = 200  # whoever makes up addresses does not fill the cache


def forget() -> None:
    """From now on every visitor's page is made anew."""
    cache.set(GENERATION, secrets.token_hex(8), None)


def generation() -> str:
    """What every kept page is named after."""
    return cache.get_or_set(GENERATION, "0", None)


@method_decorator(login_not_required, name="dispatch")
class VisitorPage(View):
    """A page that anybody may read and that is the same for everybody without a session."""

    def dispatch(self, request, *args, **kwargs):
        if not _is_visitor(request):
            return super().dispatch(request, *args, **kwargs)
        key = _key(request)
        kept = cache.get(key)
        if kept is None:
            response = super().dispatch(request, *args, **kwargs)
            if response.status_code != 200:
                return response
            kept = (response.content, response["Content-Type"])
            cache.set(key, kept, KEPT_SECONDS)
        return _answer(request, *kept)


def _is_visitor(request) -> bool:
    is_reading = request.method in {"GET", "HEAD"} and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
    return is_reading and settings.SESSION_COOKIE_NAME not in request.COOKIES


def _key(request) -> str:
    told = f"{request.get_host()} {request.is_secure()} {request.get_full_path()} {clock.today()} {static(STYLE)}"
    return "visitor-" + hashlib.sha256(f"{generation()} {told}".encode()).hexdigest()


def _answer(request, content: bytes, content_type: str) -> HttpResponse:
    """The kept page, or that the reader has it already."""
    response = HttpResponse(content, content_type=content_type)
    response["Cache-Control"] = f"public, max-age={BROWSER_SECONDS}"
    response["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    patch_vary_headers(response, ["Cookie"])
    return get_conditional_response(request, etag=response["ETag"], response=response)
