"""Whether a run of words that is the name of a place is meant as one: rules, of which the first that knows decides."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.functional import cached_property

from initiatives.geography import Level
from initiatives.models import Place
from initiatives.search.everyday import EVERYDAY
from initiatives.search.gazetteer import ARTICLES
from pairaidance.kit import french
from pairaidance.kit.dictionary import is_french

# Départements whose names are everyday words: only with « le » or « dans le » before them, alone,
# or last after words that have a meaning.
EVERYDAY_DEPARTEMENTS = frozenset({"cher", "lot", "somme", "manche", "orne", "nord", "ain", "var", "gard"})
# Towns likewise: only after « à », before their number, alone, or last after words that have a meaning.
EVERYDAY_TOWNS = frozenset(
    {"croix", "sens", "orange", "port", "vire", "vif", "roche", "foix", "salon", "bourg", "maurice", "digne"}
)
BEFORE_A_TOWN = frozenset({"a", "sur", "vers", "pres", "ville", "commune", "autour", "secteur"})
BEFORE_A_PLACE = BEFORE_A_TOWN | {"dans", "en", "le", "la", "l"}
NEVER_BEFORE_A_PLACE = frozenset(
    {"pas", "moins", "trop", "tres", "plus", "peu", "assez", "si", "aussi", "est", "coute", "coutent", "couter", "mon"}
)
BEFORE_A_VERB = frozenset(
    {"je", "j", "tu", "il", "ils", "elle", "elles", "on", "qui", "ne", "n", "me", "m", "se", "y", "ca", "un"}
)
BETS = frozenset({"les", "des", "mes", "aux"})  # before « paris »
MEETING = "reunion"
AFTER_A_MEETING = frozenset({"de", "d", "du", "des", "entre", "pour", "avec"})
LONG_NAME = 6  # letters: a shorter name of a village is a word as well
TOWN = 10_000  # inhabitants: smaller ones need a sign that a place is meant
VILLAGE = 2_000  # inhabitants: of a smaller one, an article of its name is no sign (« La Croix », « Le Pont »)


@dataclass(frozen=True)
class Run:
    """The words `first` to `last` (both counted) of a query, folded, and the places that they are the name of.

    `told_apart`: its number or its département follows. `said`: it is one word that has a meaning as a word, or that
    everybody says. `meant` are the positions of all words that have a meaning.
    """

    words: list[str]
    first: int
    last: int
    places: list[Place]
    told_apart: bool
    said: bool
    meant: Collection[int]

    @property
    def before(self) -> str:
        """The word before it."""
        return self.words[self.first - 1] if self.first else ""

    @property
    def preposition(self) -> str:
        """The word before it, or before the article before it: « dans » of « dans l’Ain »."""
        return self.words[self.first - 2] if self.first > 1 and self.before in ARTICLES else self.before

    @property
    def after(self) -> str:
        """The word after it."""
        return self.words[self.last + 1] if self.last + 1 < len(self.words) else ""

    @cached_property
    def telling(self) -> list[str]:
        """Its words but for articles and the like."""
        return [word for word in self.words[self.first : self.last + 1] if word not in french.EMPTY]

    @cached_property
    def is_alone(self) -> bool:
        """Whether nothing else was asked."""
        return sum(word not in french.EMPTY for word in self.words) == len(self.telling)

    @cached_property
    def has_article(self) -> bool:
        """Whether the article of a place's name is there too: « le Havre »."""
        own = {french.words(place.name)[0] for place in self.places}
        return self.words[self.first] in ARTICLES or (self.before in ARTICLES and self.before in own)

    @property
    def has_preposition(self) -> bool:
        """Whether what stands before it speaks of a place."""
        return self.before in BEFORE_A_PLACE or self.has_article

    @cached_property
    def is_village_and_word(self) -> bool:
        """Whether it is a word of everyday French and the name of small communes alone: « vie », « place »."""
        return is_french(self.telling[0]) and not self.reaches(TOWN)

    @property
    def is_pointed_at(self) -> bool:
        """Whether what is beside it says that a place is meant."""
        return self.told_apart or (self.before in BEFORE_A_TOWN and not self.is_village_and_word)

    @property
    def ends_what_is_meant(self) -> bool:
        """Whether it ends what was typed, right after words that each have a meaning: « gem sens »."""
        telling = [at for at, word in enumerate(self.words[: self.last]) if word not in french.EMPTY]
        return self.last == len(self.words) - 1 and self.last - 1 in telling and set(telling) <= set(self.meant)

    def reaches(self, inhabitants: int) -> bool:
        """Whether one of the places is as populous, or no commune."""
        return any(place.level != Level.COMMUNE or people(place) >= inhabitants for place in self.places)


