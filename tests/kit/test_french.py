"""French text as tokens."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairaidance.kit import french


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Vandœuvre-lès-Nancy", "vandoeuvre-les-nancy"),
        ("L’Haÿ-les-Roses", "l’hay-les-roses"),
        ("ÉQUIPE", "equipe"),
        ("Ærø", "aero"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert french.fold(text) == folded


def test_words_are_parted_by_every_apostrophe_and_hyphen() -> None:
    assert french.words("l'entente d’aujourd'hui, auto-support / santé‑pair") == [
        "l", "entente", "d", "aujourd", "hui", "auto", "support", "sante", "pair",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bénévole", "benevoles"),
        ("médiateur", "mediateurs"),
        ("addiction", "Addictions"),
        ("pair", "pairs"),
        ("isolé", "isolées"),
        ("réfugiés", "réfugiée"),
        ("médiateur", "médiatrices"),
        ("joueur", "joueuses"),
        ("anxieux", "anxieuse"),
        ("veuf", "veuves"),
        ("collectif", "collective"),
        ("infirmier", "infirmières"),
        ("étranger", "étrangères"),
        ("lieu", "lieux"),
    ],
)
def test_stems_forgive_accents_and_endings(one: str, other: str) -> None:
    assert french.stems(one) == french.stems(other)


def test_stems_drop_empty_words_unless_there_is_no_other() -> None:
    assert french.stems("le collectif de la rue") == french.stems("collectif rue")
    assert french.stems("de la") == ["de", "la"]


def test_au_pair_is_one_word() -> None:
    assert french.words("Au-pair, ou au  pair") == ["aupair", "ou", "aupair"]
    assert french.words("du pair au pair-aidant") == ["du", "pair", "au", "pair", "aidant"]


def test_slugify_turns_an_apostrophe_into_a_hyphen() -> None:
    assert french.slugify("Un Chez Soi d’Abord") == "un-chez-soi-d-abord"


@given(st.text(max_size=200))
def test_stems_hold_nothing_but_letters_and_digits(text: str) -> None:
    """They go into two databases' query languages: no operator may pass."""
    assert all(french.WORD.fullmatch(stem) for stem in french.stems(text))


@given(st.text(max_size=100))
def test_stems_of_what_was_folded_are_the_same(text: str) -> None:
    assert french.stems(french.fold(text)) == french.stems(text)


def test_threads_that_stem_at_once_get_the_stems_of_their_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [
        f"{start}{end}" for start in ("assoc", "entent", "soutien", "lill", "abstin") for end in ("iation", "ement")
    ]
    alone = [french.stem.__wrapped__(word) for word in words] * 200

    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # seconds: a thread is interrupted within a word
    try:
        with ThreadPoolExecutor(max_workers=8) as threads:
            at_once = list(threads.map(french.stem.__wrapped__, words * 200, chunksize=20))
    finally:
        sys.setswitchinterval(usual)

    assert at_once == alone
