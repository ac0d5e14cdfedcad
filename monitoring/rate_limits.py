"""How often somebody may knock: counted per minute in the cache, so that every web process counts along."""

import time

from django.core.cache import cache

WINDOW = 60  # seconds


def seconds_to_wait(who: str, *, most: int) -> int:
    """0 as long as `who` stays under `most` in this minute, else the seconds until the next."""
    now = int(time.time())
    key = f"knock:{who}:{now // WINDOW}".replace(" ", "-")  # memcached takes no space
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        knocks = cache.incr(key)
    except ValueError:  # the cache was emptied in between
        knocks = 1
    return WINDOW - now % WINDOW if knocks > most else 0
