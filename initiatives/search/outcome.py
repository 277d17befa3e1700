"""From a reading to what an answer is made from: what narrows, what orders, what the page shows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from initiatives.models import Place
from initiatives.search.lexicon import Meaning
from initiatives.search.mentions import Span
from initiatives.search.names import Named, is_name, spellings
from initiatives.search.query import MOST_TOKENS, OR, Part, Understanding, Unit, joining
from initiatives.search.reading import Claim, Phrase, Reading, positions
from initiatives.search.refusals import REFUSING
from initiatives.vocabulary import TERM_FACETS
from pairaidance.kit import french
from research.vocabulary import LIFE_IN_DANGER

LONG = 5  # letters: a shorter way to say a thing is also another word
Choices = list[tuple[str, tuple[Place, ...]]]


@dataclass(frozen=True)
class Manner:
    """How a reading is taken, beside its words.

    What `spoken` phrases ask for need not be an entry's own term: it must speak of it. Topics that are `aside` only
    give the order, and so do the words left over at the positions in `unasked`; everyday words not even that.
    """

    spoken: Collection[Phrase] = ()
    aside: Collection[Phrase] = ()
    unasked: Collection[int] = ()


PLAIN = Manner()


def understood(reading: Reading, corrections: list[tuple[str, str]], manner: Manner = PLAIN) -> Understanding:
    """A reading as an answer is made from it. `corrections` are the slips that were mended in it, (typed, meant)."""
    return _Outcome(reading, manner).understanding(corrections)


def as_words(reading: Reading, corrections: list[tuple[str, str]], *, but: Collection[Span] = ()) -> Understanding:
    """The same as words alone, those of a name (« Le Café de Lille », in Lyon), `but` for some of its places."""
    places, choices, place_parts = settled(_with_parts(reading, but))
    left = [at for at in range(len(reading.tokens)) if at not in positions(but)]
    typed = " ".join(_said(reading, _at(at)) for at in left)
    stems = french.stems(typed)
    unless = _unless(reading)
    units: list[Unit] = [((stem, *unless.get(stem, ())),) for stem in stems]
    telling = [_at(at) for at in left if reading.tokens[at].telling]
    return Understanding(
        text=reading.text,
        places=tuple(places),
        choices=tuple(choices),
        words=tuple(_said(reading, one) for one in telling),
        corrections=tuple(corrections),
        help=_help_lines(reading.distress),
        parts=(*place_parts, *(_part(reading, "word", one) for one in telling)),
        wanted=tuple(units),
        without=_without(reading),
        units=tuple(units),
        typed=tuple(stems),
        names=spellings(french.words(typed)),
    )


def _unless(reading: Reading) -> dict[str, tuple[str, ...]]:
    """What must not stand beside « gem » in a name, where nothing else but places is asked for: not « gem emploi »."""
    asked = [reading.tokens[at] for at in positions(reading.asking())]
    found = {token.stem: reading.lexicon.unless.get(token.stem, ()) for token in asked if token.telling}
    if not found or reading.left_over() or not all(found.values()):
        return {}
    return {} if is_name(french.words(reading.text)) else found  # « GEM Carrières – Annecy », an agency


def _without(reading: Reading) -> Unit:
    """What is no « pair aidant »: « au pair », but where that is typed too; and the topics that are left out."""
    typed = {token.stem for token in reading.tokens}
    stems = dict.fromkeys(stem for phrase in reading.phrases for stem in phrase.meaning.unless)
    left_out = (way for phrase in reading.phrases for way in _ways_left_out(reading, phrase))
    return (*((stem,) for stem in stems if stem not in typed), *left_out)


def _ways_left_out(reading: Reading, phrase: Phrase) -> list[tuple[str, ...]]:
    """The ways to say what is left out, but the short ones, which are other words too (« bois », « boire »).

    Of what is asked for as well, its own alone: « alcool, mais pas AA »; of a facet's term, none: it is filed.
    """
    meaning = phrase.shuns
    if meaning is None:
        return []
    run = reading.tokens[phrase.first : phrase.last + 1]
    own = tuple(token.stem for token in run if token.telling and token.word not in REFUSING)
    asked = reading.asking()
    if any(topic in one.meaning.topics for one in asked for topic in meaning.topics) or _asks(asked, meaning):
        return [own]
    lexicon = reading.lexicon
    ways = [way for topic in meaning.topics for way in lexicon.of_topics.get(topic, [])]
    notions = [term.pk for term in meaning.terms if term.scheme not in TERM_FACETS]
    ways += [way for key in notions if not meaning.topics for way in lexicon.of_terms.get(key, [])]
    return [own, *(tuple(way) for way in ways if len(" ".join(way)) >= LONG)] if ways else []


def _asks(asked: Iterable[Phrase], meaning: Meaning) -> bool:
    """Whether a theme that is left out is asked for as well: « dépression, mais pas psychiatrie »."""
    return not meaning.topics and any(term in one.meaning.terms for one in asked for term in meaning.terms)


def _shunned_terms(reading: Reading) -> tuple[str, ...]:
    """The terms that are left out: « ni psychiatrie »; of « mais pas l’alcool », which is finer, only the topic is."""
    asked = reading.asking()
    left_out = [
        one.shuns for one in reading.phrases if one.shuns and not one.shuns.topics and not _asks(asked, one.shuns)
    ]
    return tuple(term.slug for one in left_out for term in one.terms if term.scheme in TERM_FACETS)


def _shunned(reading: Reading) -> tuple[Place, ...]:
    """The places that are left out, but what is asked for itself: « Lyon, sauf Lyon 3 »."""
    asked = {place for span in reading.spans for place in span.places}
    found = dict.fromkeys(place for phrase in reading.phrases for place in phrase.places)
    return tuple(place for place in found if place not in asked)


class _Outcome:
    """A reading, taken in some manner."""

    def __init__(self, reading: Reading, manner: Manner) -> None:
        self.reading = reading
        self.manner = manner
        self.asking = reading.asking()
        self.in_words = [one for one in self.asking if one.meaning.is_topic_only or one in manner.spoken]
        self.as_terms = [one for one in self.asking if one not in self.in_words]
        self.spoken_of = [one for one in self.in_words if one not in manner.aside]
        self.free = [at for at in reading.left_over() if at not in manner.unasked]

    def understanding(self, corrections: list[tuple[str, str]]) -> Understanding:
        """What narrows, then what orders, then what is shown."""
        reading = self.reading
        either = any(joining(reading.tokens, span.first) is not None for span in reading.spans[1:])
        places, choices, place_parts = settled(_with_parts(reading, reading.spans), either=either)
        terms = {term.slug: term for phrase in self.as_terms for term in phrase.meaning.terms}
        spoken = {term.pk for phrase in self.as_terms if not phrase.meaning.is_filed for term in phrase.meaning.terms}
        mere = [_said(reading, _at(at)) for at in self.free]
        return Understanding(
            text=reading.text,
            places=tuple(places),
            choices=tuple(choices),
            either=either,
            terms=tuple(terms.values()),
            phrases={key: reading.lexicon.of_terms.get(key, []) for key in spoken},
            words=(*(_said(reading, phrase) for phrase in self.spoken_of), *mere),
            wanted=self._wanted(),
            units=self._units(),
            typed=tuple(self._typed()),
            without=_without(reading),
            names=spellings(french.words(reading.text)),
            topics=tuple(unit for one in self.as_terms if one.meaning.topics for unit in self._topics_or_terms(one)),
            corrections=tuple(dict.fromkeys(corrections)),
            help=_help_lines(reading.distress),
            parts=(*place_parts, *self._parts(), *(_part(reading, "word", _at(at)) for at in self.free)),
            refused=tuple(_said(reading, one) for one in reading.phrases if one.refused and not one.excludes),
            excluded=tuple(_said(reading, one) for one in reading.phrases if one.excludes),
            shunned=_shunned(reading),
            shunned_terms=_shunned_terms(reading),
            aside=self._aside(),
            spoken=bool(self.manner.spoken),
            guesses=not _words_of(mere).isdisjoint(_words_of(meant for _typed, meant in corrections)),
        )

    # What narrows

    def _units_of_words(self, left: Collection[int]) -> list[Unit]:
        """Words left over: the stems of the names that they are, and their own."""
        named = [name for name in self.reading.names if positions([name]) & set(left)]
        own = [self.reading.tokens[at].stem for at in left if at not in positions(self.reading.names)]
        return [((stem,),) for stem in (*(stem for name in named for stem in name.stems), *own)]

    def _wanted(self) -> tuple[Unit, ...]:
        """What must be held: words left over, and each topic, else each term, of phrases that are looked for in words.

        Of things that « ou » joins, one must: « endométriose ou fibromyalgie ».
        """
        rare = self.reading.rare()  # « où » is typed « ou »: « endométriose ou aller »
        words = [(_at(at), self._units_of_words([at])) for at in self.free]
        phrases = [(one, self._topics_or_terms(one)) for one in self.spoken_of]
        claims: list[tuple[Claim, list[Unit]]] = [*words, *phrases]
        found: list[Unit] = []
        last = -1
        for claim, units in sorted(claims, key=lambda pair: pair[0].first):
            at = joining(self.reading.tokens, claim.first, OR)
            is_word = isinstance(claim, Named)
            if found and at is not None and last == at - 1 and units and not (is_word and claim.first not in rare):
                found[-1] = tuple(dict.fromkeys([*found[-1], *units[0]]))
                units = units[1:]
            found += units
            last = claim.last
        return tuple(dict.fromkeys(found))

    # What orders

    def _units(self) -> tuple[Unit, ...]:
        """All that was asked, words last; of the words that nothing had to hold, those that not everybody says."""
        rare, left = self.reading.rare(), self.reading.left_over()
        words = [at for at in left if at in self.free or at in rare] if self.manner.unasked else left
        distress = [one for one in self.reading.phrases if one.meaning.help and one not in self.asking]
        asked = [unit for phrase in (*self.asking, *distress) for unit in self._asked_by(phrase)]
        units = [*asked, *self._units_of_words(words)]
        refused = {self.reading.tokens[at].stem for at in positions(one for one in self.reading.phrases if one.refused)}
        return tuple(dict.fromkeys(units or [((stem,),) for stem in self._typed() if stem not in refused]))

    def _asked_by(self, phrase: Phrase) -> list[Unit]:
        """What a phrase asks for, as typed first: its topic in any words, else its term, else what its help is for."""
        run = self.reading.tokens[phrase.first : phrase.last + 1]
        own = tuple(token.stem for token in run if token.telling)
        ways = self._topics_or_terms(phrase)
        ways = ways or [_unit(self.reading.lexicon.of_help.get(number, [])) for number in phrase.meaning.help[:1]]
        return [tuple(dict.fromkeys([own, *way])) for way in ways] if own else ways

    def _topics_or_terms(self, phrase: Phrase) -> list[Unit]:
        """What a phrase is, as one thing, though it be of several topics, or of several terms: « baby blues »."""
        lexicon, meaning = self.reading.lexicon, phrase.meaning
        ways = [way for topic in meaning.topics for way in lexicon.of_topics.get(topic, [])]
        ways = ways or [way for term in meaning.terms for way in lexicon.of_terms.get(term.pk, [])]
        return [_unit(ways)] if ways else []

    def _typed(self) -> list[str]:
        """The stems of telling words outside places; of those that narrow nothing only where there are no others."""
        reading = self.reading
        placed = positions(reading.spans)
        idle = positions(one for one in reading.phrases if not one.meaning.narrows)
        telling = [at for at in reading.telling() if at not in placed]
        asked = [at for at in telling if at not in idle] or telling
        return list(dict.fromkeys(reading.tokens[at].stem for at in asked))

    # What is shown

    def _parts(self) -> list[Part]:
        """What can be taken away: each term, and each phrase that must be spoken of."""
        parts: dict[str, Part] = {}
        for phrase in self.asking:
            if phrase in self.as_terms:
                for term in phrase.meaning.terms:
                    parts.setdefault(term.label, _part(self.reading, "term", phrase)._replace(label=term.label))
            elif phrase in self.spoken_of:
                part = _part(self.reading, "word", phrase)
                parts.setdefault(part.label, part)
        return list(parts.values())

    def _aside(self) -> tuple[str, ...]:
        """What nothing had to hold, as typed."""
        left: list[Claim] = [_at(at) for at in self.reading.left_over() if at not in self.free]
        told = sorted([*self.manner.aside, *left], key=lambda claim: claim.first)
        read = self.reading.tokens
        unread = self.reading.text[read[-1].end :].split() if len(read) == MOST_TOKENS else []
        beyond = [" ".join(unread)] if french.words(" ".join(unread)) else []
        return (*(_said(self.reading, claim) for claim in told), *beyond)


def _words_of(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in french.words(text)}


def _unit(phrases: list[list[str]]) -> Unit:
    """One thing, in any of the ways to say it."""
    return tuple(dict.fromkeys(tuple(phrase) for phrase in phrases))


def _at(position: int) -> Named:
    return Named(position, position, ())


def _said(reading: Reading, claim: Claim) -> str:
    return reading.text[reading.tokens[claim.first].start : reading.tokens[claim.last].end]


def _part(reading: Reading, kind: str, claim: Claim) -> Part:
    rest = ""
    if any(token.telling for token in [*reading.tokens[: claim.first], *reading.tokens[claim.last + 1 :]]):
        before, after = reading.tokens[claim.first].start, reading.tokens[claim.last].end
        rest = " ".join(f"{reading.text[:before]} {reading.text[after:]}".split())
    return Part(kind, _said(reading, claim), rest)


def _with_parts(reading: Reading, spans: Iterable[Span]) -> list[tuple[Span, Part]]:
    return [(span, _part(reading, "place", span)) for span in spans]


def settled(spans: list[tuple[Span, Part]], *, either: bool = False) -> tuple[list[Place], Choices, list[Part]]:
    """The places meant, the homonyms to choose from, and the parts; a wider place named beside tells homonyms apart.

    Where `either` is meant, the wider stays beside the nearer: « Grenoble ou l’Isère ».
    """
    sure = [place for span, _part in spans if len(span.places) == 1 or span.together for place in span.places]
    places: list[Place] = []
    choices = []
    parts = []
    for span, part in spans:
        if span.together and not either and _is_told_by_others(span, spans):
            continue  # « Strasbourg, Alsace »
        inside = [place for place in span.places if len(span.places) > 1 and any(map(place.lies_in, sure))]
        found = inside or list(span.places)
        if span.together:
            places += found
            parts.append(part)
        elif len(found) == 1:
            places.append(found[0])
            parts.append(part._replace(label=str(found[0])))
        else:
            choices.append((part.label, tuple(found)))
            parts.append(part)
    everything = [*places, *(place for _text, group in choices for place in group)]
    kept = [place for place in places if either or not any(one.lies_in(place) for one in everything)]
    return list(dict.fromkeys(kept)), choices, parts


def _is_told_by_others(span: Span, spans: list[tuple[Span, Part]]) -> bool:
    """Whether a nearer place within it is named beside."""
    others = [place for other, _part in spans if other is not span for place in other.places]
    return any(place.lies_in(wider) for place in others for wider in span.places)


def _help_lines(phrases: Iterable[Phrase]) -> tuple[str, ...]:
    """Those of « je veux mourir, j'ai avalé des médicaments »: where a life is in danger, 15 and 112 come first."""
    numbers = dict.fromkeys(number for phrase in phrases for number in phrase.meaning.help)
    return tuple(sorted(numbers, key=lambda number: number not in LIFE_IN_DANGER))
