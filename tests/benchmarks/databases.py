"""A database of its own for every measurement, and the folder in which slow preparations are kept."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from hashlib import sha256
from pathlib import Path

import psycopg2

from tests.postgresql import server

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(os.environ.get("PORTAL_BENCH", ROOT / "var" / "benchmark")).resolve()
DATABASES = ("postgresql", "sqlite")
PREPARED_BY = ROOT / "monitoring" / "demonstration"  # changed: kept things are made anew


class Missing(Exception):
    """There is no such database here."""


@contextmanager
def fresh(vendor: str, name: str) -> Iterator[dict[str, str]]:
    """The environment of an empty portal on this database; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="vsv-benchmark-") as folder:
        if vendor == "sqlite":
            yield environment(Path(folder), None)
            return
        with postgresql() as url:
            create(url, name)
            try:
                yield environment(Path(folder), address(url, name))
            finally:
                drop(url, name)


@contextmanager
def kept_region(vendor: str, scale: str) -> Iterator[dict[str, str]]:
    """The environment of a demonstration of this scale; made through the real path once, and kept."""
    folder = KEPT / f"pages-{scale}-{vendor}-{stamp()}"
    name = f"vsv_benchmark_{scale}_{stamp()}"
    with postgresql() if vendor == "postgresql" else nullcontext() as url:
        own = environment(folder, address(url, name) if url else None)
        if not (folder / "ready").exists() or (url and not exists(url, name)):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            if url:
                create(url, name)
            manage(own, "migrate", "--verbosity", "0")
            manage(own, "demo", "--scale", scale)
            (folder / "ready").touch()
        manage(own, "migrate", "--verbosity", "0")
        manage(own, "collectstatic", "--no-input", "--clear", "--verbosity", "0")
        manage(own, "recompute")  # when the rules changed since
        yield own


def environment(folder: Path, url: str | None) -> dict[str, str]:
    """The variables that the portal reads, with all that it keeps in `folder`."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "PORTAL_MODE"}}
    own = {"PORTAL_VAR": str(folder), "TODAY": os.environ.get("TODAY", "2026-04-09"), "LOG_LEVEL": "ERROR",
           "DJANGO_SETTINGS_MODULE": "vsv_portal.settings", "PORTAL_BENCH": str(KEPT)}  # fmt: skip
    return kept | own | ({"DATABASE_URL": url} if url else {})


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a server that lets us make databases. Raises Missing."""
    with server() as (url, reason):
        if not url:
            raise Missing(reason)
        yield url


def address(url: str, name: str) -> str:
    return f"{url.rpartition('/')[0]}/{name}"


def create(url: str, name: str) -> None:
    drop(url, name)
    _execute(url, f'CREATE DATABASE "{name}"')


def drop(url: str, name: str) -> None:
    _execute(url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def exists(url: str, name: str) -> bool:
    return bool(_execute(url, f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))


def _execute(url: str, statement: str) -> list:
    user, _, rest = url.partition("://")[2].partition("@")
    host, _, database = rest.strip("/").rpartition("/")
    parameters = {"dsn": url.replace("postgres://", "postgresql://")}
    if rest.startswith("//"):  # a socket: psycopg2 wants its folder apart
        parameters = {"user": user, "host": f"/{host}", "dbname": database}
    connection = psycopg2.connect(**parameters)
    connection.autocommit = True
    try:
        cursor = connection.cursor()
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def manage(environment: dict[str, str], *arguments: str) -> None:
    """Run a command of the portal against this database."""
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip


def stamp() -> str:
    """Changes when the demonstration changes: part of the name of all that is kept."""
    seen = sha256()
    for path in sorted(PREPARED_BY.glob("*.py")):
        seen.update(path.read_bytes())
    return seen.hexdigest()[:8]
