"""Words between white space, found in many texts at once, are those that `str.split` finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain.seams import spaced_words
from refrain.seams.spaced_words import SpacedWords

BLANKS = [chr(code) for code in range(0x110000) if chr(code).isspace()]
texts_of_all_kinds = st.text(
    st.one_of(
        st.sampled_from("abAB 'ßẞİıſK\n\t"),
        st.sampled_from(BLANKS),
        st.characters(),
        st.sampled_from("\ud800\udc00\udfff\x00\U0010ffff"),
    )
)


@pytest.fixture(params=[1, 7, 2_000_000], autouse=True, scope="module")
def batch(request):
    """The texts are taken one by one, a few at a time, or all together."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spaced_words, "BATCH", request.param)
        yield


@given(texts=st.lists(texts_of_all_kinds, max_size=8))
def test_they_are_the_parts_of_each_text_between_white_space(texts):
    words = SpacedWords.of(texts)
    assert words.chars.tolist() == list(map(len, texts))
    assert words.first.tolist() == [
        sum(len(text.split()) for text in texts[:n]) for n in range(len(texts) + 1)
    ]
    for text, first, last in zip(texts, words.first, words.first[1:], strict=False):
        spans = zip(words.starts[first:last], words.ends[first:last], strict=True)
        assert [text[start:end] for start, end in spans] == text.split()


@given(texts=st.lists(texts_of_all_kinds, max_size=8))
def test_words_that_are_equal_without_case_have_equal_ids_and_no_others(texts):
    words = SpacedWords.of(texts)
    folded = [word for text in texts for word in text.casefold().split()]
    assert [words.rows[word] for word in folded] == words.ids.tolist()
    assert set(words.rows) == set(folded)
    assert sorted(words.rows.values()) == list(range(len(words.rows)))
