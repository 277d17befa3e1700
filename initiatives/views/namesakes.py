"""Places of one name, to choose from."""

from initiatives.models import Place
from initiatives.search import Understanding
from initiatives.views.address import Asked


def namesakes(meant: Understanding | None, asked: Asked, path: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """For each name in the words that several places bear: what each is called, and the address that means it."""
    if meant is None:
        return []
    parts = {part.label: part.rest for part in meant.parts if part.kind == "place"}
    found = []
    for text, places in meant.choices:
        rest = asked.without("q")
        rest = rest.more("q", parts[text]) if parts.get(text) else rest
        found.append((text, [(place_label(one), rest.more(one.level, one.code).link(path)) for one in places]))
    return found


def place_label(place: Place) -> str:
    """What a place is called among others of its name: « Saint-Denis – commune, Réunion »."""
    inside = place.departement or place.region
    return f"{place.name} – {place.get_level_display()}" + (f", {inside.name}" if inside else "")
