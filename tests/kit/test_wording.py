"""Words that respect people."""

import pytest

from pairaidance.kit.wording import remarks


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Un malade mental est accueilli.", "malade mental"),
        ("Elle aide les toxicomanes du quartier.", "toxicomanes"),
        ("Groupe pour SDF et pour alcooliques.", "sdf"),
        ("Elle souffre de solitude.", "souffre de"),
        ("Des séropositifs s’y retrouvent.", "seropositifs"),
        ("Les schizophrènes y sont reçus.", "schizophrenes"),
    ],
)
def test_a_word_that_reduces_is_remarked_with_another_to_write(text: str, word: str) -> None:
    found = list(remarks(text))

    assert word in [remark.word for remark in found]
    assert all(remark.instead for remark in found)


@pytest.mark.parametrize(
    "text",
    [
        "Jean-Baptiste Pussin, « gouverneur des fous » de l’hôpital Bicêtre.",
        "Le modèle est celui des Alcooliques Anonymes.",
        "Une personne vivant avec un trouble bipolaire.",
        "Souffrance, idées de suicide.",
        "La lutte contre la toxicomanie.",
        "",
    ],
)
def test_quotations_names_and_respectful_words_pass(text: str) -> None:
    assert list(remarks(text)) == []


def test_each_word_is_remarked_once() -> None:
    assert len(list(remarks("Un fou, puis un fou, et des fous."))) == 2
