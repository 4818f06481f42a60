"""The commonest spelling of words and phrases is that of a slow count."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from refrain import words
from refrain.vocabulary import JOINTS, Vocabulary

texts_of_words = st.lists(
    st.lists(
        st.sampled_from(
            ["React", "react", "REACT", "Straße", "strasse", "don’t", "do\u00adn’t", "DONT", "が"]
        )
    ),
    max_size=5,
)


def vocabulary_of(*texts: str) -> Vocabulary:
    return Vocabulary.of(pd.Series(texts, dtype=str))


def shown(*texts: str) -> dict[str, str]:
    vocabulary = vocabulary_of(*texts)
    return dict(zip(vocabulary.words.to_pylist(), vocabulary.shown.to_pylist(), strict=True))


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


def joined(text: str) -> str:
    """The words of a text, with what people are shown between them."""
    vocabulary = vocabulary_of(text)
    joints = vocabulary.joints_at(np.arange(len(vocabulary.written) - 1)).tolist()
    spelled = vocabulary.spellings.take(pa.array(vocabulary.written)).to_pylist()
    return "".join(word + JOINTS[n] for word, n in zip(spelled, [*joints, 0], strict=True))


def test_phrases_keep_the_apostrophe_of_a_vowel_that_is_left_out():
    assert joined("l’huile d'olive") == "l’huile d'olive"
    assert joined("un'altra un ami") == "un'altra un ami"
    assert joined("all animals, machine-learning l' home") == (
        "all animals machine learning l home"
    )
    assert vocabulary_of("so", "", "qu’il l’", "l’or").apostrophes.tolist() == [1, 4]


@given(texts_of_words)
def test_spellings_and_numbers_are_those_of_a_slow_count(made):
    texts = [" ".join(text) for text in made]
    vocabulary = vocabulary_of(*texts)
    expected: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for start, end in words.bounds(text):
            expected[words.normalise(text[start:end])][words.as_written(text[start:end])] += 1
    assert vocabulary.words.to_pylist() == sorted(expected)
    for word, spelling in zip(
        vocabulary.words.to_pylist(), vocabulary.shown.to_pylist(), strict=True
    ):
        most = max(expected[word].values())
        commonest = [other for other, count in expected[word].items() if count == most]
        small = [other for other in commonest if other == other.lower()]
        assert spelling in (small or commonest)
    every = vocabulary.words.take(pa.array(vocabulary.word_ids)).to_pylist()
    assert every == [word for text in texts for word in words.words(text)]
    assert vocabulary.lengths.tolist() == [words.count(text) for text in texts]
    assert vocabulary.times.tolist() == [
        vocabulary.written.tolist().count(row) for row in range(len(vocabulary.spellings))
    ]
