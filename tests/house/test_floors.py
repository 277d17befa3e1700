"""The house's plan holds: imports go down, models don't look up, files stay short."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("pairaidance", "research", "initiatives")
LINT = Path(sys.executable).parent / "lint-imports"
MOST_LINES = 400


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT, "--no-cache", "--config", "pyproject.toml"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The sources alone, to plant something in."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_go_down() -> None:
    assert lint(ROOT).returncode == 0


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("initiatives/models/place.py", "from initiatives import filters"),
        ("research/models/term.py", "from initiatives.models import Initiative"),
        ("pairaidance/kit/french.py", "from research.models import Term"),
        ("initiatives/api/v1/views.py", "from initiatives.views import listing"),
        ("initiatives/views/maps.py", "from pairaidance import settings"),
    ],
)
def test_imports_planted_upward_are_caught(copy: Path, file: str, line: str) -> None:
    planted = copy / file
    planted.write_text(f"{line}\n{planted.read_text(encoding='utf-8')}", encoding="utf-8")

    found = lint(copy)

    assert found.returncode == 1
    assert "BROKEN" in found.stdout


def test_a_room_without_a_floor_is_caught(copy: Path) -> None:
    """The layers are exhaustive: a new top-level module of an app must be given its place."""
    (copy / "initiatives" / "services.py").write_text("", encoding="utf-8")

    assert lint(copy).returncode == 1


def test_research_models_point_to_nothing_above() -> None:
    """String references pass an import contract; here they are looked up."""
    upward = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("research").get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model._meta.app_label == "initiatives"
    ]

    assert upward == []


def test_no_generic_foreign_keys() -> None:
    own = [model for label in ("research", "initiatives") for model in apps.get_app_config(label).get_models()]

    assert [model.__name__ for model in own if model._meta.private_fields] == []


def sources() -> list[Path]:
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def test_files_stay_short() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}

    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_no_junk_drawers() -> None:
    junk = {"utils", "helpers", "services", "common", "misc"}

    assert [str(path) for path in sources() if path.stem in junk or path.parent.name in junk] == []


def public(tree: ast.AST) -> list[ast.FunctionDef | ast.ClassDef]:
    """The public functions, classes and methods of a module; not what stands inside a function."""
    found = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and node.name != "Meta":
            found.append(node)
            if isinstance(node, ast.ClassDef):
                found += public(node)
    return found


def test_public_names_say_what_they_are() -> None:
    """Every module, public class and public function has a docstring."""
    silent = []
    for path in sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = str(path.relative_to(ROOT))
        if path.stat().st_size and not ast.get_docstring(tree):
            silent.append(name)
        silent += [f"{name}:{node.name}" for node in public(tree) if not ast.get_docstring(node)]

    assert silent == []


def test_the_project_stands_alone() -> None:
    """Nothing names a place outside the checkout."""
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    texts = [ROOT / name for name in tracked if Path(name).suffix in {".py", ".md", ".sh", ".toml", ".yaml", ".html"}]
    outside = "../" + "shared"

    assert [path.name for path in texts if path.exists() and outside in path.read_text(encoding="utf-8")] == []
