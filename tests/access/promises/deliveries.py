"""The delivery desk, and the machine door beside it."""

from monitoring.models import Delivery
from tests.access.promises.cast import CAST, NO_OBJECT, NOBODY, SCHOOLS


def delivery_of(brin: str) -> int:
    return Delivery.objects.get(brin=brin, stand="2026-03").pk


PAGES = [
    ("deliveries", None, SCHOOLS | {"els"}, NOBODY, 403, 422),
    ("delivery-calendar", None, SCHOOLS | {"els"}, NOBODY, 403, 405),
    ("practice", None, SCHOOLS, NOBODY, 403, 422),
    ("machine-tokens", None, SCHOOLS, NOBODY, 403, 422),
    ("machine-token-revoke", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 404),
    ("machine-deliver", None, NOBODY, NOBODY, 401, 401),
    ("machine-delivery", lambda: delivery_of("90AA"), NOBODY, NOBODY, 401, 401),
    ("machine-delivery", lambda: NO_OBJECT, NOBODY, NOBODY, 401, 401),
    ("machine-accept", lambda: delivery_of("90AA"), NOBODY, NOBODY, 401, 401),
    ("machine-accept", lambda: NO_OBJECT, NOBODY, NOBODY, 401, 401),
    ("layouts", None, set(CAST), NOBODY, 404, 405),
    ("layout", lambda: "R02", set(CAST), NOBODY, 404, 405),
    ("layout-template", lambda: "R01.csv", set(CAST), NOBODY, 404, 405),
    ("delivery-batch", None, NOBODY, NOBODY, 404, 405),  # names no delivery: test_delivering_together.py
    ("delivery", lambda: delivery_of("90AA"), {"carla", "els"}, NOBODY, 404, 405),
    ("delivery", lambda: delivery_of("90BB"), {"coen", "els"}, NOBODY, 404, 405),
    ("delivery", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    (
        "delivery-pupils",
        lambda: delivery_of("90AA"),
        NOBODY,
        NOBODY,
        404,
        405,
    ),  # it is accepted: nobody waits
    ("delivery-pupils", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("delivery-words", lambda: delivery_of("90AA"), {"carla"}, NOBODY, 404, 302),
    ("delivery-words", lambda: delivery_of("90BB"), {"coen"}, NOBODY, 404, 302),
    ("delivery-words", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 302),
    ("delivery-receipt", lambda: delivery_of("90AA"), {"carla", "els"}, NOBODY, 404, 405),
    ("delivery-receipt", lambda: delivery_of("90BB"), {"coen", "els"}, NOBODY, 404, 405),
    ("delivery-receipt", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    (
        "delivery-withdraw",
        lambda: delivery_of("90AA"),
        NOBODY,
        {"carla", "els"},
        404,
        422,
    ),  # without a reason
    ("delivery-withdraw", lambda: delivery_of("90BB"), NOBODY, {"coen", "els"}, 404, 422),
    ("delivery-withdraw", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 422),
    ("delivery-history", lambda: "90AA", {"carla", "els"}, NOBODY, 404, 405),
    ("delivery-history", lambda: "90BB", {"coen", "els"}, NOBODY, 404, 405),
    ("delivery-history", lambda: "99ZZ", NOBODY, NOBODY, 404, 405),
    ("delivery-progress", lambda: delivery_of("90AA"), {"carla", "els"}, NOBODY, 404, 405),
    ("delivery-progress", lambda: delivery_of("90BB"), {"coen", "els"}, NOBODY, 404, 405),
    ("delivery-progress", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
    ("delivery-accept", lambda: delivery_of("90AA"), NOBODY, {"carla", "els"}, 404, 302),
    ("delivery-accept", lambda: delivery_of("90BB"), NOBODY, {"coen", "els"}, 404, 302),
    ("delivery-accept", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 302),
    ("delivery-reply", lambda: delivery_of("90AA"), NOBODY, NOBODY, 404, 405),  # nothing was found in it
    ("delivery-reply", lambda: NO_OBJECT, NOBODY, NOBODY, 404, 405),
]
BY_KEY = {"machine-deliver", "machine-delivery", "machine-accept"}
ONLY_POST = {"machine-token-revoke"}
POSTS = {
    (name, "els"): 403 for name in ("delivery-accept", "delivery-withdraw", "deliveries")
}  # sees all, delivers none
