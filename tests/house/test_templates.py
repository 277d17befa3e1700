"""Templates: each one used, every visible word translatable, nothing inline that the security policy refuses."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# 500.html is static on purpose: nothing in it may fail.
STATIC = {"500.html"}
BLOCK = re.compile(r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
TAG = re.compile(r"<!--.*?-->|<(script|style|svg|code)\b.*?</\1>|<[^>]*>", re.DOTALL)
ATTRIBUTE = re.compile(r"(?:aria-label|title|placeholder|alt|content)=\"([^\"{%]*[a-zà-ÿ]{3}[^\"{%]*)\"", re.IGNORECASE)
MACHINE = {"width=device-width, initial-scale=1", "noindex"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT / "templates"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_template_is_used(path: Path) -> None:
    users = [*ROOT.glob("*/**/*.py"), *TEMPLATES]
    handled = re.fullmatch(r"(400|403|404|500)\.html", name(path)) and "errors.py" in {user.name for user in users}
    quoted = f'"{name(path)}"'

    used = any(
        quoted in user.read_text(encoding="utf-8") for user in users if "tests" not in user.parts and user != path
    )

    assert used or handled


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.name not in STATIC], ids=name)
def test_every_visible_word_is_translatable(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    visible = TAG.sub(" ", BLOCK.sub(" ", text))
    words = re.findall(r"[A-Za-zÀ-ÿ]{3,}", visible)
    labels = [label for label in ATTRIBUTE.findall(BLOCK.sub("{", text)) if label not in MACHINE]

    assert (words, labels) == ([], [])


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_nothing_is_inline(path: Path) -> None:
    """The security policy refuses inline scripts, styles and handlers; so does this."""
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"<script>|<style|\sstyle=|\son[a-z]+=|javascript:", text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_third_party_is_called(path: Path) -> None:
    """Links lead out; nothing is loaded from outside."""
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"(?:src|action)=\"https?://", text) == []
    assert re.findall(r"<link[^>]+href=\"https?://", text) == []
