"""Words and phrases are counted as a slow count does; a phrase replaces what it explains."""

import pickle
from collections import Counter
from itertools import chain, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain import speakers, words
from refrain.keywords import TermCounts, compare, keywords, phrase_numbers, term_matrix
from refrain.keywords.phrase_numbers import MIN_PHRASE_OCCURRENCES
from refrain.keywords.stopwords import languages_in, stop_words
from tests.builders import texts_of

flagged = st.lists(
    st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=25), max_size=5
)


def tokens(frame: pd.DataFrame, column: int) -> list:
    return [[pair[column] for pair in text] for text in frame]


def counted(at_once: int, *asked) -> TermCounts:
    """The counts, made of so many words at once."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(phrase_numbers, "LEAST_SORTED", at_once)
        patched.setattr(term_matrix, "WORDS_AT_ONCE", at_once)
        return TermCounts.of(*asked)


AT_ONCE = st.sampled_from([2, 10, 500_000])


@given(flagged, st.integers(1, 3), AT_ONCE)
def test_terms_are_those_of_a_slow_count(made, longest, at_once):
    words_by_text = [[word for word, _ in text] for text in made]
    left_out = np.array([flag for text in made for _, flag in text], dtype=bool)
    texts = pd.Series([" ".join(text) for text in words_by_text], dtype=str)
    counts = counted(at_once, texts, longest, left_out)
    slow = [Counter() for _ in made]
    for text, count in zip(made, slow, strict=True):
        for length in range(1, longest + 1):
            for start in range(len(text) - length + 1):
                part = text[start : start + length]
                if not any(flag for _, flag in part):
                    count[" ".join(word for word, _ in part)] += 1
    total = sum(slow, Counter())
    expected = {
        term: n for term, n in total.items() if " " not in term or n >= MIN_PHRASE_OCCURRENCES
    }
    terms = counts.compared(np.arange(len(counts.lengths))).to_pylist()
    row = {term: n for n, term in enumerate(terms)}
    assert len(row) == len(terms)
    assert [len(term.split()) for term in terms] == counts.lengths.tolist()
    everything = counts.side(np.ones(len(made), dtype=bool))
    assert {t: n for t, n in zip(terms, everything.occurrences, strict=True) if n} == expected
    for n, count in enumerate(slow):
        side = counts.side(np.arange(len(made)) == n)
        assert {t: side.occurrences[row[t]] for t in expected if side.occurrences[row[t]]} == {
            t: count[t] for t in expected if count[t]
        }
        assert (side.transcripts == (side.occurrences > 0)).all()
        assert (side.words, side.texts) == (counts.words_per_text[n], 1)
    # A term of so many words is where a question about fewer words does not look.
    for fewer in range(1, longest):
        short = counts.side(np.ones(len(made), dtype=bool), fewer)
        assert (
            short.occurrences.tolist() == everything.occurrences[counts.lengths <= fewer].tolist()
        )
    assert counts.words_per_text.tolist() == [sum(not f for _, f in text) for text in made]
    assert counts.left_out == left_out.sum()


def ranked(*transcripts, **asked):
    table = keywords(texts_of(*transcripts), statistic="log_odds", longest=3, **asked)
    return table[table["topic"] == "a"]["word"].tolist()


OTHER = ("b", "hash table " * 5)


def test_a_phrase_replaces_the_words_that_it_explains():
    # `learning` is always in the phrase, `machine` 9 times of 12: both go.
    text = "machine learning and the " * 9 + "machine and the " * 3
    assert ranked(("a", text), OTHER) == ["machine learning"]


def test_a_phrase_leaves_a_word_that_is_mostly_elsewhere():
    # `redis` is in the phrase 3 times of 12: it stays. `cache` is always in it: it goes.
    text = "redis cache and the " * 3 + "redis and the " * 9
    assert ranked(("a", text), OTHER) == ["redis", "redis cache"]


def test_a_phrase_that_explains_nothing_and_tells_less_is_left_out():
    # `redis cache` is a third of either, and weaker than both.
    text = "redis cache and the " * 4 + "redis and the " * 8 + "cache and the " * 8
    assert ranked(("a", text), OTHER) == ["cache", "redis"]


def test_a_phrase_that_explains_nothing_but_tells_more_stays():
    # Both words are as frequent in the rest, and the phrase is not there at all.
    text = "working memory and the " * 10 + "working and the " * 12 + "memory and the " * 12
    rest = "memory and the " * 25 + "working and the " * 25
    assert ranked(("a", text), ("b", rest))[0] == "working memory"


def test_a_phrase_neither_begins_nor_ends_with_a_stop_word_but_may_hold_one():
    ranking = ranked(("a", "quality of life and the 12 " * 6), OTHER)
    assert ranking == ["quality of life"]


def test_what_is_left_out_breaks_a_phrase():
    frame = texts_of(("a", "redis cache " * 5), OTHER)
    leave_out = np.array([n % 2 == 1 for n in range(10)] + [False] * 10)
    counts = TermCounts.of(frame["text"], leave_out=leave_out)
    table = keywords(frame, longest=3, counts=counts)
    assert table[table["topic"] == "a"]["word"].tolist() == ["redis"]


def test_against_another_topic_the_rest_does_not_count():
    frame = texts_of(("a", "redis redis cache"), ("b", "redis hash"), ("c", "cache cache redis"))
    table = keywords(frame, against="b", statistic="count")
    assert set(table["topic"]) == {"a", "c"}
    row = table[(table["topic"] == "a") & (table["word"] == "cache")].iloc[0]
    assert (row["count"], row["rest_count"], row["rest_transcripts"]) == (1, 0, 0)


def test_count_and_c_tf_idf_rank_what_the_rest_has_more():
    frame = texts_of(("a", "redis cache"), ("b", "redis redis redis hash"))
    for statistic in ("count", "c_tf_idf"):
        table = keywords(frame, statistic=statistic)
        assert set(table[table["topic"] == "a"]["word"]) == {"redis", "cache"}
    assert set(keywords(frame, statistic="g2").query("topic == 'a'")["word"]) == {"cache"}


def test_two_topics_are_compared_by_rate():
    frame = texts_of(("a", "redis redis the cache"), ("b", "hash redis"), ("c", "other"))
    table = compare(frame, "a", "b").set_index("word")
    assert set(table.index) == {"redis", "cache", "hash"}
    # The function word counts among the words of its topic, and is no word to compare.
    assert table.loc["redis", ["a_count", "b_count"]].tolist() == [2, 1]
    assert table.loc["redis", ["a_rate", "b_rate"]].tolist() == [5000, 5000]
    assert table.loc["redis", "score"] == 0
    assert table.loc["cache", "score"] > 0 > table.loc["hash", "score"]
    assert table.index[-1] == "redis"


def test_speakers_are_named_by_their_labels_and_where_they_are_addressed():
    text = "**Ann Lane:** Thanks, Ann; a lane.\n\nAnn said **Bo:** no.\n**Bo**: Yes, Ann's."
    flags = speakers.name_mask(pd.Series([text, "Ann, too"]))
    named = [
        word for word, flag in zip([*words.words(text), "ann", "too"], flags, strict=True) if flag
    ]
    # Bo has a label of his own, so that his name in the running text is a speaker's, too. `Ann's`
    # is another word, and the second text has no labels. What is in a label is no word.
    assert words.words(text) == [
        "thanks",
        "ann",
        "a",
        "lane",
        "ann",
        "said",
        "bo",
        "no",
        "yes",
        "anns",
    ]
    assert named == ["ann", "ann", "bo"]


def test_no_text_names_no_speaker():
    assert speakers.name_mask(pd.Series([], dtype=str)).tolist() == []


def test_stop_words_are_per_language():
    assert {"und", "nicht", "ähm"} <= stop_words("de")
    assert {"le", "donc", "euh"} <= stop_words("fr")
    assert {"the", "um", "gonna"} <= stop_words("en")
    assert stop_words("tlh") == frozenset()


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        ("x", ["de-AT", "en_GB"], ["de", "en"]),
        ("x", ["tlh"], ["en"]),
        ("x", [], ["en"]),
        ("Das ist ein Satz, den wir heute noch nicht gehört haben. " * 10, [], ["de"]),
    ],
)
def test_languages_are_those_stated_or_those_found(text, stated, expected):
    assert languages_in(texts_of(("a", text)), stated) == expected


SPOKEN = st.lists(
    st.lists(
        st.sampled_from(["Go", "go", "React", "react", "c’", "D’", "est", "Êtes"]), max_size=30
    ),
    max_size=4,
)


@given(SPOKEN, AT_ONCE)
def test_terms_are_shown_as_a_slow_count_finds_them_most_often_written(made, at_once):
    texts = [" ".join(text).replace("’ ", "’") for text in made]
    counts = counted(at_once, pd.Series(texts, dtype=str))
    written: dict[str, Counter] = {}
    for text in texts:
        places = list(words.bounds(text))
        for length, n in product(range(1, 4), range(len(places))):
            if n + length <= len(places):
                part = [text[start:end] for start, end in places[n : n + length]]
                gaps = [
                    "’" if text[end] == "’" else " " for _, end in places[n : n + length - 1]
                ] + [""]
                key = " ".join(map(words.normalise, part))
                shown = "".join(chain(*zip(part, gaps, strict=True)))
                written.setdefault(key, Counter())[shown] += 1
    terms = np.arange(len(counts.lengths))
    for term, shown in zip(
        counts.compared(terms).to_pylist(), counts.shown(terms).to_pylist(), strict=True
    ):
        # What parts words is that of the first place, so that spellings are counted without it.
        bare = Counter()
        for spelling, times in written[term].items():
            bare[spelling.replace("’", " ")] += times
        most = max(bare.values())
        commonest = [spelling for spelling, times in bare.items() if times == most]
        small = [spelling for spelling in commonest if spelling == spelling.lower()]
        assert shown in written[term]
        assert shown.replace("’", " ") in (small or commonest)


def test_a_phrase_is_shown_as_it_is_written_though_its_words_are_written_otherwise():
    def shown(text: str) -> list[str]:
        counts = TermCounts.of(pd.Series([text], dtype=str), 2)
        return counts.shown(np.flatnonzero(counts.lengths == 2)).to_pylist()

    # Alone, the word has its capital more often; of two as frequent, the one without counts.
    alone = "React. a React. b React. c React. d React. "
    assert "React app" in shown(alone + "React app. " * 3 + "react app. " * 2)
    assert "react app" in shown(alone + "1 React app 2 React app 3 react app 4 react app")
    assert "react app" in shown(alone + "1 React app 2 react app 3 react app 4")


def test_counts_are_arrays_that_are_kept_as_they_are_in_memory():
    counts = TermCounts.of(pd.Series(["l’huile d’olive " * 3, "", "l’huile"], dtype=str))
    parts: list[pickle.PickleBuffer] = []
    pickled = pickle.dumps(counts, protocol=5, buffer_callback=parts.append)
    assert b"huile" not in pickled
    again = pickle.loads(pickled, buffers=[bytes(part) for part in parts])
    terms = np.arange(len(counts.lengths))
    assert again.shown(terms).to_pylist() == counts.shown(terms).to_pylist()
    texts = np.array([True, False, True])
    # What is opened memory-mapped cannot be written to.
    assert again.side(texts).occurrences.tolist() == counts.side(texts).occurrences.tolist()
