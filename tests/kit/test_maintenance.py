"""While the site is worked on."""

from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def closed(settings: Any) -> Client:
    settings.MAINTENANCE = True
    return Client()


def test_everyone_is_told_when_to_come_back(closed: Client) -> None:
    response = closed.get("/initiatives/")

    assert response.status_code == 503
    assert response["Retry-After"] == "600"
    assert "Le site est en travaux" in response.content.decode()
    assert "tel:3114" in response.content.decode()


def test_programs_are_told_in_json(closed: Client) -> None:
    response = closed.get("/api/v1/initiatives/")

    assert response.status_code == 503
    assert response["Retry-After"] == "600"
    assert response.json()["errors"]


@pytest.mark.django_db
def test_health_checks_go_on(closed: Client) -> None:
    assert closed.get("/healthz").status_code == 200
