"""What is left out early would not have counted in the end."""

from __future__ import annotations

import random

import numpy as np
import pytest

from refrain.seams import spacing
from refrain.seams.pieces import PieceScores
from refrain.seams.spaced_words import SpacedWords
from refrain.seams.spacing import find_chains
from tests.builders import invented_words


def excerpts() -> list[str]:
    """Windows of invented talks, some of them of one length: from two to seven of them."""
    chance = random.Random(1)
    texts = []
    for n in range(60):
        talk = " ".join(invented_words(n, 1_200))
        length, uneven = chance.randint(210, 500), chance.random() < 0.3
        windows = []
        for _ in range(2 + n % 6):
            at = chance.randrange(len(talk) - length)
            windows.append(talk[at : at + length + (chance.randint(0, 9) if uneven else 0)])
        texts.append(" ".join(windows))
    return texts


def test_chains_that_are_not_looked_for_would_not_have_counted(monkeypatch):
    words = SpacedWords.of(excerpts())
    pieces, loops = PieceScores.of(words), [()] * len(words.chars)
    found = find_chains(words, pieces, loops)
    monkeypatch.setattr(spacing, "_least", lambda chars: np.full_like(chars, -np.inf, dtype=float))
    assert find_chains(words, pieces, loops) == found
    assert 10 < len(found) < 50
    assert {len(chain.seams) for chain in found.values()} >= {4, 5, 6}


@pytest.mark.parametrize("texts", [[], [""], ["one two three"], [" a b c d "]])
def test_texts_of_few_words_have_none(texts):
    words = SpacedWords.of(texts)
    assert find_chains(words, PieceScores.of(words), [()] * len(texts)) == {}
