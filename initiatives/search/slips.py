"""Slips of the keyboard: the nearest known word or phrase, where what was typed is known to nobody."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from initiatives.search.everyday import is_everyday
from initiatives.search.gazetteer import NO_SHORT_NAMES
from initiatives.search.lexicon import Lexicon
from initiatives.search.query import Telling
from initiatives.search.wordlist import SHORTEST, Known, WordList, great_towns, of_names, of_places, word_list
from pairaidance.kit import french
from pairaidance.kit.dictionary import is_french
from pairaidance.kit.sounds import sound, sounds

LIKE_A_PHRASE = 86  # of 100
LONG = 8  # letters: of as long, two may be wrong
ELIDED = re.compile("[dl][aeiouy]")
GLUED = re.compile("([cdjlmnst]|qu)([aeiouyh][a-z]{3,})")
MOST_OFFERED = 3
DIGITS = (2, 3, 5)  # of a number of a département, of a postcode


def nearest_words(typed: str, lexicon: Lexicon) -> list[str]:
    """The known words or places that a word was meant to be: those that sound the same, then the nearest.

    A word of everyday French is no slip, but for what sounds the same: « lion » may be Lyon, « courriers » no town.
    """
    if typed.isdigit():
        return []
    known, heard = word_list(), sound(typed)
    most = 0 if len(typed) < SHORTEST or is_french(typed) else 1 if len(typed) < LONG else 2
    found = process.extract(typed, known.words.keys(), scorer=OSA.distance, score_cutoff=most, limit=20) if most else []
    near = [
        (sound(word) != heard, distance, word[0] != typed[0], known.words[word].rank, known.words[word].text)
        for word, distance, _at in found
        if (heard and sound(word) == heard) or _is_likely(typed, word, known.words[word])
    ]
    alike = [one for one in known.sounding.get(heard, []) if one.is_great_place or not one.is_place]
    if is_french(typed):  # « attaque » is no English « attack »
        alike = [one for one in alike if one.is_place or (one.kind == "phrase" and is_french(one.text))]
    near += [(False, most + 1, False, one.rank, one.text) for one in alike]
    apart = [f"{typed[:at]} {_text_of(typed[at:], known)}" for at in _parted(typed, lexicon)]
    return list(dict.fromkeys([*(text for *_rank, text in sorted(near)), *apart]))[:MOST_OFFERED]


def _is_likely(typed: str, word: str, known: Known) -> bool:
    """Whether a word that sounds otherwise may be meant: not « Lure » by « lire », nor « meuf » by « teuf »."""
    return len(typed) > SHORTEST or (word[0] == typed[0] and not known.is_place)


def elided(typed: dict[int, str], known: Telling) -> dict[int, str]:
    """Of words by their position, those that lost an apostrophe, mended: « demployeurs », « minsulte ».

    Some entry holds the rest, or it is everyday French.
    """
    glued = {at: found for at, word in typed.items() if (found := GLUED.fullmatch(word))}
    heard = known({french.stem(word) for found in glued.values() for word in (found[0], found[2])}) if glued else ()
    unknown = {at: one for at, one in glued.items() if french.stem(one[0]) not in heard}
    lost = {at: one for at, one in unknown.items() if french.stem(one[2]) in heard or _is_known_after(one)}
    return {at: f"{one[1]}’{one[2]}" for at, one in lost.items()}


def _is_known_after(glued: re.Match[str]) -> bool:
    return is_everyday(glued[2]) and not is_french(glued[0])


def _parted(typed: str, lexicon: Lexicon) -> list[int]:
    """Where a known phrase of one word ends and another known word or a number begins: « gemlille », « gem38 »."""
    known = word_list()
    parts = range(len(typed) - 2, 1, -1)
    return [at for at in parts if typed[:at] in lexicon.spelled and _text_of(typed[at:], known)]


def _text_of(typed: str, known: WordList) -> str:
    """How a known word is written, or a number of a place; "" for any other."""
    if typed.isdigit():
        return typed if len(typed) in DIGITS else ""
    return known.words[typed].text if typed in known.words else ""


def sounding_alike(typed: str) -> list[str]:
    """The names and great towns that sound as a word does, one that some entry holds: « lile », no « quand »."""
    alike = word_list().sounding.get(sound(typed), [])
    near = [one for one in alike if one.kind == "name" or (one.is_great_place and not is_everyday(typed))]
    return [one.text for one in sorted(near, key=lambda one: one.rank) if french.fold(one.text) != typed]


def nearest_name(glued: str) -> str | None:
    """The town or the part of a name, of several words, that a run of words was meant to be: « saint nazère »."""
    known = word_list()
    for way in _with_and_without_article(glued):
        near = process.extract(way, known.words.keys(), scorer=OSA.distance, score_cutoff=2, limit=3)
        nearest = (known.words[word] for word, _distance, _at in near)
        if found := name_of_same_sound(way) or _first_of_several_words(nearest):
            return found
    return None


def nearest_place(glued: str) -> str | None:
    """The place whose name has several words that a run of words was meant to be: « loire atlantike »."""
    known = of_places()
    if glued in known or len(glued) < LONG:
        return None
    near = process.extract(glued, known.keys(), scorer=OSA.distance, score_cutoff=2, limit=3)
    heard = sound(glued)
    return _first_of_several_words(known[key] for key, far, _at in near if far <= 1 or sound(key) == heard)


def is_near(typed: str, meant: str) -> bool:
    """Whether it is: by its sound, two letters of three, or its ends (« kip », « keep »); « lot » is no « et »."""
    sounds_so = bool(sound(typed)) and sound(typed) == sound(meant)
    ends_so = typed[0] == meant[0] and typed[-1] == meant[-1]
    return sounds_so or ends_so or 3 * OSA.distance(typed, meant) <= len(typed)


def name_of_same_sound(glued: str) -> str | None:
    """The one that sounds as a run of words does: « lile aux possible »."""
    ways = _with_and_without_article(glued)
    found = (_first_of_several_words(word_list().sounding.get(sound(way), [])) for way in ways)
    return next(filter(None, found), None)


def _with_and_without_article(glued: str) -> list[str]:
    """« Larmé du salu »; nothing where it is too short to tell."""
    ways = (glued, glued[1:] if ELIDED.match(glued) else "")
    return [way for way in ways if len(way) >= LONG]


def _first_of_several_words(known: Iterable[Known]) -> str | None:
    return next((one.text for one in known if len(french.words(one.text)) > 1), None)


def joined(first: str, second: str) -> str | None:
    """The known word that two make: « bi polaires »."""
    one = word_list().words.get(first + second) if len(first + second) >= SHORTEST else None
    return one.text if one and " " not in one.text and not (one.is_place and len(one.text) <= SHORTEST) else None


def town_of_same_stem(typed: str, lexicon: Lexicon) -> str | None:
    """The great town whose name has the same stem: « marseile », « saint étiene »; None for a word or a name."""
    towns = of_places()
    if typed in towns or typed in lexicon.words or typed in of_names() or typed in NO_SHORT_NAMES:
        return None
    near = [town for town in great_towns().get(french.stem(typed), []) if french.fold(town.text)[:2] == typed[:2]]
    return min(near, key=lambda town: town.rank).text if near else None


def phrase_of_same_sound(run: list[str], lexicon: Lexicon) -> str | None:
    """The known phrase of several words that sounds as a run of words does: « jenten dé voi »."""
    typed = _telling(run)
    same = next(filter(None, (lexicon.sounding.get(sounds(way)) for way in (typed, typed.removeprefix("j")))), None)
    return lexicon.spelled[same] if same else None


def _telling(run: list[str]) -> str:
    return " ".join(word for word in run if word not in french.EMPTY)


def nearest_phrase(run: list[str], lexicon: Lexicon) -> str | None:
    """The known phrase of several words that a run of words was meant to be: the nearest, or one that sounds so."""
    typed, same = _telling(run), phrase_of_same_sound(run, lexicon)
    found = None
    if not all(word in lexicon.words or is_french(word) for word in run):  # « crise alcool » is no « cure d'alcool »
        found = process.extractOne(typed, lexicon.longer, scorer=fuzz.ratio, score_cutoff=LIKE_A_PHRASE)
    if not found or _is_nearer_in_part(typed, *found[:2]) or f" {found[0]} " in f" {typed} ":
        return same
    return same if same and fuzz.ratio(typed, _telling(french.words(same))) >= found[1] else lexicon.spelled[found[0]]


def _is_nearer_in_part(typed: str, phrase: str, alike: float) -> bool:
    """Whether a phrase is more like some words but for the first or the last: that one has its own meaning."""
    words = typed.split()
    parts = (" ".join(words[1:]), " ".join(words[:-1])) if len(words) > 2 else ()
    return any(fuzz.ratio(part, phrase) > alike for part in parts)
