"""Words found for many texts at once are the words of `refrain.words`."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain import word_ids, word_scanner, words
from refrain.schemas import STRING

letters = st.text(st.sampled_from("a’ 我们今天日本語です𠮷สวัสดีครับ_．ー"), max_size=20) | st.text(
    st.sampled_from("aB_9 '’.-\n\rßéّก่你̈ﬁ½İ"), max_size=30
)


def held_to_words(texts: list[str]) -> None:
    found = word_ids.number_words(pd.Series(texts, dtype=STRING))
    at, spelled = 0, {}
    for text, length in zip(texts, found.lengths, strict=True):
        normal, spans = words.spans(text)
        assert length == len(normal)
        own = slice(at, at + length)
        assert list(zip(found.starts[own], found.ends[own], strict=True)) == spans
        for word, number in zip(normal, found.ids[own], strict=True):
            assert spelled.setdefault(word, number) == number
        assert found.starts[at + length] == found.ends[at + length] == len(text)
        at += length + 1
    assert len(set(spelled.values())) == len(spelled)
    separators = np.delete(found.ids, np.flatnonzero(np.isin(found.ids, [*spelled.values()])))
    assert len(set(separators)) == len(texts)


@given(st.lists(letters | st.text(max_size=20), max_size=6))
def test_words_places_and_numbers_are_those_of_words(texts):
    held_to_words(texts)


@pytest.mark.parametrize("batch", [1, 10, 1000])
def test_it_does_not_matter_which_texts_are_looked_at_together(batch, monkeypatch):
    monkeypatch.setattr(word_scanner, "BATCH", batch)
    held_to_words(["So, don’t", "", "DONT you", "ﬁne _a_b' '", "dont"])


def test_the_share_done_grows_to_all():
    told: list[float] = []
    word_ids.number_words(pd.Series(["a b", "c"], dtype=STRING), told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
