"""What is the same by its words, what is not, and what the difference is called."""

from __future__ import annotations

import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain import sameness, words

SAME = [
    ("So we went home.", "So we went home", "punctuation"),
    ("So we went home", "so WE went Home", "case"),
    ("so we  went", "so we went", "spaces"),
    ("so\nwe went", "so\r\nwe went", "spaces"),
    ("Tschüß, Straße", "TSCHÜSS, STRASSE", "case"),
    ("İstanbul", "istanbul", "case"),
    (
        unicodedata.normalize("NFC", "Élan à Việt"),
        unicodedata.normalize("NFD", "Élan à Việt"),
        None,
    ),
    (unicodedata.normalize("NFC", "ガイド"), unicodedata.normalize("NFD", "ガイド"), None),
    ("हिन्दी। भाषा", "हिन्दी भाषा", "punctuation"),
    ("我们，今天。", "我们今天", "punctuation"),
    ("نعم، هذا", "نعم هذا", "punctuation"),
    ("don’t go", "don't go", "punctuation"),
    ("great 👍", "great", "symbols"),
    ("co\u00adoperate", "cooperate", "Unicode form"),
    ("**Ann:** So it is", "**Bo:** So it is", "speakers and times"),
    ("[00:01:02] So it is", "So it is", "speakers and times"),
    ("So, what?", "SO WHAT", "punctuation and case"),
    ("So,  what? 👍", "SO WHAT", "symbols, punctuation and case"),
]
DIFFERENT = [
    ("we have 1", "we have 2"),
    ("we have 3.14", "we have 314"),
    ("កា", "កូ"),  # a mark
    ("आए", "आओ"),
    ("كَتَبَ", "كُتِبَ"),
    ("А", "A"),  # a script
    ("re do", "redo"),
    ("C#", "C++"),
    ("!!!", "???"),
    ("👍", "👎"),
    ("", "…"),
    ("…", "..."),
    ("one two", "two one"),
]


@pytest.mark.parametrize(("one", "other", "difference"), SAME)
def test_texts_with_the_same_words_are_the_same_and_the_difference_has_a_name(
    one, other, difference
):
    assert sameness.text_id(one) == sameness.text_id(other)
    assert sameness.difference(one, other) == (difference or "Unicode form")
    assert sameness.difference(other, one) == (difference or "Unicode form")
    assert sameness.but_for(one, other) == f", but for {difference or 'Unicode form'}"


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_texts_that_differ_in_a_number_a_mark_a_script_or_have_no_words_are_not(one, other):
    assert sameness.text_id(one) != sameness.text_id(other)
    assert sameness.label_key(one) != sameness.label_key(other)


def test_equal_texts_have_no_difference():
    assert sameness.difference("a", "a") == sameness.but_for("a", "a") == ""


PIECES = [
    "So",
    "so",
    "SO",
    "é",
    "e\u0301",
    "ß",
    "ss",
    "我们",
    "今天",
    "កា",
    "កូ",
    "!",
    "?",
    "。",
    "👍",
    "1",
]
PIECES += [
    " ",
    "\n",
    "\r\n",
    "’",
    "'",
    "-",
    "**Ann:** ",
    "[1:02]",
    "C++",
    "İ",
    "i",
    "\u00ad",
    "\u200b",
]
talks = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(st.lists(talks, max_size=6))
def test_many_texts_at_once_are_identified_as_one_by_one(texts):
    """Against the words, text by text: two have one id exactly where their words are equal."""
    ids, counts = sameness.identify(texts)
    assert ids == [sameness.text_id(text) for text in texts]
    assert counts.tolist() == [words.count(text) for text in texts]
    for one, one_id in zip(texts, ids, strict=True):
        for other, other_id in zip(texts, ids, strict=True):
            spoken = words.words(one)
            if spoken:
                assert (one_id == other_id) == (spoken == words.words(other))
            elif one_id == other_id:
                assert not words.words(other)
                assert "".join(unicodedata.normalize("NFC", one).split()) == "".join(
                    unicodedata.normalize("NFC", other).split()
                )


@given(talks, talks)
def test_what_is_the_same_and_not_equal_has_a_difference(one, other):
    if one != other and sameness.text_id(one) == sameness.text_id(other):
        assert sameness.difference(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("React", "react"), ("Café", "Cafe\u0301"), ("few-shot", "Few shot"), ("!!!", " !!! ")],
)
def test_labels_are_the_same_by_their_words(one, other):
    assert sameness.label_key(one) == sameness.label_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A+", "A"),
        ("🍎 1", "🍊 1"),
        ("5 €", "5 $"),
        ("-1", "1"),
        ("50%", "50"),
        ("Q&A", "Q A"),
        ("#1", "1"),
    ],
)
def test_a_symbol_tells_labels_apart(one, other):
    assert sameness.label_key(one) != sameness.label_key(other)


def test_labels_are_shown_as_they_are_most_often_written():
    labels = pd.Series(["react", "React", None, "React", "vue", "Vue"], dtype="str")
    shown = sameness.commonest_spellings(labels)
    assert shown.dropna().tolist() == ["React", "React", "React", "vue", "vue"]
    assert shown.isna().tolist() == labels.isna().tolist()
