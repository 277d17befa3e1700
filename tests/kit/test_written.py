"""Lists that are JSON already, among what is not."""

import json

from pairaidance.kit.written import Renderer, Written, quoted, written


def test_they_take_their_places_and_nothing_else_does() -> None:
    words = {"words": [], "said": 'un "results":[] dans un texte'}
    data = {"count": 2, "results": Written([written({"a": "é"}), b'{"b":[]}']), "else": words, "none": Written()}

    whole = Renderer().render(data)

    assert json.loads(whole) == {"count": 2, "results": [{"a": "é"}, {"b": []}], "else": words, "none": []}
    assert list(json.loads(whole)) == list(data)


def test_texts_are_written_as_in_every_answer() -> None:
    text = 'l’« été »\u2028 "là" \\ \n\t\u2029 €'

    assert Written.of([f'{{"label":{quoted(text)}}}']) == [written({"label": text})]
