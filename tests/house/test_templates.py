"""Templates: each one used, every visible word translatable, nothing inline that the security policy refuses."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("pairaidance", "research", "initiatives")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PARTS = [*TEMPLATES, *sorted((ROOT / "templates").rglob("*.svg"))]
# Static on purpose: nothing in them may fail, and a server in front may serve them.
STATIC = {"429.html", "500.html", "503.html"}
BLOCK = re.compile(r"{%\s*blocktranslate.*?{%\s*endblocktranslate\s*%}|{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
TAG = re.compile(r"<!--.*?-->|<(script|style|svg|code)\b.*?</\1>|<[^>]*>", re.DOTALL)
ATTRIBUTE = re.compile(r"(?:aria-label|title|placeholder|alt|content)=\"([^\"{%]*[a-zà-ÿ]{3}[^\"{%]*)\"", re.IGNORECASE)
MACHINE = {"width=device-width, initial-scale=1", "noindex", "website", "summary_large_image"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT / "templates"))


@cache
def texts() -> dict[Path, str]:
    """What may name a template: our own code, and the templates."""
    files = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return {path: path.read_text(encoding="utf-8") for path in [*files, *TEMPLATES]}


@pytest.mark.parametrize("this", PARTS, ids=name)
def test_every_template_is_used(this: Path) -> None:
    handled = {
        "400.html": "initiatives/views/errors.py",
        "403.html": "initiatives/views/errors.py",
        "404.html": "initiatives/views/errors.py",
        "500.html": "initiatives/views/errors.py",
        "429.html": "docs/deploying.md",  # the limit is the proxy's, who alone sees addresses
    }
    quoted = [f'"{name(this)}"', f'"{this.stem}"' if this.parent.name == "icons" else f'"{name(this)}"']

    used = any(quote in text for path, text in texts().items() if path != this for quote in quoted)

    assert used or (name(this) in handled and (ROOT / handled[name(this)]).exists())


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
