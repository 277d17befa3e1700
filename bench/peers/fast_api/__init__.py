"""FastAPI with SQLAlchemy 2 and pydantic, as their tutorials write it.

The same tables by models of its own; a pool of connections, as SQLAlchemy's engine has by itself; children by
`selectinload`. Two processes (uvicorn with uvloop), each with Starlette's usual threads.
"""

from pathlib import Path

from bench.peers.peer import WORKERS, Peer


class FastApi(Peer):
    """Sync endpoints over an ORM, with response models."""

    name = "fast_api"
    requirements = ("fastapi==0.165.0", "psycopg[binary]==3.3.9", "sqlalchemy==2.1.9", "uvicorn[standard]==0.54.0")
    paths = {"list": "/initiatives", "facets": "/facets"}
    ready = "/initiatives"

    def command(self, python: Path, database_url: str, port: int, folder: Path) -> list[str]:
        """Uvicorn."""
        options = ["--workers", str(WORKERS), "--log-level", "warning", "--no-access-log"]
        return [str(python), "-m", "uvicorn", "bench.peers.fast_api.app:app", "--port", str(port), *options]
