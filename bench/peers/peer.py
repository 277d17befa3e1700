"""What all peers have in common: how they are started and asked."""

import os
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
FILTERS = ("statut", "domaine", "region")
WORKERS = 2  # as many processes as ours has (docs/gunicorn.conf.py)
STARTS_WITHIN = 60  # seconds


class Peer(ABC):
    """Another way to serve the directory.

    A choice is what all peers are asked for: `statut`, `domaine` (slugs) and `region` (official code) for the workloads
    `list` and `facets`, `q` (two words) for `search`.
    """

    name: str
    requirements: tuple[str, ...]
    databases: tuple[str, ...] = ("sqlite", "postgresql")
    paths: dict[str, str]
    ready: str  # what answers once it has started

    @abstractmethod
    def command(self, python: Path, database_url: str, port: int, folder: Path) -> list[str]:
        """What starts the server; whatever must be prepared is, first."""

    def start(self, python: Path, database_url: str, port: int, folder: Path) -> subprocess.Popen[bytes]:
        """The server, once it answers; `terminate()` stops it with its workers. Its log is in `folder`.

        With two workers, one may still be starting: warm it up before measuring.
        """
        command = self.command(python, database_url, port, folder)
        with (folder / f"{self.name}.log").open("wb") as log:
            server = subprocess.Popen(
                command, cwd=ROOT, env=os.environ | self.environment(database_url), stdout=log, stderr=log
            )
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline and server.poll() is None:
            try:
                with urlopen(f"http://127.0.0.1:{port}{self.ready}", timeout=STARTS_WITHIN):
                    return server
            except (URLError, ConnectionError):
                time.sleep(0.1)
        server.terminate()
        sys.exit(f"{self.name} did not start: {folder / f'{self.name}.log'}")

    def environment(self, database_url: str) -> dict[str, str]:
        """The variables that it reads."""
        return {"DATABASE_URL": database_url}

    def url(self, workload: str, choice: dict[str, str]) -> str | None:
        """The path and query of a workload; None where it isn't offered."""
        if workload not in self.paths:
            return None
        return f"{self.paths[workload]}?{urlencode({name: choice[name] for name in FILTERS})}"
