"""Somebody who came to do something: with a mouse or the keyboard alone, on a narrow or a wide screen."""

import re
from typing import Any

from playwright.sync_api import Error, expect


class Guest:
    """A visitor's hands on one page. What leads elsewhere is followed until one is there."""

    def __init__(self, visit: Any, *, keyboard: bool) -> None:
        self.visit = visit
        self.page = visit.page
        self.scripts = visit.scripts
        self.width = visit.width
        self.keyboard = keyboard

    def open(self, path: str) -> "Guest":
        """Comes to a path."""
        self.visit.open(path)
        return self

    def press(self, target: Any) -> None:
        """Clicks, or reaches it and presses Enter."""
        if self.keyboard:
            target.focus()
            expect(target).to_be_focused()
            target.press("Enter")
        else:
            try:
                target.click(timeout=3_000)
            except Error:  # what is offered while one types covers it: a click beside closes that
                self.page.locator("h1").first.click()
                target.click()

    def follow(self, target: Any) -> None:
        """Presses what leads somewhere, and waits until one is there: what is read before is the page before."""
        with self.page.expect_navigation():
            self.press(target)

    def tick(self, box: Any) -> None:
        """Ticks a checkbox by its label, or with the space bar."""
        if self.keyboard:
            box.focus()
            box.press("Space")
        else:
            self.page.locator("label", has=box).click()

    def type(self, label: str, text: str) -> None:
        """Writes into a field."""
        self.page.get_by_label(label).fill(text)

    def unfold_filters(self) -> None:
        """The filters stand aside on a wide screen, and behind a link on a narrow one."""
        way = self.page.get_by_role("link", name="Filtrer")
        if way.is_visible():
            self.follow(way)
        expect(self.page.locator("#filtres")).to_be_visible()

    def found(self) -> int:
        """How many initiatives the list says it found."""
        number = re.match(r"\d+", self.page.locator("#resultats").inner_text())
        return int(number[0]) if number else 0

    def cards(self) -> list[str]:
        """What is listed."""
        return [card.get_attribute("data-initiative") for card in self.page.locator(".card").all()]
