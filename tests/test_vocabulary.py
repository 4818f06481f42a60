"""The commonest spelling of words and phrases is that of a slow count."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from refrain import words
from refrain.vocabulary import Vocabulary

texts_of_words = st.lists(
    st.lists(
        st.sampled_from(["React", "react", "REACT", "Straße", "strasse", "don’t", "DONT", "が"])
    ),
    max_size=5,
)


def vocabulary_of(*texts: str) -> Vocabulary:
    return Vocabulary.of(pd.Series(texts, dtype=str))


def shown(*texts: str) -> dict[str, str]:
    vocabulary = vocabulary_of(*texts)
    return dict(zip(vocabulary.words, vocabulary.shown, strict=True))


def test_words_are_shown_as_they_are_most_often_written():
    assert shown(
        "React react React. Straße STRASSE Straße δρόμος", "İstanbul istanbul İstanbul"
    ) == {
        "react": "React",
        "strasse": "Straße",
        "δρόμοσ": "δρόμος",
        "istanbul": "İstanbul",
    }


def test_as_often_goes_to_the_one_without_capitals():
    assert shown("Go go", "DON’T don’t")["go"] == "go"
    assert shown("DON’T", "don’t") == {"dont": "don’t"}


def test_a_word_over_two_lines_is_shown_on_one():
    assert shown("Inter-\nnational soft\u00adware") == {
        "international": "International",
        "software": "software",
    }


def test_scripts_without_spaces_have_spellings_too():
    assert shown("React讨论 React", "か\u3099 が react") == {
        "react": "React",
        "讨论": "讨论",
        "が": "が",
    }


def phrase_of(text: str) -> str:
    """The text as one phrase, as people are shown it."""
    vocabulary = vocabulary_of(text)
    length = len(vocabulary.word_ids)
    return vocabulary.shown_phrases(np.zeros(1, dtype=np.int64), np.zeros(1, dtype=int), length)[0]


def test_phrases_keep_the_apostrophe_of_a_vowel_that_is_left_out():
    assert phrase_of("l’huile d'olive") == "l’huile d'olive"
    assert phrase_of("un'altra un ami") == "un'altra un ami"
    assert (
        phrase_of("all animals, machine-learning l' home") == "all animals machine learning l home"
    )


@given(texts_of_words)
def test_spellings_and_numbers_are_those_of_a_slow_count(made):
    texts = [" ".join(text) for text in made]
    vocabulary = vocabulary_of(*texts)
    expected: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for start, end in words.bounds(text):
            expected[words.normalise(text[start:end])][words.as_written(text[start:end])] += 1
    assert vocabulary.words.tolist() == sorted(expected)
    for word, spelling in zip(vocabulary.words, vocabulary.shown, strict=True):
        most = max(expected[word].values())
        commonest = [other for other, count in expected[word].items() if count == most]
        small = [other for other in commonest if other == other.lower()]
        assert spelling in (small or commonest)
    by_text = [
        vocabulary.words[vocabulary.word_ids[vocabulary.text == n]] for n in range(len(texts))
    ]
    assert [of_text.tolist() for of_text in by_text] == [words.words(text) for text in texts]


@given(texts_of_words, st.integers(2, 3))
def test_phrases_are_shown_as_they_are_most_often_written(made, length):
    vocabulary = vocabulary_of(*(" ".join(text) for text in made))
    at = np.arange(max(len(vocabulary.word_ids) - length + 1, 0))
    of_words = [tuple(vocabulary.word_ids[n : n + length]) for n in at]
    number = {phrase: n for n, phrase in enumerate(dict.fromkeys(of_words))}
    phrase = np.array([number[of] for of in of_words], dtype=np.int64)
    shown_phrases = vocabulary.shown_phrases(phrase, at, length)
    expected: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for n, which in zip(at, phrase, strict=True):
        expected[which][" ".join(vocabulary.spellings[vocabulary.written[n : n + length]])] += 1
    assert len(shown_phrases) == len(number)
    for which, spelling in enumerate(shown_phrases):
        most = max(expected[which].values())
        commonest = [other for other, count in expected[which].items() if count == most]
        small = [other for other in commonest if other == other.lower()]
        assert spelling in (small or commonest)
