"""Every page in a real browser: narrow and wide, in light and dark, with scripts and without."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.pages import DRAFT, FULL, PAGES, WIDTHS, Page
from tests.browser.plant import CURATOR, PASSWORD

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
# Prints, as JSON, which templates make each page of the list.
RENDERED = """
import json
from django.test import Client
from django.test.utils import setup_test_environment
from tests.browser.pages import PAGES

setup_test_environment()
client = Client(enforce_csrf_checks=True)
answers = {page.name: client.generic(page.method, page.path) for page in PAGES}
print("JSON" + json.dumps({name: [template.name for template in answer.templates] for name, answer in answers.items()}))
"""
# Someone else's image, a wide box, pale letters, a cookie.
SPOIL = """() => new Promise(resolve => {
  const image = new Image(900, 10)
  image.onerror = resolve
  image.src = 'https://ailleurs.invalid/image.png'
  document.body.append(image)
  document.querySelector('h1').style.color = '#ddd'
  document.cookie = 'trace=1'
})"""

STYLES = "pages/styles.html"  # for the team alone: looked at below

LARGE = """() => {
  document.documentElement.style.fontSize = '212%'
  for (const one of document.querySelectorAll('p, li, dd, a')) {
    Object.assign(one.style, { lineHeight: '1.5', letterSpacing: '.12em', wordSpacing: '.16em' })
  }
}"""

widths = pytest.mark.parametrize("width", WIDTHS)
pages = pytest.mark.parametrize("wanted", PAGES, ids=str)


def test_list_of_pages_covers_every_page_template(run: Callable[[str], str]) -> None:
    """A template that no page here renders would never be looked at."""
    ours = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html") if is_page(path)}

    rendered = json.loads(run(RENDERED).partition("JSON")[2])

    assert ours - {name for names in rendered.values() for name in names} == {STYLES}
    assert len(rendered) == len(PAGES)


def is_page(path: Path) -> bool:
    return re.search(r'{% extends "base\.html" %}', path.read_text(encoding="utf-8")) is not None


def test_guards_notice_what_they_guard_against(visitor: Any) -> None:
    """A page spoilt on purpose: a check that never fails would prove nothing."""
    visit = visitor(320)
    page = visit.open("/a-propos/")

    page.evaluate(SPOIL)

    assert visit.overflow > 0
    assert "color-contrast" in visit.axe()
    assert visit.strangers == ["https://ailleurs.invalid/image.png"]
    assert [cookie["name"] for cookie in visit.context.cookies()] == ["trace"]
    assert len(visit.errors) == 1


@pages
@widths
def test_page_with_scripts_is_accessible_and_private(visitor: Any, wanted: Page, width: int) -> None:
    """axe, over everything that can be unfolded, by WCAG 2.2 AA with target sizes.

    The narrow one in light and the wide one in dark: colours don't depend on the width, so each is seen on each page.
    """
    visit = visitor(width, colors="light" if width == min(WIDTHS) else "dark")

    visit.open(wanted.path, status=wanted.status, method=wanted.method)
    visit.photograph(wanted.name)
    visit.open_all()

    assert visit.overflow == 0
    assert visit.axe() == ""
    visit.assert_undisturbed()


@pages
@widths
def test_page_without_scripts_is_whole(visitor: Any, wanted: Page, width: int) -> None:
    """Nothing here may need JavaScript."""
    visit = visitor(width, scripts=False)

    page = visit.open(wanted.path, status=wanted.status, method=wanted.method)

    assert page.locator("html").get_attribute("lang") == ("en" if wanted.path.startswith("/en/") else "fr")
    assert page.locator("h1").count() == 1
    assert page.locator("h1").is_visible()
    assert page.locator("main#contenu").is_visible()
    assert page.locator("script:not([src]):not([type='application/ld+json'])").count() == 0
    assert visit.overflow == 0
    visit.assert_undisturbed()


@widths
def test_filter_panels_opened_and_closed_stay_accessible(visitor: Any, width: int) -> None:
    """Each panel the other way round than it came, by clicks."""
    visit = visitor(width)
    page = visit.open("/initiatives/#filtres")
    before = panels(page)

    for summary in page.locator(".facet > summary").all():
        summary.click()

    page.wait_for_function(
        "before => [...document.querySelectorAll('.facet')].every((one, at) => one.open !== before[at])", arg=before
    )
    assert set(before) == {True, False}
    assert visit.overflow == 0
    assert visit.axe() == ""
    visit.photograph("liste-panneaux-inverses")


def panels(page: Any) -> list[bool]:
    return [panel.get_attribute("open") is not None for panel in page.locator(".facet").all()]


@widths
@pytest.mark.parametrize(
    ("status", "title"),
    [(429, "Trop de demandes à la fois"), (500, "Une erreur est survenue"), (503, "Le site est en travaux")],
)
def test_static_error_page_is_accessible(visitor: Any, width: int, status: int, title: str) -> None:
    """No address of a healthy site answers with it, so the file itself, which is static, is served here."""
    visit = visitor(width, colors="light" if width == min(WIDTHS) else "dark")
    visit.page.route("**/panne/", lambda route: route.fulfill(status=status, path=TEMPLATES / f"{status}.html"))

    page = visit.open("/panne/", status=status)

    assert page.locator("h1").inner_text() == title
    assert page.locator("html").evaluate("one => getComputedStyle(one).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert visit.overflow == 0
    assert visit.axe() == ""
    visit.assert_undisturbed()
    visit.photograph(str(status))


@pytest.mark.parametrize(
    "path", ["/", "/initiatives/?statut=travail-pair&pays=FR", f"/initiatives/{FULL}/", "/etudes/"]
)
def test_text_twice_as_large_needs_no_sideways_scrolling(visitor: Any, path: str) -> None:
    """WCAG 1.4.4: on a desk's screen, with the reader's own size; and with their own spacing (1.4.12)."""
    visit = visitor(1280)
    page = visit.open(path)

    page.evaluate(LARGE)

    assert visit.overflow == 0
    assert page.locator("h1").is_visible()


def test_system_s_own_colours_and_stillness_are_respected(visitor: Any) -> None:
    visit = visitor(320)
    page = visit.open("/etudes/")

    mark, scrolling = page.locator(".dot").first, "getComputedStyle(document.documentElement).scrollBehavior"
    before = mark.evaluate("one => getComputedStyle(one).fill")
    page.emulate_media(forced_colors="none", reduced_motion="no-preference")
    assert page.evaluate(scrolling) == "smooth"

    page.emulate_media(forced_colors="active", reduced_motion="reduce")

    assert page.evaluate(scrolling) == "auto"
    assert mark.evaluate("one => getComputedStyle(one).stroke") != "none"
    assert mark.evaluate("one => getComputedStyle(one).fill") != before
    visit.photograph("couleurs-du-systeme")
    page.emulate_media(forced_colors="none", reduced_motion="no-preference")


@widths
def test_printed_page_keeps_its_facts(visitor: Any, width: int) -> None:
    """On paper there is nothing to click: navigation goes, facts and notes stay."""
    visit = visitor(width)
    page = visit.open("/initiatives/un-chez-soi-d-abord/")

    page.emulate_media(media="print")

    assert page.locator(".site-header nav").is_hidden()
    assert page.locator(".facts").first.is_visible()
    assert page.locator("#note-1").is_visible()


def test_api_docs_leave_no_cookie(visitor: Any) -> None:
    """The privacy page promises none to any visitor."""
    visit = visitor(1280)

    page = visit.open("/api/docs/")
    page.locator(".opblock").first.wait_for()

    assert visit.context.cookies() == []


@widths
def test_api_docs_load_from_here_alone(visitor: Any, width: int) -> None:
    """Somebody else's page (Swagger UI): it must load under our content policy and call nobody."""
    visit = visitor(width)

    page = visit.open("/api/docs/")
    page.locator(".opblock").first.wait_for()

    assert visit.strangers == []
    assert visit.errors == []
    visit.photograph("api-docs")


