"""Everyday French: the commoner words of pyspellchecker's list, counted in film subtitles."""

from functools import cache

from spellchecker import SpellChecker

from pairaidance.kit import french

LEAST = 100  # times in the subtitles, of 350 million words: rarer ones are names and slips as well


def is_french(word: str) -> bool:
    """Whether a folded word is one that people write in French."""
    return word in _words()


@cache
def _words() -> frozenset[str]:
    counts = SpellChecker(language="fr").word_frequency.dictionary
    return frozenset(french.fold(word) for word, count in counts.items() if count >= LEAST)
