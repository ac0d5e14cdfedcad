"""Readers with a session of their own: they open a page, think, and open the next, all at once."""

import random
import re
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Crowd:
    """How many readers, how long they think between two pages, and how long they read."""

    readers: int
    thought: tuple[float, float]  # seconds, from – to
    warming: float  # seconds that do not count: every process fills its memory
    seconds: float


@dataclass
class Read:
    """What came back."""

    milliseconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def at(self, share: float) -> float:
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def logged_in(host: str, name: str, password: str) -> str:
    """The session cookie of an account, got at the door like anybody."""
    jar = CookieJar()
    door = build_opener(HTTPCookieProcessor(jar))
    page = door.open(f"http://{host}/account/login/", timeout=30).read().decode()
    form = {"login": name, "password": password, "csrfmiddlewaretoken": TOKEN.search(page)[1]}
    door.open(f"http://{host}/account/login/", data=urlencode(form).encode(), timeout=30)
    cookies = {cookie.name: cookie.value for cookie in jar}
    if "sessie" not in cookies:
        raise RuntimeError(f"{name} could not log in")
    return "; ".join(f"{key}={value}" for key, value in cookies.items())


def read(host: str, visits: list[tuple[str, list[str]]], crowd: Crowd) -> Read:
    """Let the crowd in; `visits` holds a cookie and its addresses for every kind of reader in turn."""
    found, began = Read(), time.monotonic()
    threads = []
    for place in range(crowd.readers):
        visit = visits[place % len(visits)]
        threads.append(threading.Thread(target=_one_reader, args=(host, visit, crowd, began, found, place)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _one_reader(
    host: str, visit: tuple[str, list[str]], crowd: Crowd, began: float, found: Read, place: int
) -> None:
    cookie, addresses = visit
    choice = random.Random(place)
    time.sleep(choice.uniform(0, crowd.thought[1]))
    while (since := time.monotonic() - began) < crowd.warming + crowd.seconds:
        taken, fault = _page(host, choice.choice(addresses), cookie)
        if since >= crowd.warming:
            found.milliseconds.append(taken)
        found.faults += [fault] if fault else []
        time.sleep(choice.uniform(*crowd.thought))


def _page(host: str, address: str, cookie: str) -> tuple[float, str]:
    """Milliseconds to the last byte, over a connection of its own; and what went wrong."""
    began = time.perf_counter()
    connection = HTTPConnection(host, timeout=60)
    try:
        connection.request("GET", address, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        fault = "" if answer.status == 200 else f"{answer.status} {address}"
    except (OSError, HTTPException) as error:
        fault = f"{type(error).__name__} {address}"
    finally:
        connection.close()
    return 1000 * (time.perf_counter() - began), fault
