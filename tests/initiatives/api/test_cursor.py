"""A reading from end to end, whatever is written meanwhile; and what is kept by readers."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from initiatives.models import Initiative

pytestmark = pytest.mark.django_db
PATH = "/api/v1/initiatives/"


def follow(get: Any, first: str, between: Any = None) -> list[str]:
    """All slugs, page after page; `between` is called after the first page."""
    found: list[str] = []
    url = first
    while url:
        answer = get(url).json()
        assert answer["previous"] is None
        found += [row["slug"] for row in answer["results"]]
        parts = urlsplit(answer["next"] or "")
        url = f"{parts.path}?{parts.query}" if answer["next"] else ""
        if between:
            between()
            between = None
    return found


@pytest.mark.parametrize("order", ["name", "-name", "modified_at", "-modified_at"])
@pytest.mark.parametrize("narrowed", ["", "&statut=auto-support"])
def test_every_result_comes_once_and_in_order(order: str, narrowed: str, get: Any) -> None:
    whole = get(f"{PATH}?page_size=100&ordering={order}{narrowed}").json()

    slugs = follow(get, f"{PATH}?cursor=*&page_size=4&ordering={order}{narrowed}")

    assert len(slugs) == whole["count"] == len(set(slugs))
    if "name" in order:
        assert slugs == [row["slug"] for row in whole["results"]]


def test_a_blank_cursor_begins_too(get: Any) -> None:
    assert "cursor=" in get(f"{PATH}?cursor=&page_size=2").json()["next"]


def test_what_is_written_meanwhile_makes_no_result_come_twice_or_not_at_all(get: Any, make: Any) -> None:
    before = set(Initiative.objects.published().values_list("slug", flat=True))

    def write() -> None:
        make("aaa-avant", name="Aaa avant")
        Initiative.objects.get(slug="alsa").delete()

    slugs = follow(get, f"{PATH}?cursor=*&page_size=3", between=write)

    assert len(slugs) == len(set(slugs))
    assert set(slugs) == before


def test_a_long_walk_is_the_same_as_a_short_list(get: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = follow(get, f"{PATH}?cursor=*&page_size=5&ordering=-name")
    listed = [row["slug"] for row in get(f"{PATH}?ordering=-name").json()["results"]]
    monkeypatch.setattr("initiatives.answers.order.FEW", 0)
    monkeypatch.setattr("initiatives.answers.order.SHORTEST_WALK", 3)

    assert follow(get, f"{PATH}?cursor=*&page_size=5&ordering=-name") == expected
    assert [row["slug"] for row in get(f"{PATH}?ordering=-name").json()["results"]] == listed


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("cursor=xyz", "cursor"),
        ("cursor=%00", "cursor"),
        ("cursor=WyJuYW1lIiwxXQ", "cursor"),
        ("cursor=WyJuYW1lIiwiXHVkODAwIiwxXQ", "cursor"),  # half a character
        ("cursor=*&page=2", "page"),
        ("cursor=*&ordering=verified_on", "ordering"),
        ("cursor=*&page_size=101", "page_size"),
    ],
)
def test_a_bad_cursor_is_named(query: str, name: str, get: Any) -> None:
    answer = get(f"{PATH}?{query}")

    assert answer.status_code == 400
    assert [error["attr"].split(".")[0] for error in answer.json()["errors"]] == [name]


def test_a_cursor_of_another_order_is_refused(get: Any) -> None:
    link = get(f"{PATH}?cursor=*&page_size=2").json()["next"]

    assert get(f"{PATH}?{urlsplit(link).query}&ordering=-name").status_code == 400


@pytest.mark.parametrize("path", [PATH, "/initiatives/", "/api/v1/initiatives/facets/", "/initiatives/alsa/", "/"])
def test_who_has_this_edition_is_told_so_until_a_write(path: str, client: Any) -> None:
    first = client.get(path)
    etag = first["ETag"]
    assert first["Cache-Control"] == "no-cache"

    again = client.get(path, headers={"if-none-match": etag})
    assert client.get(path, headers={"if-none-match": etag.removeprefix("W/")}).status_code == 304
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == etag

    Initiative.objects.get(slug="alsa").save()
    assert client.get(path, headers={"if-none-match": etag}).status_code == 200


def test_nothing_is_kept_of_the_admin_nor_by_staff(client: Any, curator: Any) -> None:
    assert "ETag" not in client.get("/healthz")
    assert "ETag" not in client.get("/nulle-part/")
    client.force_login(curator)
    assert "ETag" not in client.get("/initiatives/")
    assert "ETag" not in client.get("/admin/")


def test_many_conditions_cost_one_query(client: Any, django_assert_num_queries: Any) -> None:
    etag = client.get(PATH)["ETag"]

    with django_assert_num_queries(1):
        assert client.get(PATH, headers={"if-none-match": f'"other", {etag}'}).status_code == 304
