"""Reading the environment: what is missing or malformed stops the start, and says what would be right."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.validators import validate_email
from django.utils.crypto import get_random_string

MIN_SECRET_LENGTH = 50


def flag(name: str, *, default: bool) -> bool:
    """A yes or a no. Raises ImproperlyConfigured for anything else."""
    text = os.environ.get(name, "").strip().lower()
    if not text:
        return default
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    message = f"{name} must be true or false, not {text!r}."
    raise ImproperlyConfigured(message)


def words(name: str, *, default: list[str]) -> list[str]:
    """A comma-separated list, blanks dropped."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()] or default


def secret_key(*, debug: bool, file: Path) -> str:
    """SECRET_KEY; under DEBUG one is made once and kept in the ignored `file`."""
    key = os.environ.get("SECRET_KEY", "")
    if not key and debug:
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(get_random_string(MIN_SECRET_LENGTH), encoding="utf-8")
        return file.read_text(encoding="utf-8").strip()
    if not key:
        msg = (
            f"SECRET_KEY is missing. Set it to {MIN_SECRET_LENGTH} random characters or more; "
            "for work on your own machine, DEBUG=true makes one."
        )
        raise ImproperlyConfigured(msg)
    if len(key) < MIN_SECRET_LENGTH:
        message = f"SECRET_KEY has {len(key)} characters; it needs {MIN_SECRET_LENGTH} or more."
        raise ImproperlyConfigured(message)
    return key


def site_url(*, default: str) -> str:
    """SITE_URL, the public address, without a slash at its end."""
    url = os.environ.get("SITE_URL", "").strip() or default
    try:
        parts = urlsplit(url)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        valid = False
    if not valid or parts.path.strip("/") or parts.query or parts.fragment:
        message = f"SITE_URL must look like https://annuaire.example, not {url!r}."
        raise ImproperlyConfigured(message)
    return url.rstrip("/")


def contact_email(*, default: str) -> str:
    """CONTACT_EMAIL, where visitors reach the curators."""
    email = os.environ.get("CONTACT_EMAIL", "").strip() or default
    try:
        validate_email(email)
    except Exception as error:
        message = f"CONTACT_EMAIL must be an e-mail address, not {email!r}."
        raise ImproperlyConfigured(message) from error
    return email


def database(*, default: str) -> dict[str, Any]:
    """DATABASE_URL as Django's settings: a SQLite file, or PostgreSQL.

    SQLite waits for its turn instead of failing (WAL, immediate transactions); PostgreSQL has time limits.
    """
    url = os.environ.get("DATABASE_URL", "").strip() or default
    try:
        config: dict[str, Any] = environ.Env.db_url_config(url)
    except Exception:  # noqa: BLE001  (the library raises several kinds; all mean the same here)
        config = {}
    engine = config.get("ENGINE", "")
    if engine == "django.db.backends.sqlite3":
        config["CONN_MAX_AGE"] = None  # a file is always there
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-1000;"
            ),
        }
    elif engine == "django.db.backends.postgresql":
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
        config["OPTIONS"] = {
            **config.get("OPTIONS", {}),
            "connect_timeout": 5,
            "options": "-c statement_timeout=10000 -c lock_timeout=5000",
        }
    else:
        raise ImproperlyConfigured(
            "DATABASE_URL must look like sqlite:////path/file.sqlite3 or postgres://user:password@host/name."
        )
    return config
