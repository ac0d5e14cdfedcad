"""Finds a PostgreSQL for the suite: DATABASE_URL, a local server that answers, or a private temporary cluster.

`python -m tests.postgresql COMMAND…` runs the command with DATABASE_URL set; where none is to be had it runs it with
POSTGRESQL_MISSING set to the reason, and the suite reports its tests as skipped.
"""

import getpass
import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg2

LOCAL = ("postgres://{user}@/postgres", "postgres://{user}@127.0.0.1:5432/postgres", "postgres://postgres@127.0.0.1:5432/postgres")
BINARIES = "/usr/lib/postgresql/*/bin"


def answering(url: str) -> bool:
    """Whether a server answers there and lets us make databases."""
    try:
        with psycopg2.connect(url.replace("postgres://", "postgresql://"), connect_timeout=3) as connection:
            cursor = connection.cursor()
            cursor.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
            return bool(cursor.fetchone()[0])
    except psycopg2.Error:
        return False


@contextmanager
def server():
    """The address of a PostgreSQL, or a sentence that says why there is none: (url, reason)."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given, ""
        return
    for form in LOCAL:
        url = form.format(user=getpass.getuser())
        if answering(url):
            yield url.replace("@/", "@//var/run/postgresql/"), ""
            return
    binaries = sorted(glob.glob(BINARIES))
    if not binaries:
        yield "", "no DATABASE_URL, no local server that answers, and no postgres is installed"
        return
    with private_cluster(Path(binaries[-1])) as (url, reason):
        yield url, reason


@contextmanager
def private_cluster(binaries: Path):
    """A cluster of our own in a temporary folder, reached by its socket only. Root hands it to another user."""
    folder = Path(tempfile.mkdtemp(prefix="vsv-postgres-"))
    user = "postgres" if os.geteuid() == 0 and _exists("postgres") else "nobody" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    try:
        _run([binaries / "initdb", "-D", folder / "data", "-U", "suite", "-A", "trust"], user)
        options = f"-c listen_addresses='' -k {folder} -c fsync=off"
        _run([binaries / "pg_ctl", "-D", folder / "data", "-w", "-o", options, "-l", folder / "log", "start"], user)
    except subprocess.CalledProcessError as fault:
        shutil.rmtree(folder, ignore_errors=True)
        yield "", f"the private cluster did not start: {fault.stderr.decode()[-200:]}"
        return
    try:
        yield f"postgres://suite@/{folder}/postgres", ""
    finally:
        _run([binaries / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"], user)
        shutil.rmtree(folder, ignore_errors=True)


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def _run(command: list, user: str | None) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, user=user, cwd="/")


def main() -> int:
    with server() as (url, reason):
        found = {"DATABASE_URL": url} if url else {"POSTGRESQL_MISSING": reason}
        print(f"PostgreSQL: {'found' if url else reason}", flush=True)
        return subprocess.run(sys.argv[1:], env={**os.environ, **found}).returncode


if __name__ == "__main__":
    sys.exit(main())
