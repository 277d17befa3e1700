"""With the keyboard alone: everything is reached, and one sees where one is."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.pages import FULL, WIDTHS

SMALLEST_CONTRAST = 3.0  # WCAG 1.4.11: what shows the focus, against what is behind it
SMALLEST_OUTLINE = 2.0  # CSS pixels
MOST_STOPS = 500
# What can be reached with Tab: nothing that is folded away or hidden.
REACHABLE = """
[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]')]
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


@widths
@pytest.mark.parametrize("path", ["/", "/initiatives/", f"/initiatives/{FULL}/"])
def test_first_tab_offers_to_skip_to_the_content(come: Any, path: str, width: int) -> None:
    page = come(width, path)
    skip = page.get_by_role("link", name="Aller au contenu")

    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    with page.expect_navigation():
        skip.press("Enter")

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
def test_panel_is_folded_with_the_keyboard(come: Any, width: int) -> None:
    page = come(width, "/initiatives/")
    if width == min(WIDTHS):
        page.goto("/initiatives/#filtres")
    panel = page.locator(".facet[open]").first
    panel.evaluate("one => one.id = 'essai'")
    panel = page.locator("#essai")

    panel.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(panel).not_to_have_attribute("open", "")
