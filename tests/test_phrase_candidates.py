"""No text is left out that has a phrase, however its words are written."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from refrain import words
from refrain.phrase_candidates import may_have

PIECES = (
    *("don't", "Don’t", "dont", "d\u00adont", "do<b>nt</b>", "don&#39;t", "din", "d\u0130n", "DIN"),
    *("di\u0307n", "ﬁne", "fine", "Fi-\nne", "fi\u2010\r\nne", "½", "1⁄2", "№", "no", "Straße"),
    *(
        "strasse",
        "café",
        "cafe\u0301",
        "Ｄｏｎｔ",
        "\u212aim",
        "kim",
        "C++",
        "3.14",
        "ASP.NET",
        ".NET",
        "_no_",
        "n_o",
        "&amp;",
        "…",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=6), st.sampled_from(PIECES), st.booleans())
def test_no_text_is_left_out_that_has_the_words(pieces, phrase, joined):
    text = ("" if joined else " ").join(pieces)
    form = tuple(words.words(phrase))
    said = tuple(words.words(text))
    has = form and any(said[n : n + len(form)] == form for n in range(len(said)))
    if has:
        assert may_have(pd.Series([text]), {form})[0]


def test_texts_are_left_out_that_have_it_not():
    texts = pd.Series(["He said: “don’t!” — and left.", "Q & A, a < b", "other words", "DONT"])
    assert may_have(texts, {("dont",)}).tolist() == [True, False, False, True]
    # Of a phrase, its longest word is looked for.
    assert may_have(texts, {("a", "other")}).tolist() == [False, False, True, False]
    assert may_have(texts, {("é",)}).all()


def test_a_part_of_a_word_is_no_word():
    texts = pd.Series(["snow nothing", "so no", "no", "No!", "0:05no", "_no_"])
    assert may_have(texts, {("no",)}).tolist() == [False, True, True, True, True, True]
