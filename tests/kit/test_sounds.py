"""What sounds the same in French, however it is written."""

import pytest

from pairaidance.kit import french
from pairaidance.kit.sounds import sound, sounds


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("skizofrénie", "schizophrénie"),
        ("psikiatrie", "psychiatrie"),
        ("sikiatrie", "psychiatrie"),
        ("épatite", "hépatites"),
        ("alcolique", "alcooliques"),
        ("bipolère", "bipolaires"),
        ("toxiko", "toxico"),
        ("ébergement", "hébergement"),
        ("dépretion", "dépression"),
        ("vivr", "vivre"),
        ("anonime", "anonymes"),
    ],
)
def test_slips_sound_like_what_was_meant(written: str, meant: str) -> None:
    assert sound(french.fold(written)) == sound(french.fold(meant)) != ""


@pytest.mark.parametrize(("one", "other"), [("alcool", "accueil"), ("prison", "maison"), ("lille", "lyon")])
def test_other_words_sound_otherwise(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def test_a_phrase_sounds_word_by_word() -> None:
    assert sounds("veu plu vivr") == sounds("veux plus vivre")
    assert sounds("a") == "a"
