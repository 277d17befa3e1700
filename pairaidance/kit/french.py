"""French text as tokens: the same for what is indexed and for what is asked, on every database."""

import re
import unicodedata
from functools import lru_cache
from threading import local
from typing import Any

import snowballstemmer

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"})
WORD = re.compile(r"[0-9a-z]+")
# What ties words together and says nothing: dropped, unless nothing else was asked.
EMPTY = frozenset(
    [
        "a",
        "au",
        "aux",
        "avec",
        "c",
        "ce",
        "ces",
        "d",
        "dans",
        "de",
        "des",
        "du",
        "elle",
        "en",
        "et",
        "eux",
        "il",
        "ils",
        "j",
        "je",
        "l",
        "la",
        "le",
        "les",
        "leur",
        "lui",
        "m",
        "ma",
        "mais",
        "me",
        "mes",
        "moi",
        "mon",
        "n",
        "ne",
        "nos",
        "notre",
        "nous",
        "on",
        "ou",
        "par",
        "pas",
        "pour",
        "qu",
        "que",
        "qui",
        "s",
        "sa",
        "se",
        "ses",
        "son",
        "sur",
        "t",
        "ta",
        "te",
        "tes",
        "toi",
        "ton",
        "tu",
        "un",
        "une",
        "vos",
        "votre",
        "vous",
        "y",
    ]
)
# Two words that together mean another thing than each: one word. « Au pair aidant » is no such.
AU_PAIR = re.compile(r"\bau[ -]+pair\b(?![ -]+aid)")
# What is written short in names of places and of what bears them.
WRITTEN_OUT = {"st": "saint", "ste": "sainte"}
# By their endings: « lieux », « isolées », « médiatrice », « joueuse » as « anxieuse », « veuf », « étrangère ».
FORMS = (
    (re.compile(r"^(adie|cheve|enje|fe|geno|je|lie|milie|neve|voe)ux$"), r"\1u"),
    (re.compile(r"(?<=[a-z]{3})ees?$"), "e"),
    (re.compile(r"(?<=[a-z]{2})trices?$"), "teur"),
    (re.compile(r"(?<=[a-z]{3})eu(ses?|x|rs?)$"), "eur"),
    (re.compile(r"(?<=[a-z])([iu])fs?$"), r"\1ve"),
    (re.compile(r"(?<=[a-z]{2})ieres?$"), "ier"),
    (re.compile(r"(?<=[a-z])geres?$"), "ger"),
)
# Numbers in words are numbers: « les Quatre-Vents », « 3e souffle ». « Un » says too little.
NUMBERS = (
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme",
)
DIGITS = {word: str(number) for row in NUMBERS for number, word in enumerate(row.split(), start=2)}
ORDINAL = re.compile(r"^([0-9]{1,2})(?:e|es|eme|emes|er|ere)$")
WHOLE = frozenset({"mars"})  # a month and a service, no « mari »


class _Stemmer(local):
    """One for each thread: it keeps the word that it is at."""

    def __init__(self) -> None:
        self.of: Any = snowballstemmer.stemmer("french")


_stemmer = _Stemmer()


def fold(text: str) -> str:
    """Lower case, without accents or ligatures: « Vandœuvre-lès-Nancy » → « vandoeuvre-les-nancy »."""
    # Twice: what one step takes apart may hold capitals or ligatures of its own.
    apart = unicodedata.normalize("NFKD", text).lower().translate(LIGATURES)
    plain = unicodedata.normalize("NFKD", apart).lower()
    return "".join(char for char in plain if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """The words of a text, folded, in order; every apostrophe, hyphen and mark parts them."""
    return WORD.findall(AU_PAIR.sub("aupair", fold(text)))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of one folded word: « benevoles » → « benevol », « isolees » as « isole »."""
    if word in WHOLE:
        return word
    number = ORDINAL.sub(r"\1", DIGITS.get(word, word))
    return number if number.isdigit() else str(_stemmer.of.stemWord(_in_one_form(WRITTEN_OUT.get(word, word))))


def _in_one_form(word: str) -> str:
    """A word that has several forms in one of them: the stemmer expects accents, which are gone, and misses some."""
    for ending, other in FORMS:
        if ending.search(word):
            return ending.sub(other, word)
    return word


def stems(text: str) -> list[str]:
    """The stems to index or to look for, in order, each once; empty words only where there is no other."""
    found = words(text)
    telling = [word for word in found if word not in EMPTY] or found
    return list(dict.fromkeys(stem(word) for word in telling))


def joined(text: str) -> str:
    """The words of a name as one key, « saint denis » for « Saint-Denis »: for exact look-ups."""
    return " ".join(words(text))


def sort_key(text: str) -> str:
    """A key that sorts alike in every database: folded letters and digits, nothing between."""
    return "".join(words(text))


def slugify(text: str) -> str:
    """An address for a name; unlike Django's, an apostrophe becomes a hyphen."""
    return "-".join(WORD.findall(fold(text)))
