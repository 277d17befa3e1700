"""Words that reduce a person to what they live with, and what to write instead. Quotations are exempt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pairaidance.kit import french


@dataclass(frozen=True)
class Remark:
    """A word that was found, and what may stand in its place."""

    word: str
    instead: str


# As folded patterns (no accents, small letters), the longer first.
INSTEAD = {
    r"malades? mentaux?|malades? mental": "personne vivant avec un trouble psychique",
    r"malades? psychiatriques?|malades?": "personne malade, personne concernée",
    r"handicape(?:e?s?) mentaux?|debiles?|arrieres?": "personne en situation de handicap",
    r"handicape(?:e?s?)": "personne en situation de handicap",
    r"schizophrenes?": "personne vivant avec une schizophrénie",
    r"bipolaires?": "personne vivant avec un trouble bipolaire",
    r"depressi(?:fs?|ves?)": "personne vivant avec une dépression",
    r"psychotiques?|aliene(?:e?s?)|fous?|folles?|dingues?|cinglee?s?": "personne vivant avec un trouble psychique",
    r"toxicomanes?|toxicos?|drogue(?:e?s?)|junkies?|camee?s?": "personne qui consomme des drogues",
    r"alcooliques?|ivrognes?|poivrots?": "personne vivant avec une dépendance à l’alcool",
    r"sdf|clochards?|clodos?|sans[- ]abris?": "personne sans domicile",
    r"seropositi(?:fs?|ves?)|sideens?|sidaiques?": "personne vivant avec le VIH",
    r"prostituee?s?": "travailleuse du sexe, personne en situation de prostitution",
    r"suicidaires?": "personne qui a des idées de suicide",
    r"ex[- ]?detenue?s?|taulards?|delinquants?": "personne sortie de prison",
    r"cas sociaux|cas social|assistes|miserables": "personne en situation de pauvreté",
    r"souffre(?:nt)? de": "vit avec",
    r"victimes? de (?:la |l.)?(?:maladie|schizophrenie|depression|addiction)": "personne concernée par",
}
QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|“[^”]*”")
PATTERNS = [(re.compile(rf"\b(?:{pattern})\b"), instead) for pattern, instead in INSTEAD.items()]
# Names that others chose, and places where a word speaks of things, not of people.
NAMES = re.compile(
    r"alcooliques anonymes|associations? de malades?|personnes? malades?|troubles? bipolaires?|idees suicidaires"
)


def remarks(text: str) -> Iterator[Remark]:
    """What is to be reworded in a French text, quotations left aside; each word once."""
    plain = NAMES.sub(" ", french.fold(QUOTED.sub(" ", text)))
    for pattern, instead in PATTERNS:
        for word in dict.fromkeys(found[0] for found in pattern.finditer(plain)):
            yield Remark(word, instead)
