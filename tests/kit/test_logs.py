"""Logs keep nothing of a visitor."""

import io
import logging
import logging.config

from django.test import Client

from pairaidance.kit import logs


def logged(record) -> str:
    stream = io.StringIO()
    config = logs.config(json=True)
    config["handlers"]["stderr"]["stream"] = stream
    logging.config.dictConfig(config)
    try:
        record()
    finally:
        logging.config.dictConfig(logs.config(json=True))
    return stream.getvalue()


def test_a_request_line_loses_its_query() -> None:
    written = logged(
        lambda: logging.getLogger("django.server").info('"GET /initiatives/?q=canari-alcool HTTP/1.1" 200')
    )

    assert "/initiatives/" in written
    assert "canari" not in written


def test_a_bad_request_leaves_neither_words_nor_address(db) -> None:
    client = Client(raise_request_exception=False, REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="canari-agent")

    written = logged(lambda: client.get("/initiatives/", {"q": "canari-alcool", "statut": "canari-x"}))

    assert "Bad Request" in written
    assert "canari" not in written
    assert "203.0.113" not in written


def test_extras_are_dropped() -> None:
    written = logged(lambda: logging.getLogger("x").warning("event", extra={"ip": "203.0.113.77"}))

    assert "203.0.113" not in written
