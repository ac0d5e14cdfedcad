"""Logs as structure, without personal data: one line per request, and where a fault arose but not what it said."""

import time
import traceback

import structlog

OWN_CODE = ("monitoring", "nahetvo", "vsv_portal")
log = structlog.get_logger("portal.request")


class RequestLogMiddleware:
    """Logs the route's name instead of the path, so that no id and no search word is kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = time.perf_counter()
        response = self.get_response(request)
        log.info(
            "request",
            method=request.method,
            route=_route(request),
            status=response.status_code,
            milliseconds=round(1000 * (time.perf_counter() - started)),
        )
        return response

    def process_exception(self, request, exception):
        """The kind of fault and its place: messages and values may hold data of a pupil."""
        log.error("fault", route=_route(request), kind=type(exception).__name__, where=places(exception))


def places(exception: BaseException) -> list[str]:
    """The lines of our own code that the fault went through, without their values."""
    frames = traceback.extract_tb(exception.__traceback__)
    return [f"{f.filename.rsplit('/', 2)[-1]}:{f.lineno} {f.name}" for f in frames if any(o in f.filename for o in OWN_CODE)]


def configuration(level: str) -> dict:
    """Django's LOGGING: JSON on standard error. `django.request` is silent: it would log the whole path."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
                "foreign_pre_chain": [
                    structlog.stdlib.add_log_level,
                    structlog.processors.TimeStamper(fmt="iso"),
                ],
            }
        },
        "handlers": {"standard error": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["standard error"], "level": level},
        "loggers": {
            "django.request": {"handlers": [], "propagate": False},
            "django.server": {"level": "WARNING"},
            "celery": {"level": "WARNING"},
        },
    }


def _route(request) -> str:
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else "-"
