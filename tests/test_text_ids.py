"""The ids of texts, found many at once, are those of each text by itself and of its words."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain import sameness, word_scanner, words
from refrain.speaker_labels import labels, unspoken
from refrain.time_marks import time_marks

PIECES = (
    *(
        "so",
        "Well",
        "don't",
        "don’t",
        "café",
        "C++",
        "ASP.NET",
        "café.NET",
        "3.5",
        "我们今天",
        "l’huile",
        "&eacute;",
        "Ann:",
    ),
    *("**Ann:**", "\n", "-\n", "straße", "…", "!", "\u0301", "[1:02]", "שלום", "x\u00ady", "'"),
)
WORDS = st.sampled_from(PIECES)
TEXTS = st.lists(st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=12), max_size=6)


@pytest.mark.parametrize("batch", [1, 2_000_000])
@given(texts=TEXTS)
def test_ids_and_counts_are_those_of_the_words(batch, texts):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(word_scanner, "BATCH", batch)
        ids, counts = sameness.identify(texts)
    assert counts.tolist() == [words.count(text) for text in texts]
    for text, text_id in zip(texts, ids, strict=True):
        if spoken := words.words(text):
            joined = "\n".join(spoken).encode("utf-8", "surrogatepass")
            expected = hashlib.blake2b(joined, digest_size=8, person=b"words").hexdigest()
            assert text_id == expected
    assert ids == [sameness.text_id(text) for text in texts]


@given(texts=TEXTS)
def test_places_that_are_known_are_taken_and_change_no_id(texts):
    known = {}
    for text in texts:
        times = time_marks(text)
        known[text] = unspoken(times, labels(text, times))
    ids, counts = sameness.identify(texts)
    with_known, counts_with_known = sameness.identify(texts, known)
    assert with_known == ids
    assert counts_with_known.tolist() == counts.tolist()
    # They are not looked for again: a word that stands in a place is none.
    assert sameness.identify(["so we began"], {"so we began": [(3, 5)]})[1].tolist() == [2]
