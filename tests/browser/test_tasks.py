"""What people come for, done as they do it: narrow and wide, without JavaScript, and with the keyboard alone."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.guest import Guest
from tests.browser.pages import FULL, NEW, OLD, WIDTHS

widths = pytest.mark.parametrize("width", WIDTHS)


scripted = pytest.mark.parametrize("scripts", [True, False], ids=["js", "no-js"])


@pytest.fixture
def come(visitor: Any) -> Any:
    """`come(320, "/")` → that page, without JavaScript."""
    return lambda width, path: visitor(width, scripts=False).open(path)


@pytest.fixture(
    params=[(width, scripts, keyboard) for width in WIDTHS for scripts in (True, False) for keyboard in (True, False)],
    ids=lambda one: f"{one[0]}-{'js' if one[1] else 'no-js'}-{'keyboard' if one[2] else 'mouse'}",
)
def guest(request: pytest.FixtureRequest, visitor: Any) -> Guest:
    """Somebody who comes, in each of the ways that people come."""
    width, scripts, keyboard = request.param
    return Guest(visitor(width, scripts=scripts), keyboard=keyboard)


def test_place_typed_at_home_leads_to_its_initiative(guest: Guest) -> None:
    guest.open("/")

    guest.type("Où ?", "Lille")
    guest.follow(guest.page.get_by_role("button", name="Chercher"))

    assert guest.page.url.endswith("/initiatives/?commune=59350")
    assert guest.found() == 1
    expect(guest.page.locator(".card h3")).to_have_text(["collectif des SDF de Lille"])


def test_homonym_chosen_leads_to_the_one_meant(guest: Guest) -> None:
    """Four communes are called Saint-Denis: the site never chooses for the visitor."""
    guest.open("/")
    guest.type("Où ?", "Saint-Denis")
    guest.follow(guest.page.get_by_role("button", name="Chercher"))

    choices = guest.page.get_by_role("region", name="quel lieu voulez-vous dire").get_by_role("link")
    expect(choices).to_have_count(4)
    guest.follow(choices.filter(has_text="La Réunion"))

    assert guest.page.url.endswith("/initiatives/?commune=97411")
    assert guest.cards()[0] == FULL


def test_word_typed_finds_the_initiative(guest: Guest) -> None:
    guest.open("/initiatives/")

    guest.type("Quoi ?", "un chez soi")
    guest.follow(guest.page.get_by_role("button", name="Appliquer").first)
    guest.follow(guest.page.get_by_role("link", name="Un Chez Soi d’Abord", exact=True))

    expect(guest.page.locator("h1")).to_contain_text("Un Chez Soi d’Abord")


def test_status_ticked_finds_as_many_as_it_said(guest: Guest) -> None:
    guest.open("/initiatives/")
    guest.unfold_filters()
    box = guest.page.locator("input[name=statut][value=travail-pair]")
    promised = int(guest.page.locator("label.check", has=box).locator(".count").inner_text())

    guest.tick(box)
    guest.follow(guest.page.locator("#filtres").get_by_role("button", name="Appliquer"))

    assert "statut=travail-pair" in guest.page.url
    assert guest.found() == promised > 0
    expect(guest.page.locator(".chips li")).to_have_count(1)
    expect(guest.page.locator("input[value=travail-pair]")).to_be_checked()


def test_chip_removed_widens_the_list(guest: Guest) -> None:
    guest.open("/initiatives/?statut=travail-pair&pays=FR")
    before = guest.found()

    guest.follow(guest.page.get_by_label("Choix en cours").get_by_role("link", name="Retirer Pays : France"))

    assert guest.page.url.endswith("/initiatives/?statut=travail-pair")
    assert guest.found() > before
    expect(guest.page.locator(".chips li")).to_have_count(1)


def test_empty_list_loosened_finds_as_many_as_it_said(guest: Guest) -> None:
    guest.open("/initiatives/?statut=auto-support&commune=97411")
    assert guest.page.locator("#resultats").inner_text() == "aucun résultat"
    way_out = guest.page.get_by_role("link", name="Sans « statut")
    promised = re.search(r"(\d+) initiative", way_out.inner_text())

    guest.follow(way_out)

    assert promised is not None
    assert guest.found() == int(promised[1]) > 0


def test_structure_is_reached_in_two_steps(guest: Guest) -> None:
    """From the list to its page, and there a button that calls."""
    guest.open("/initiatives/?commune=97411")

    guest.follow(guest.page.locator(".card a").first)

    call = guest.page.get_by_role("region", name="La joindre").get_by_role("link", name="+262")
    expect(call).to_be_visible()
    expect(call).to_have_attribute("href", "tel:+262262000000")
    expect(guest.page.get_by_role("link", name="maison@exemple.invalid")).to_have_attribute(
        "href", "mailto:maison@exemple.invalid"
    )


def test_initiative_is_shared_by_a_short_address(guest: Guest) -> None:
    guest.open(f"/initiatives/{FULL}/")
    guest.press(guest.page.locator(".share summary"))

    short = guest.page.get_by_label("Adresse à copier").input_value()
    sms = guest.page.get_by_role("link", name="Par SMS")
    expect(sms).to_have_attribute("href", re.compile(r"^sms:\?&body=.+%2Fi%2F|^sms:\?&body=.+/i/"))
    expect(guest.page.get_by_role("img", name="Code QR de cette adresse")).to_be_visible()
    expect(guest.page.get_by_role("button", name="Imprimer")).to_be_visible(visible=guest.scripts)
    guest.page.goto(short)
    assert guest.page.url.endswith(f"/initiatives/{FULL}/")


def test_source_is_read_from_the_fact(guest: Guest) -> None:
    """From a fact to the words that say it, and on to the document, in two steps."""
    guest.open("/initiatives/un-chez-soi-d-abord/")
    note = guest.page.get_by_role("link", name="Note 1", exact=True).first

    if guest.scripts:
        guest.press(note)
        opened = guest.page.get_by_role("dialog", name="Note 1")
    else:
        guest.follow(note)
        assert guest.page.url.endswith("/initiatives/un-chez-soi-d-abord/#note-1")
        opened = guest.page.locator("#note-1")

    expect(opened).to_be_in_viewport()
    expect(opened.locator("blockquote")).to_contain_text("Un Chez Soi d’Abord (2011)")
    guest.follow(opened.locator("a", has=guest.page.locator("cite")))
    expect(guest.page.locator("h1")).to_contain_text("Pair aidance")


def test_definition_read_with_its_sources_unfolded(guest: Guest) -> None:
    guest.open("/reperes/")
    guest.follow(guest.page.get_by_role("link", name="Définitions"))

    guest.follow(guest.page.get_by_role("navigation", name="Vocabulaires").get_by_role("link", name="Notion"))
    term = guest.page.locator("#retablissement")
    guest.press(term.locator("summary"))

    assert guest.page.url.endswith("/reperes/definitions/#vocabulaire-notion")
    expect(term.get_by_role("heading")).to_contain_text("Rétablissement")
    expect(term.locator("p").first).not_to_be_empty()
    expect(term.locator("blockquote").first).to_be_visible()


def test_study_found_with_its_limits(guest: Guest) -> None:
    """A finding never stands without the limits of its study."""
    guest.open("/etudes/")
    finding = guest.page.locator(".finding", has=guest.page.locator(".limits")).first
    limits = finding.locator(".limits").inner_text().removeprefix("Limites\N{NO-BREAK SPACE}:").strip()

    guest.follow(finding.get_by_role("link", name="Évaluation"))

    assert "/etudes/" in guest.page.url
    assert limits
    expect(guest.page.locator(".fact", has_text="Limites").locator("dd")).to_contain_text(limits)


def test_cell_of_the_map_of_studies_leads_to_what_was_found(guest: Guest) -> None:
    guest.open("/etudes/")
    table = guest.page.get_by_role("table", name="Études par terrain et par effet étudié")

    assert table.get_by_text("aucune étude citée").count() > 0
    guest.follow(table.get_by_role("link", name="ne permet pas de conclure"))

    assert guest.page.url.endswith("/etudes/un-chez-soi-d-abord/#effet-propre-du-travail-pair")


def test_figure_is_cited_with_its_date_and_source(guest: Guest) -> None:
    guest.open("/reperes/")
    guest.follow(guest.page.get_by_role("link", name="Chiffres"))

    row = guest.page.get_by_role("row", name="Travailleurs pairs aux États-Unis")
    expect(row).to_contain_text("2015")
    note = row.get_by_role("link", name="Note 1").first
    if guest.scripts:
        guest.press(note)
        expect(guest.page.get_by_role("dialog")).to_contain_text("environ 10.000 travailleurs pairs")
    else:
        guest.follow(note)
        expect(guest.page.locator("li:target")).to_contain_text("environ 10.000 travailleurs pairs")


def test_correction_page_gives_the_address_to_write_to(guest: Guest, contact: str) -> None:
    guest.open(f"/initiatives/{FULL}/")

    guest.follow(guest.page.get_by_role("link", name="Compléter ou corriger"))

    expect(guest.page.get_by_role("link", name=contact).first).to_have_attribute("href", f"mailto:{contact}")


def test_next_page_and_back_show_all_once(guest: Guest) -> None:
    guest.open("/initiatives/")
    first = guest.cards()

    guest.follow(guest.page.get_by_role("link", name="Page suivante"))
    second = guest.cards()

    assert len({*first, *second}) == len(first) + len(second) == guest.found()
    guest.follow(guest.page.get_by_role("link", name="Page précédente"))
    assert guest.cards() == first


def test_the_same_page_is_there_in_english_and_back(guest: Guest) -> None:
    guest.open("/etudes/")

    guest.follow(guest.page.get_by_role("link", name="English"))
    assert guest.page.url.endswith("/en/etudes/")
    expect(guest.page.locator("html")).to_have_attribute("lang", "en")
    guest.follow(guest.page.get_by_role("link", name="Français"))

    assert guest.page.url.endswith("/etudes/")
    assert "/en/" not in guest.page.url


@widths
@scripted
def test_initiative_on_paper_has_its_notes_and_a_code(visitor: Any, width: int, scripts: bool) -> None:
    page = visitor(width, scripts=scripts).open(f"/initiatives/{FULL}/")

    page.emulate_media(media="print")

    expect(page.locator(".print-only .qr")).to_be_visible()
    expect(page.locator(".print-only")).to_contain_text("/i/")
    expect(page.locator("#note-1 blockquote")).to_be_visible()
    expect(page.locator(".site-header nav")).to_be_hidden()
    expect(page.locator(".help-bar")).to_be_hidden()


@widths
def test_results_change_in_place_and_history_goes_back(visitor: Any, width: int) -> None:
    """No page is loaded; what was found is said; the keyboard stands on the results; back means back."""
    guest = Guest(visitor(width), keyboard=False)
    guest.open("/initiatives/")
    guest.page.evaluate("window.stays = true")
    guest.type("Quoi ?", "auto-support")
    guest.follow(guest.page.get_by_role("button", name="Appliquer").first)

    assert guest.page.url.endswith("/initiatives/?q=auto-support")
    assert guest.page.evaluate("window.stays") is True
    expect(guest.page.locator("#resultats")).to_be_focused()
    expect(guest.page.locator("#annonce")).to_have_text(guest.page.locator("#resultats").inner_text())
    assert "Auto-support" in guest.page.title()
    narrowed = guest.found()
    guest.page.go_back()
    expect(guest.page.locator("#resultats")).not_to_have_text(re.compile(f"^{narrowed} "))
    assert guest.page.evaluate("window.stays") is True
    assert guest.page.url.endswith("/initiatives/")


@widths
def test_what_is_wrong_is_said_in_place_too(visitor: Any, width: int) -> None:
    guest = Guest(visitor(width), keyboard=False)
    guest.open("/initiatives/")
    guest.type("Où ?", "Nullepart-sur-Rien")
    guest.follow(guest.page.get_by_role("button", name="Appliquer").first)

    expect(guest.page.get_by_role("alert")).to_contain_text("inconnu")
    expect(guest.page.get_by_label("Où ?")).to_have_value("Nullepart-sur-Rien")
    expect(guest.page.get_by_role("alert").get_by_role("heading")).to_be_focused()
    guest.visit.errors.clear()  # the browser's own line about the status 400


@widths
def test_around_me_asks_first_and_sends_a_kilometre_at_most(visitor: Any, width: int) -> None:
    visit = visitor(width)
    page = visit.open("/")
    visit.context.grant_permissions(["geolocation"])
    visit.context.set_geolocation({"latitude": 45.188529, "longitude": 5.724524})

    with page.expect_navigation():
        page.get_by_role("button", name="Autour de moi").click()

    assert page.url.endswith("/initiatives/?near=45.19,5.72&radius=50")
    expect(page.locator(".card h3").first).to_have_text("ville de Grenoble")
    assert not [url for url in visit.requests if "45.188" in url]
    visit.context.clear_permissions()


@widths
def test_a_position_that_is_refused_is_said(visitor: Any, width: int) -> None:
    visit = visitor(width)
    page = visit.open("/")
    visit.context.clear_permissions()
    page.evaluate("() => { navigator.geolocation.getCurrentPosition = (_found, denied) => denied({ code: 1 }) }")

    page.get_by_role("button", name="Autour de moi").click()

    expect(page.locator(".around [role=status]")).to_have_text("Votre position n’est pas connue. Écrivez un lieu.")


@widths
def test_note_opened_in_place_is_accessible_and_closes_back(visitor: Any, width: int) -> None:
    visit = visitor(width)
    page = visit.open(f"/initiatives/{FULL}/")
    note = page.get_by_role("link", name="Note 2", exact=True).first
    note.focus()

    note.press("Enter")
    card = page.get_by_role("dialog", name="Note 2")
    expect(card).to_be_focused()
    assert visit.overflow == 0
    assert visit.axe() == ""
    visit.photograph("note-ouverte")
    page.keyboard.press("Escape")

    expect(card).to_have_count(0)
    expect(note).to_be_focused()
    assert page.url.endswith(f"/initiatives/{FULL}/")


@widths
def test_acronym_opens_its_meaning_in_place(visitor: Any, width: int) -> None:
    visit = visitor(width)
    page = visit.open("/reperes/histoire/")

    page.get_by_role("button", name="FNAPSY").first.click()

    expect(page.locator("#sigle-fnapsy")).to_be_visible()
    expect(page.locator("#sigle-fnapsy")).to_contain_text("Fédération Nationale des Patients en Psychiatrie")
    assert visit.axe() == ""


@widths
@pytest.mark.parametrize("path", ["/initiatives/", "/initiatives/carte/"])
def test_map_that_moves_comes_on_request_and_calls_nobody_else(visitor: Any, path: str, width: int) -> None:
    visit = visitor(width)
    page = visit.open(path)
    assert not [url for url in visit.requests if "leaflet" in url]

    page.get_by_role("button", name="Déplacer et agrandir la carte").click()
    marks = page.locator(".live-mark")
    marks.first.wait_for()

    assert [url for url in visit.requests if "leaflet" in url]
    assert marks.count() > 2
    expect(page.get_by_role("button", name="La Réunion")).to_be_visible()
    assert visit.overflow == 0
    assert visit.axe() == ""
    visit.assert_undisturbed()
    visit.photograph(f"carte-interactive{path.replace('/', '-')}")
    page.get_by_role("button", name="La Réunion").click()
    reunion = page.get_by_role("link", name="Réunion").last
    reunion.wait_for()


@widths
def test_mark_on_the_map_leads_to_its_list_by_keyboard(visitor: Any, width: int) -> None:
    page = visitor(width).open("/initiatives/carte/")
    page.get_by_role("button", name="Déplacer et agrandir la carte").click()
    mark = page.locator(".live-mark[aria-label^='Hauts-de-France']")
    mark.wait_for()

    mark.focus()
    with page.expect_navigation():
        mark.press("Enter")

    assert "region=32" in page.url or "commune=59350" in page.url


@widths
@pytest.mark.parametrize("path", ["/", "/initiatives/", "/recherche/"])
def test_what_may_be_meant_is_offered_while_one_types_and_taken_by_keyboard(
    visitor: Any, path: str, width: int
) -> None:
    visit = visitor(width)
    page = visit.open(path)
    field = page.locator("#quoi")
    assert not [url for url in visit.requests if "suggest" in url]

    field.click()
    field.press_sequentially("addic", delay=30)
    option = page.get_by_role("option", name="Addictions")
    option.wait_for()

    assert field.get_attribute("role") == "combobox"
    assert field.get_attribute("aria-expanded") == "true"
    assert visit.overflow == 0
    assert visit.axe() == ""
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    visit.photograph(f"propositions{path.replace('/', '-')}")
    field.press("Enter")
    assert field.input_value() == "Addictions"
    expect(page.locator("#quoi-propositions")).to_be_hidden()
    field.fill("clod")
    page.get_by_role("option", name="Rue et hébergement").wait_for()
    field.press("Escape")
    expect(page.locator("#quoi-propositions")).to_be_hidden()
    assert field.input_value() == "clod"
    visit.assert_undisturbed()


def test_a_place_is_offered_and_taken_by_mouse(visitor: Any) -> None:
    page = visitor(320).open("/")
    page.locator("#ou").press_sequentially("greno", delay=30)

    page.get_by_role("option", name="Grenoble (38)").click()

    assert page.locator("#ou").input_value() == "Grenoble (38)"
    with page.expect_navigation():
        page.get_by_role("button", name="Chercher", exact=True).click()
    assert "commune=38185" in page.url


def test_renamed_entry_is_found_at_its_old_address(come: Any) -> None:
    """Links that people keep go on working."""
    page = come(1280, f"/initiatives/{OLD}/")

    assert page.url.endswith(f"/initiatives/{NEW}/")