def people(place: Place) -> int:
    """How many live in a place; none where it is not known."""
    return place.population or 0


def likely(run: Run) -> list[Place]:
    """Those of a run's places that somebody who wrote this may have meant."""
    return next(places for rule in RULES if (places := rule(run)) is not None)


def is_village(run: Run) -> bool:
    """Whether a word that no entry holds is meant as the village of that name: « campagne » is not."""
    return (run.ends_what_is_meant or len(run.telling[0]) >= LONG_NAME) and not is_french(run.telling[0])


# Each gives the places that may be meant, none of them, or None where it does not know.
Verdict = list[Place] | None


def _meeting(run: Run) -> Verdict:
    """« Réunion du lundi » is no island; « à La Réunion », « asso réunion » is."""
    if run.telling != [MEETING]:
        return None
    at_the_end = run.first > 0 and not run.after
    island = run.has_preposition or run.is_alone or run.before == "ile" or at_the_end
    return run.places if island and run.after not in AFTER_A_MEETING else []


def _several_words(run: Run) -> Verdict:
    """« Saint-Étienne » is nothing else; « tout le monde » is no village."""
    if len(run.telling) < 2:
        return None
    is_said = EVERYDAY.issuperset(run.telling) and not (run.is_alone or run.is_pointed_at)
    return run.places if run.reaches(VILLAGE) or not is_said else []


def _verb_or_bet(run: Run) -> Verdict:
    """« Je touche » is not La Touche, nor « les paris en ligne » Paris."""
    is_bet = run.telling == ["paris"] and run.before in BETS
    is_verb = run.before in BEFORE_A_VERB and is_french(run.telling[0])  # « d’elle Orvault » is the town
    return [] if is_bet or is_verb else None


def _everyday_departement(run: Run) -> Verdict:
    """« Pas cher » is not the Cher, « dans le Cher », « bénévoles de l’Ain », « Cher (18) » are."""
    if run.telling[0] not in EVERYDAY_DEPARTEMENTS:
        return None
    if run.told_apart:
        return run.places
    of_it = run.before == "du" or (run.before == "l" and run.preposition in {"d", "de"})
    if run.preposition == "dans" or (of_it and run.after in {"", "et", "ou"}):
        return run.places
    if run.before in NEVER_BEFORE_A_PLACE:
        return []
    if run.ends_what_is_meant or (run.before == "l" and not run.after):
        return run.places
    return None if run.has_preposition or run.is_alone else []


def _everyday_town(run: Run) -> Verdict:
    """« Gem sens » and « à Sens » are the town, « donner du sens » is not."""
    if run.telling[0] not in EVERYDAY_TOWNS:
        return None
    if run.ends_what_is_meant:
        return run.places
    return None if run.is_alone or run.is_pointed_at else []


def _word_with_a_meaning(run: Run) -> Verdict:
    """« En rue » is no village, « Rue (Somme) » is; alone, « la manche » is the département and no town."""
    if not run.said or (run.is_pointed_at and not run.is_alone):
        return None
    return [place for place in run.places if place.level != Level.COMMUNE] if run.is_alone else []


def _alone_or_pointed_at(run: Run) -> Verdict:
    """« Foix », « à Mende »."""
    return run.places if run.is_alone or run.is_pointed_at else None


def _great_enough(run: Run) -> Verdict:
    """Else a town; with the article of its name, a smaller one too."""
    return run.places if run.reaches(VILLAGE if run.has_article else TOWN) else []


RULES: tuple[Callable[[Run], Verdict], ...] = (
    _meeting,
    _several_words,
    _verb_or_bet,
    _everyday_departement,
    _everyday_town,
    _word_with_a_meaning,
    _alone_or_pointed_at,
    _great_enough,
)
