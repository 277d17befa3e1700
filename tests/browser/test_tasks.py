"""What people come for, done as they do it: narrow and wide, without JavaScript, and with the keyboard alone."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.pages import WIDTHS
from tests.browser.plant import FULL, NEW, OLD

SMALLEST_CONTRAST = 3.0  # WCAG 1.4.11: what shows the focus, against what is behind it
SMALLEST_OUTLINE = 2.0  # CSS pixels
MOST_STOPS = 500
# What can be reached with Tab: nothing that is folded away or hidden.
REACHABLE = """
[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
  .filter(one => one.checkVisibility()).length
"""
# The focused element: a name to report it by, its outline, and the colour that the outline is seen against.
FOCUSED = """(() => {
  const one = document.activeElement
  if (one === document.body) return null
  let around = one.parentElement
  while (around.parentElement && getComputedStyle(around).backgroundColor === 'rgba(0, 0, 0, 0)') {
    around = around.parentElement
  }
  const style = getComputedStyle(one)
  return {
    name: one.outerHTML.slice(0, 120),
    style: style.outlineStyle,
    width: parseFloat(style.outlineWidth),
    color: style.outlineColor,
    behind: getComputedStyle(around).backgroundColor,
  }
})()"""

widths = pytest.mark.parametrize("width", WIDTHS)


@pytest.fixture
def come(visitor: Any) -> Any:
    """`come(320, "/")` → that page, without JavaScript."""
    return lambda width, path: visitor(width, scripts=False).open(path)


def follow(target: Any, *, key: str = "") -> None:
    """Clicks (or presses a key on) what leads somewhere, and waits until one is there.

    A click alone returns before the next page has come, and what is read then is the page before.
    """
    with target.page.expect_navigation():
        if key:
            target.press(key)
        else:
            target.click()


def found(page: Any) -> int:
    """How many initiatives the list says it found."""
    number = re.match(r"\d+", page.locator("#resultats").inner_text())
    return int(number[0]) if number else 0


@widths
def test_place_typed_at_home_leads_to_its_initiative(come: Any, width: int) -> None:
    page = come(width, "/")

    page.get_by_label("Où ?").fill("Lille")
    follow(page.get_by_role("button", name="Chercher"))

    assert page.url.endswith("/initiatives/?commune=59350")
    assert found(page) == 1
    expect(page.locator(".card h3")).to_have_text(["collectif des SDF de Lille"])


@widths
def test_homonym_chosen_leads_to_the_one_meant(come: Any, width: int) -> None:
    """Four communes are called Saint-Denis: the site never chooses for the visitor."""
    page = come(width, "/")
    page.get_by_label("Où ?").fill("Saint-Denis")
    follow(page.get_by_label("Où ?"), key="Enter")

    choices = page.get_by_role("region", name="quel lieu voulez-vous dire").get_by_role("link")
    expect(choices).to_have_count(4)
    follow(choices.filter(has_text="La Réunion"))

    assert page.url.endswith("/initiatives/?commune=97411")
    assert page.locator(".card").first.get_attribute("data-initiative") == FULL


@widths
def test_status_ticked_finds_as_many_as_it_said(come: Any, width: int) -> None:
    page = come(width, "/initiatives/")
    choice = page.locator("label.check", has=page.locator("input[name=statut][value=travail-pair]"))
    promised = int(choice.locator(".count").inner_text())

    choice.click()
    follow(page.get_by_role("button", name="Appliquer").first)

    assert "statut=travail-pair" in page.url
    assert found(page) == promised > 0
    assert page.locator("input[value=travail-pair]").is_checked()
    expect(page.locator(".chips li")).to_have_count(1)


@widths
def test_chip_removed_widens_the_list(come: Any, width: int) -> None:
    page = come(width, "/initiatives/?statut=travail-pair&pays=FR")
    before = found(page)

    follow(page.get_by_label("Choix en cours").get_by_role("link", name="Retirer Pays : France"))

    assert page.url.endswith("/initiatives/?statut=travail-pair")
    assert found(page) > before
    expect(page.locator(".chips li")).to_have_count(1)


@widths
def test_empty_list_loosened_finds_as_many_as_it_said(come: Any, width: int) -> None:
    page = come(width, "/initiatives/?statut=auto-support&commune=97411")
    assert page.locator("#resultats").inner_text() == "aucun résultat"
    way_out = page.get_by_role("link", name="Sans « statut")
    promised = re.search(r"(\d+) initiative", way_out.inner_text())

    follow(way_out)

    assert promised is not None
    assert found(page) == int(promised[1]) > 0


@widths
def test_note_followed_leads_to_its_quote_and_source(come: Any, width: int) -> None:
    """From a fact to the words that say it, and on to the document, in two steps."""
    page = come(width, "/initiatives/")
    page.get_by_label("Quoi ?").fill("un chez soi")
    follow(page.get_by_label("Quoi ?"), key="Enter")
    follow(page.get_by_role("link", name="Un Chez Soi d’Abord", exact=True))

    follow(page.get_by_role("link", name="Note 1", exact=True).first)

    assert page.url.endswith("/initiatives/un-chez-soi-d-abord/#note-1")
    expect(page.locator("#note-1")).to_be_in_viewport()
    expect(page.locator("#note-1 blockquote")).to_contain_text("Un Chez Soi d’Abord (2011)")
    follow(page.locator("#note-1 cite"))
    assert page.url.endswith("/sources/pair-aidance-2016/")
    expect(page.locator("h1")).to_contain_text("Pair aidance")


@widths
def test_definition_read_with_its_sources_unfolded(come: Any, width: int) -> None:
    page = come(width, "/")
    follow(page.get_by_role("link", name="Les mots et leurs débats"))

    follow(page.get_by_role("navigation", name="Vocabulaires").get_by_role("link", name="Notion"))
    term = page.locator("#retablissement")
    term.get_by_text("Sources et citations").click()

    assert page.url.endswith("/reperes/definitions/#vocabulaire-notion")
    expect(term.get_by_role("heading")).to_contain_text("Rétablissement")
    expect(term.locator("p").first).not_to_be_empty()
    expect(term.locator("blockquote").first).to_be_visible()


@widths
def test_study_found_with_its_limits(come: Any, width: int) -> None:
    """A finding never stands without the limits of its study."""
    page = come(width, "/")
    follow(page.get_by_role("link", name="Ce que dit la recherche"))
    finding = page.locator(".finding", has_text="Limites :").first
    limits = finding.locator("p", has_text="Limites :").inner_text().removeprefix("Limites :").strip()

    follow(finding.get_by_role("link", name="Étude :"))

    assert "/etudes/" in page.url
    assert limits
    expect(page.locator(".fact", has_text="Limites").locator("dd")).to_contain_text(limits)


@widths
def test_correction_page_gives_the_address_to_write_to(come: Any, contact: str, width: int) -> None:
    page = come(width, f"/initiatives/{FULL}/")

    follow(page.get_by_role("link", name="Compléter ou corriger"))

    expect(page.get_by_role("link", name=contact).first).to_have_attribute("href", f"mailto:{contact}")


@widths
def test_next_page_and_back_show_all_once(come: Any, width: int) -> None:
    page = come(width, "/initiatives/")
    first = [card.get_attribute("data-initiative") for card in page.locator(".card").all()]

    follow(page.get_by_role("link", name="Page suivante"))
    second = [card.get_attribute("data-initiative") for card in page.locator(".card").all()]

    assert len({*first, *second}) == len(first) + len(second) == found(page)
    follow(page.get_by_role("link", name="Page précédente"))
    assert [card.get_attribute("data-initiative") for card in page.locator(".card").all()] == first


def test_renamed_entry_is_found_at_its_old_address(come: Any) -> None:
    """Links that people keep go on working."""
    page = come(1280, f"/initiatives/{OLD}/")

    assert page.url.endswith(f"/initiatives/{NEW}/")


@widths
@pytest.mark.parametrize("path", ["/", "/initiatives/", f"/initiatives/{FULL}/"])
def test_first_tab_offers_to_skip_to_the_content(come: Any, path: str, width: int) -> None:
    page = come(width, path)
    skip = page.get_by_role("link", name="Aller au contenu")

    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    follow(skip, key="Enter")

    assert page.url.endswith("#contenu")
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1


@widths
@pytest.mark.parametrize("colors", ["light", "dark"])
def test_keyboard_reaches_everything_on_the_list_and_shows_where_it_is(visitor: Any, width: int, colors: str) -> None:
    page = visitor(width, scripts=False, colors=colors).open("/initiatives/?statut=travail-pair&pays=FR")
    reachable = page.evaluate(REACHABLE)

    stops = list(tab_through(page))

    assert len(stops) == reachable
    assert [stop for stop in stops if not shows(stop)] == []


def tab_through(page: Any) -> Any:
    """Each element that Tab stops at, until it leaves the page."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            return
        yield focused


def shows(stop: dict[str, Any]) -> bool:
    """Whether one sees that it has the focus."""
    drawn = stop["style"] != "none" and stop["width"] >= SMALLEST_OUTLINE
    return drawn and contrast(stop["color"], stop["behind"]) >= SMALLEST_CONTRAST


def contrast(one: str, other: str) -> float:
    """The contrast of two opaque CSS colours, from 1 to 21, as WCAG defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    """The relative luminance of « rgb(r, g, b) », from 0 to 1."""
    shares = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@widths
def test_checkbox_is_ticked_and_sent_with_the_keyboard(come: Any, width: int) -> None:
    page = come(width, "/initiatives/")
    page.locator("input[name=statut][value=travail-pair]").focus()

    page.keyboard.press("Space")
    follow(page.locator("input[name=statut][value=travail-pair]"), key="Enter")

    assert "statut=travail-pair" in page.url
    assert found(page) > 0


@widths
def test_panel_is_folded_with_the_keyboard(come: Any, width: int) -> None:
    page = come(width, "/initiatives/")
    panel = page.locator(".facet").first

    panel.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(panel).not_to_have_attribute("open", "")
