"""Each white space is scored by the words on its sides, and by how rare it is in its text."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain.seams import blanks
from refrain.seams.pieces import PieceScores
from refrain.seams.spaced_words import SpacedWords

texts_of_pieces = st.lists(st.text("abB  \n", max_size=40), min_size=1, max_size=6)


def as_explained(text: str, pieces: PieceScores) -> list[float]:
    """The score of each character, by the definition: log P(seam) - log P(no seam)."""
    scores = [-math.inf] * len(text)
    if len(text.split()) < 4:
        return scores
    gaps = [gap for gap in re.finditer(r"\s+", text) if gap.start() > 0 and gap.end() < len(text)]
    white = sum(gap.end() - gap.start() for gap in gaps) / len(text)
    long = sum(gap.end() - gap.start() > 1 for gap in gaps)
    run = (max(long - 1, 0) + 0.5) / len(gaps) * pieces.cuts_per_word
    for gap in gaps:
        for at in range(gap.start(), gap.end()):
            scores[at] = -math.log(white)
            # A window that begins or ends with white space makes a run of it; otherwise a word is
            # cut there, or ends.
            if at > gap.start():
                scores[at] -= math.log(run)
            else:
                scores[at] += pieces.before[pieces.rows[text[: gap.start()].casefold().split()[-1]]]
            if at < gap.end() - 1:
                scores[at] -= math.log(run)
            else:
                scores[at] += pieces.after[pieces.rows[text[gap.end() :].casefold().split()[0]]]
    return scores


@pytest.mark.parametrize("together", [1, 10, 300_000])
@given(texts=texts_of_pieces)
def test_scores_are_those_of_the_definition(together, texts):
    words = SpacedWords.of(texts)
    pieces = PieceScores.of(words)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blanks, "_TOGETHER", together)
        scored = list(blanks.score(words, pieces))
    found, sums = [], []
    for some in scored:
        assert some.first_text == len(found)
        found += [some.by_character(text) for text in range(len(some.chars))]
        sums += some.positive_sums().tolist()
    assert len(found) == len(texts)
    for text, scores, total in zip(texts, found, sums, strict=True):
        expected = np.array(as_explained(text, pieces))
        np.testing.assert_allclose(scores, expected, rtol=1e-9, atol=1e-9)
        assert total == pytest.approx(expected[expected > 0].sum(), abs=1e-9)
