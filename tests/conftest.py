"""What all tests share: reference data once a worker, and checks that production would forgive."""

import io
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client

# The same examples in every run: a failure is one that a change brought.
hypothesis.settings.register_profile("house", derandomize=True, max_examples=200, deadline=None)
hypothesis.settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--only-database", action="store_true", help="leave out tests that touch no database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        folder = Path(str(item.fspath)).parent.name
        if folder in {"browser", "house"}:
            item.add_marker(folder)
    if config.getoption("--only-database"):
        kept = [item for item in items if touches_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


def touches_database(item: Any) -> bool:
    return bool({"db", "transactional_db"} & set(item.fixturenames)) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The reference geography and the note, as every installation has them; once a worker."""
    with django_db_blocker.unblock():
        call_command("seed", verbosity=0, stdout=io.StringIO())


@pytest.fixture(scope="session")
def written_once(django_db_setup: None, django_db_blocker: Any) -> Callable[[], AbstractContextManager[None]]:
    """`with written_once(): …` in a fixture of a module: what it writes is there for all its tests, and gone after."""

    @contextmanager
    def once() -> Iterator[None]:
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return once


@pytest.fixture(autouse=True)
def shuffled(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """An unordered query comes back in an order of chance, so that no test relies on one."""
    fetch = QuerySet._fetch_all

    def fetch_all(self: Any) -> None:
        fresh = self._result_cache is None
        fetch(self)
        if fresh and not self.ordered and not self.query.is_sliced and isinstance(self._result_cache, list):
            random.shuffle(self._result_cache)

    monkeypatch.setattr(QuerySet, "_fetch_all", fetch_all)


@pytest.fixture
def curator(db: None) -> Any:
    """Somebody of the team, made up."""
    return get_user_model().objects.create_superuser("curatrice", "curatrice@example.invalid", "un-mot-de-passe-long")


@pytest.fixture
def get(db: None) -> Any:
    """`get("/path/", q="x")` → the response of a visitor; lists repeat a parameter."""
    client = Client()

    def read(path: str, **params: Any) -> Any:
        return client.get(path, params)

    return read


@pytest.fixture
def api(get: Any) -> Any:
    """`api("initiatives", q="x")` → the JSON of a 200 answer."""

    def read(resource: str, **params: Any) -> Any:
        response = get(f"/api/v1/{resource}/", **params)
        assert response.status_code == 200, response.content
        return response.json()

    return read