@widths
def test_admin_login_loads_from_here_alone(visitor: Any, width: int) -> None:
    """Django's page, with the one cookie that its form needs; the public has no reason to come here.

    It names no icon, so that the browser asks for /favicon.ico, which there isn't.
    """
    visit = visitor(width)

    page = visit.open("/admin/login/")

    assert page.locator("input[name=username]").is_visible()
    assert [cookie["name"] for cookie in visit.context.cookies()] == ["csrftoken"]
    assert visit.strangers == []
    assert [error for error in visit.errors if "/favicon.ico" not in error] == []
    assert visit.overflow == 0
    assert visit.axe() == ""
    visit.photograph("admin-connexion")


@widths
def test_draft_previewed_by_a_curator_is_accessible(visitor: Any, width: int) -> None:
    """Visitors get a 404 there; the team sees the page, and that it is a draft."""
    visit = visitor(width)
    page = visit.open(f"/admin/login/?next=/initiatives/{DRAFT}/")

    page.locator("input[name=username]").fill(CURATOR)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[type=submit]").click()

    page.wait_for_url(f"**/initiatives/{DRAFT}/")
    assert page.locator(".banner").first.inner_text().startswith("Brouillon")
    assert visit.overflow == 0
    assert visit.axe() == ""
    visit.photograph("initiative-brouillon")

    visit.open("/styles/")
    assert visit.overflow == 0
    assert visit.axe() == ""
    visit.photograph("styles")
