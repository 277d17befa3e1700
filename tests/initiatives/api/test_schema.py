"""The API describes itself: OpenAPI 3.1 without a warning, kept as a snapshot, with examples that are real.

`make snapshots` writes the snapshot and the examples anew, so that a change of the API shows in review.
"""

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

pytestmark = pytest.mark.django_db
SNAPSHOT = settings.BASE_DIR / "docs" / "openapi.json"
EXAMPLES = Path(settings.FIXTURES_DIR) / "api-examples.json"
UPDATE = bool(os.environ.get("UPDATE_SNAPSHOTS"))
ONE_OF_EACH = {
    "initiatives": "marss",
    "formations": "du-mediateur-de-sante-pair",
    "terms": "auto-support",
    "sources": "didier-2006",
    "studies": "stigma",
    "findings": "acces-aux-soins",
    "landmarks": "1992-fnapsy",
    "consultations": "nom-2016",
    "questions": "que-definit-on",
    "testimonies": "portraits-croises-travailleur-pair",
    "figures": "etats-unis-psychiatrie-2015",
    "regions": "84",
    "departements": "38",
    "communes": "59350",
}


def fixed(answer: dict[str, Any]) -> dict[str, Any]:
    """Without what differs from one installation to the next."""
    return {**answer, **{name: "2026-11-22T08:00:00+01:00" for name in ("created_at", "modified_at") if name in answer}}


@pytest.fixture
def examples(api: Any) -> dict[str, Any]:
    return {name: fixed(api(f"{name}/{slug}")) for name, slug in ONE_OF_EACH.items()}


def write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def test_examples_are_what_the_api_says(examples: dict[str, Any]) -> None:
    if UPDATE:
        write(EXAMPLES, examples)

    assert json.loads(EXAMPLES.read_text(encoding="utf-8")) == examples


def test_the_schema_has_no_warning_and_is_as_kept() -> None:
    out = io.StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", stdout=out)
    schema = json.loads(out.getvalue())
    if UPDATE:
        write(SNAPSHOT, schema)

    assert schema == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


def test_the_schema_is_valid_openapi_3_1(get: Any) -> None:
    schema = get("/api/schema/").json()

    validate(schema)
    assert schema["openapi"].startswith("3.1")


def resolved(schema: dict[str, Any], resource: str) -> Draft202012Validator:
    """The validator of one row of a resource, with all components at hand."""
    listed = schema["paths"][f"/api/v1/{resource}/"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return Draft202012Validator({**listed, "components": schema["components"]})


@pytest.mark.parametrize("resource", ONE_OF_EACH)
def test_every_answer_is_as_described(resource: str, get: Any, api: Any) -> None:
    schema = json.loads(SNAPSHOT.read_text(encoding="utf-8"))

    errors = resolved(schema, resource).iter_errors(api(resource, page_size=100))

    assert [(error.json_path, error.message[:200]) for error in errors] == []


def test_facets_are_as_described(api: Any) -> None:
    schema = json.loads(SNAPSHOT.read_text(encoding="utf-8"))

    assert list(resolved(schema, "initiatives/facets").iter_errors(api("initiatives/facets"))) == []


@pytest.mark.parametrize(
    ("path", "status"),
    [("initiatives/?x=1", 400), ("initiatives/?page=9", 404), ("initiatives/rien/", 404), ("rien/", 404)],
)
def test_errors_have_one_shape(path: str, status: int, get: Any) -> None:
    schema = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    error = {"$ref": "#/components/schemas/Error", "components": schema["components"]}

    response = get(f"/api/v1/{path}")

    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    assert list(Draft202012Validator(error).iter_errors(response.json())) == []


def test_every_parameter_is_described_in_words() -> None:
    schema = json.loads(SNAPSHOT.read_text(encoding="utf-8"))

    silent = [
        (path, parameter["name"])
        for path, methods in schema["paths"].items()
        for parameter in methods["get"].get("parameters", [])
        if parameter["in"] == "query" and not parameter.get("description")
    ]

    assert silent == []


def test_the_page_works_under_the_policy_and_offline(get: Any) -> None:
    response = get("/api/docs/")

    assert response.status_code == 200
    assert b"http://" not in response.content.replace(b"http://testserver", b"")
    assert b"https://" not in response.content
    assert b"<style" not in response.content
