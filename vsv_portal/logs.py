"""One line per request: method, route, status, time. No query string, no name, no address of a person."""

import time

import structlog

log = structlog.get_logger("portal.request")


class RequestLogMiddleware:
    """Logs the route's name instead of the path, so that no id and no search word is kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = time.perf_counter()
        response = self.get_response(request)
        match = getattr(request, "resolver_match", None)
        log.info(
            "request",
            method=request.method,
            route=match.view_name if match else "-",
            status=response.status_code,
            milliseconds=round(1000 * (time.perf_counter() - started)),
        )
        return response
