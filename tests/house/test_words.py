"""What the interface says: in short sentences, with respect for people, and all of it in English too."""

import re
from statistics import mean

import pytest

from initiatives.management.commands.collect_messages import Message, catalogue, messages
from pairaidance.kit.wording import remarks

MOST_WORDS = 12  # on average, over the sentences of one template
LONGEST = 22  # words
WORD = re.compile(r"[\w’'·-]+")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|{\w*}")
MESSAGES = messages()
TEMPLATES = sorted({path for places in MESSAGES.values() for path in places if path.endswith(".html")})


def forms(message: Message) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else message


def sentences(text: str) -> list[list[str]]:
    plain = re.sub(r"<[^>]*>", " ", PLACEHOLDER.sub("x", text))
    found = [WORD.findall(part) for part in re.split(r"(?<=[.!?…])\s+", plain)]
    return [words for words in found if words]


@pytest.mark.parametrize("path", TEMPLATES)
def test_sentences_are_short(path: str) -> None:
    said = [words for message, places in MESSAGES.items() if path in places for words in sentences(forms(message)[0])]

    assert mean(len(words) for words in said) <= MOST_WORDS
    assert [" ".join(words) for words in said if len(words) > LONGEST] == []


def test_the_interface_speaks_of_people_with_respect() -> None:
    remarked = [(remark.word, message) for message in MESSAGES for remark in remarks(forms(message)[0])]

    assert remarked == []


def test_english_is_complete_and_says_nothing_more() -> None:
    """`make messages` brings new sentences into the catalogue."""
    kept = catalogue()

    missing = [message for message in MESSAGES if not (kept.get(message) and all_of(kept.get(message).string))]
    gone = [entry.id for entry in kept if entry.id and message_of(entry.id) not in MESSAGES]

    assert (missing, gone) == ([], [])


def test_english_keeps_every_placeholder() -> None:
    kept = catalogue()

    changed = []
    for message in MESSAGES:
        french, english = forms(message), forms_of(kept.get(message).string)
        changed += [one for one, other in zip(french, english, strict=True) if names(one) != names(other)]

    assert changed == []


def all_of(string: str | tuple[str, ...] | list[str]) -> bool:
    return all(forms_of(string))


def forms_of(string: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


def message_of(ident: str | tuple[str, ...] | list[str]) -> Message:
    return ident if isinstance(ident, str) else (ident[0], ident[1])


def names(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))
