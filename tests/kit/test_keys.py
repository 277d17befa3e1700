"""Keys as the database hands them over."""

import pytest
from pyroaring import BitMap

from pairaidance.kit import keys


@pytest.mark.parametrize("text", [None, ""])
def test_nothing_is_none(text: str | None) -> None:
    assert keys.bitmap_of(text) == BitMap()


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 100_000])
def test_pieces_lose_none(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "PIECE", piece)

    assert keys.bitmap_of("1,22,333,4444,5") == BitMap([1, 22, 333, 4444, 5])
