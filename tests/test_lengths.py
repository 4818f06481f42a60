"""Lengths are of distinct texts unless asked otherwise, and missing texts have none."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from refrain import lengths
from refrain.corpus import Corpus
from refrain.records import Cue
from tests.builders import corpus_of, prompts_of


def corpus() -> Corpus:
    return prompts_of(
        ("s", 1, "shot", "x", "a bb ccc"),
        ("s", 1, "shot", "x", "a bb ccc"),
        ("s", 1, "target", "y", "dddd"),
        ("s", 1, "target", "z", None),
    )


def test_equal_texts_count_once_or_each_time():
    rows = corpus().transcripts
    assert lengths.lengths(rows)[["words", "chars"]].to_numpy().tolist() == [[3, 8], [1, 4]]
    assert lengths.lengths(rows, distinct=False)["words"].tolist() == [3, 3, 1]


def test_the_summary_is_by_group_with_the_longest_median_first():
    table = lengths.summary(lengths.lengths(corpus().transcripts, distinct=False), "topic")
    assert table.to_numpy().tolist() == [["x", 2, 3, 3.0, 3.0, 3, 6], ["y", 1, 1, 1.0, 1.0, 1, 1]]


def test_no_texts_no_lengths():
    frame = lengths.lengths(corpus_of().transcripts)
    assert frame.empty
    assert lengths.summary(frame, "role", "chars").empty


def test_tokens_are_a_unit_like_the_others():
    rows = corpus().transcripts
    ids = rows["text_id"].dropna().drop_duplicates()
    frame = lengths.lengths(rows, tokens=pd.Series([5, 2], index=ids))
    assert frame["tokens"].tolist() == [5, 2]
    assert lengths.summary(frame, "role", "tokens")["total"].tolist() == [5, 2]
    assert lengths.lengths(rows)["source"].tolist() == ["s", "s"]


def table(values: list[int], group: str = "x") -> pd.DataFrame:
    return pd.DataFrame({"topic": group, "words": values})


def test_fences_are_tukeys_on_the_logarithms():
    # ln of 1, e², e⁴: quartiles of 0 0 0 2 2 4 4 4 are 0 and 4, so the fences are e⁻⁶ and e¹⁰.
    e = np.e
    low, high = lengths.fences(pd.Series([1, 1, 1, e**2, e**2, e**4, e**4, e**4]))
    assert low == pytest.approx(e**-6)
    assert high == pytest.approx(e**10)


def test_an_outlier_is_named_in_its_own_group():
    frame = pd.concat([table([100] * 8 + [300, 20]), table([300] * 8, "y")], ignore_index=True)
    found = lengths.outliers(frame, "topic")
    assert found[["words", "outlier", "median"]].to_numpy().tolist() == [
        [20, "short", 100.0],
        [300, "long", 100.0],
    ]
    assert found["times"].tolist() == [0.2, 3.0]
    # Quartiles that are equal count as a tenth apart.
    assert found["fence"].tolist() == pytest.approx([100 / 1.1**1.5, 100 * 1.1**1.5])


def test_few_or_near_equal_texts_have_no_outliers():
    assert lengths.outliers(table([10] * 6 + [1000]), "topic").empty
    assert lengths.outliers(table([100] * 20 + [104, 97]), "topic").empty
    assert lengths.outliers(table([]), "topic").empty


def test_time_speed_and_silence_are_those_of_the_cues():
    # 12 words in 4 seconds: 2 words, 3 s of silence, 10 words.
    captions = {"text": "a b c d e f g h i j k l", "cues": [Cue(1, 1.5, 0, 3), Cue(4.5, 5, 4, 23)]}
    # Of 8 words, 4 lie between the marks, a minute apart; what is said behind the last has no time.
    marked = {
        "text": "Title [0:30] a b c d [1:30] e f g",
        "cues": [Cue(30, None, 6, 20), Cue(90, None, 21, 33)],
    }
    corpus = corpus_of(captions, marked, "no times")
    times = lengths.timing(corpus.transcripts, corpus.cues)
    frame = lengths.lengths(corpus.transcripts, times=times)
    columns = ["seconds", "minutes", "words_per_minute", "silence"]
    assert frame[columns].iloc[0].tolist() == pytest.approx([4, 4 / 60, 180, 3])
    assert frame[columns].iloc[1].tolist() == pytest.approx([60, 1, 4, np.nan], nan_ok=True)
    assert frame[columns].iloc[2].isna().all()
    table = lengths.summary(frame, "role", "minutes")
    assert table[["transcripts", "total"]].to_numpy().tolist() == [[2, 64 / 60]]
    assert lengths.lengths(corpus.transcripts)["words"].tolist() == frame["words"].tolist()


def test_a_transcript_without_times_is_no_outlier_in_time():
    frame = table([10] * 8 + [100]).assign(minutes=[1.0] * 8 + [np.nan])
    assert lengths.outliers(frame, "topic", "minutes").empty
