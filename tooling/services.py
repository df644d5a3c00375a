"""A PostgreSQL and a Redis for the tests: those that answer on this machine, else private ones for the run."""

import contextlib
import getpass
import hashlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import psycopg.sql
import redis

from tooling.daemon import Daemon

ROOT = Path(__file__).resolve().parent.parent
# Of this checkout alone: two of them may be tested at once. Django puts test_ before it.
DATABASE = "liveboard_" + hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
HOMES_OF_POSTGRES = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin")
# The last of the sixteen that a Redis has by default, so that nobody's data is near.
REDIS_NUMBER = 15


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """Give the DATABASE_URL of a server on which tests may make databases, or "" where there is none."""
    given = os.environ.get("TEST_DATABASE_URL")
    users = dict.fromkeys(["postgres", getpass.getuser(), "postgres:postgres"])
    candidates = [given] if given else [f"postgresql://{user}@127.0.0.1:5432/{DATABASE}" for user in users]
    found = next((url for url in candidates if _may_create_databases(url)), "")
    if found or given:
        yield found
        return
    with private_postgres() as private:
        yield private.url if private else ""


@contextlib.contextmanager
def redis_server() -> Iterator[str]:
    """Give the REDIS_URL of a server that answers, or "" where there is none."""
    given = os.environ.get("TEST_REDIS_URL")
    url = given or f"redis://127.0.0.1:6379/{REDIS_NUMBER}"
    if _redis_answers(url) or given:
        yield url if _redis_answers(url) else ""
        return
    with private_redis() as private:
        yield private.url if private else ""


def make_database(url: str) -> None:
    """Make the database that an address names, which is not there yet."""
    name = psycopg.conninfo.conninfo_to_dict(url)["dbname"]
    with psycopg.connect(psycopg.conninfo.make_conninfo(url, dbname="postgres"), autocommit=True) as connection:
        connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(str(name))))


def _may_create_databases(url: str) -> bool:
    address = psycopg.conninfo.make_conninfo(url, dbname="postgres", connect_timeout=3)
    try:
        with psycopg.connect(address) as connection:
            row = connection.execute(
                "select rolcreatedb or rolsuper from pg_roles where rolname = current_user"
            ).fetchone()
            return bool(row and row[0])
    except psycopg.Error:
        return False


def _redis_answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=3, socket_timeout=3) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


@contextlib.contextmanager
def private_postgres() -> Iterator[Daemon | None]:
    """Start a PostgreSQL of one's own."""
    initdb = _program("initdb")
    if not initdb:
        yield None
        return
    print("Starting a private PostgreSQL for the tests …", flush=True)
    with _folder() as (folder, user):
        port = _free_port()
        make = [initdb, "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(make, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        serve = [initdb.removesuffix("initdb") + "postgres", "-D", str(folder / "data"), "-p", str(port)]
        options = [
            "listen_addresses=127.0.0.1",
            f"unix_socket_directories={folder}",
            "fsync=off",
            "max_connections=200",
        ]
        url = f"postgresql://postgres@127.0.0.1:{port}/{DATABASE}"
        command = serve + [part for option in options for part in ("-c", option)]
        with Daemon(url, command, user, folder, lambda: _may_create_databases(url)) as daemon:
            yield daemon


@contextlib.contextmanager
def private_redis() -> Iterator[Daemon | None]:
    """Start a Redis of one's own."""
    program = _program("redis-server")
    if not program:
        yield None
        return
    print("Starting a private Redis for the tests …", flush=True)
    with _folder() as (folder, user):
        port = _free_port()
        url = f"redis://127.0.0.1:{port}/0"
        command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        with Daemon(url, command, user, folder, lambda: _redis_answers(url)) as daemon:
            yield daemon


@contextlib.contextmanager
def _folder() -> Iterator[tuple[Path, int]]:
    """Give a folder for a server and the user it runs as: PostgreSQL refuses to be root."""
    user = os.geteuid() or next(each.pw_uid for each in pwd.getpwall() if each.pw_name in {"postgres", "nobody"})
    with tempfile.TemporaryDirectory(prefix="liveboard-") as folder:
        if user != os.geteuid():
            os.chown(folder, user, -1)
        yield Path(folder), user


def _program(name: str) -> str:
    places = [place for pattern in HOMES_OF_POSTGRES for place in sorted(Path("/").glob(pattern[1:]), reverse=True)]
    return shutil.which(name) or next((str(each / name) for each in places if (each / name).exists()), "")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
