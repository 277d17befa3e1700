"""Logs that keep nothing of a visitor: no address, no search term, no user agent."""

from collections.abc import MutableMapping
from typing import Any

import structlog

KEPT = {"event", "level", "logger", "timestamp", "exception", "status_code"}


def without_query(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Cut what follows a « ? » in a message (there search terms and positions stand), and drop extras."""
    event["event"] = str(event.get("event", "")).split("?")[0]
    for key in set(event) - KEPT:
        if not key.startswith("_"):
            del event[key]
    return event


def quiet_refusals(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A refused request (a wrong host, too many fields) is one line: anybody can send many."""
    if str(event.get("logger", "")).startswith("django.security"):
        event.pop("exc_info", None)
        event["event"] = "refused"
    return event


SHARED: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def structlog_config() -> dict[str, Any]:
    """The arguments of structlog.configure()."""
    return {
        "processors": [*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        "logger_factory": structlog.stdlib.LoggerFactory(),
        "cache_logger_on_first_use": True,
    }


def config(*, json: bool) -> dict[str, Any]:
    """Django's LOGGING: one line an event on standard error, as JSON or plain."""
    renderer = structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    quiet_refusals,
                    structlog.processors.format_exc_info,
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    without_query,
                    renderer,
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
            "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        },
    }
