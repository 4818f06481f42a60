"""The second of a character, beside brute force; durations and silence by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain import cues
from refrain.corpus import Corpus
from refrain.records import Cue
from refrain.schemas import CUES
from tests.builders import corpus_of


def table(each: list[list[Cue]]) -> pd.DataFrame:
    """The cues of the transcripts `0.txt`, `1.txt` and so on, as a corpus has them."""
    rows = [(f"{n}.txt", *cue) for n, some in enumerate(each) for cue in some]
    frame = pd.DataFrame(rows, columns=list(CUES.columns))
    types = {name: column.dtype.type for name, column in CUES.columns.items()}
    return frame.astype({"transcript_id": "str"}).astype(types)


def clock_of(*cues_of_each: list[Cue]) -> tuple[Corpus, cues.Clock]:
    corpus = corpus_of(
        *({"text": f"{n} {'x' * 200}", "cues": some} for n, some in enumerate(cues_of_each))
    )
    return corpus, cues.Clock(corpus.cues, corpus.texts)


def seconds_at(some: list[Cue], char: int) -> float | None:
    """By brute force, from the docstring: the known places before and after."""
    known = []
    for cue in some:
        if cue.start is not None:
            known.append((cue.start_char, cue.start))
        if cue.end is not None and not (cue.start is not None and cue.end < cue.start):
            known.append((cue.end_char, cue.end))
    known.sort(key=lambda place: place[0])
    before = [place for place in known if place[0] <= char]
    if not before:
        return None
    after = [place for place in known if place[0] > char]
    (at, second), (until, then) = before[-1], after[0] if after else before[-1]
    if then <= second:
        return second
    return second + (then - second) * (char - at) / (until - at)


@st.composite
def some_cues(draw) -> list[Cue]:
    """Cues in the order of the text, with times missing, equal, backward, overlapping."""
    chars = sorted(draw(st.lists(st.integers(0, 60), max_size=12)))
    times = st.none() | st.integers(0, 30).map(float)
    pairs = zip(chars[::2], chars[1::2], strict=False)
    return [Cue(draw(times), draw(times), start, end) for start, end in pairs]


@given(st.lists(some_cues(), min_size=1, max_size=4), st.lists(st.integers(0, 70), max_size=20))
def test_the_clock_says_what_brute_force_says_for_every_transcript(each, chars):
    ids = [f"{n}.txt" for n in range(len(each))]
    clock = cues.Clock(table(each))
    asked = [(n, char) for n in range(len(each)) for char in chars]
    said = clock.seconds([ids[n] for n, _ in asked], [char for _, char in asked])
    for (n, char), second in zip(asked, said, strict=True):
        expected = seconds_at(each[n], char)
        assert (None if math.isnan(second) else pytest.approx(second)) == expected


@given(st.lists(some_cues(), min_size=1, max_size=4), st.integers(0, 70))
def test_the_cue_of_a_character_has_it(each, char):
    frame = table(each)
    ids = [f"{n}.txt" for n in range(len(each))]
    rows = cues.Clock(frame).cues(ids, [char] * len(each))
    for transcript_id, row in zip(ids, rows, strict=True):
        own = frame[frame["transcript_id"] == transcript_id]
        if row < 0:
            # The last that begins before it has ended.
            begun = own[own["start_char"] <= char]
            assert begun.empty or begun.iloc[-1]["end_char"] <= char
            continue
        assert row in own.index
        assert own.loc[row, "start_char"] <= char < own.loc[row, "end_char"]


def test_a_character_inside_a_cue_is_said_in_proportion():
    _, clock = clock_of([Cue(10, 20, 0, 100), Cue(30, 34, 101, 105)])
    ids = ["0.txt"] * 7
    said = clock.seconds(ids, [0, 50, 99, 100, 101, 103, 180])
    assert said.tolist() == pytest.approx([10, 15, 19.9, 20, 30, 32, 34])


def test_where_nothing_is_known_no_second_is_made_up():
    _, clock = clock_of([Cue(None, None, 0, 9), Cue(7, None, 10, 20)], [])
    said = clock.seconds(["0.txt", "0.txt", "1.txt", "none.txt"], [5, 15, 5, 0])
    assert said[1] == 7
    assert np.isnan(said[[0, 2, 3]]).all()
    _, without = clock_of([], [])
    assert not without.knows_times
    assert np.isnan(without.seconds(["0.txt"], [0])).all()
    assert without.cues(["0.txt"], [0]).tolist() == [-1]


def test_places_in_a_text_are_those_of_its_first_appearance():
    # The copy says the same words, and its line ends make other places of them.
    first = {"text": "one two three four", "cues": [Cue(0, 18, 0, 18)]}
    copy = {"text": "one\n\n\ntwo\n\n\nthree four", "cues": [Cue(100, 122, 0, 22)]}
    corpus = corpus_of(first, copy)
    assert corpus.texts["appearances"].tolist() == [2]
    clock = cues.Clock(corpus.cues, corpus.texts)
    assert clock.seconds_in_texts(corpus.texts["text_id"], [4]).tolist() == [4]
    assert clock.seconds(["1.txt"], [4]).tolist() == [104]


def durations_of(*some: Cue) -> pd.Series:
    corpus = corpus_of({"text": "x" * 200, "cues": list(some)})
    return cues.durations(corpus.cues).iloc[0]


def test_silence_is_what_lies_between_cues_that_are_joined_where_they_overlap():
    # 5 to 20 is spoken, by two at once from 12 to 15; then 2.5 s of silence, 2 s that is none, and
    # 10 s of silence. What is before 5 is no gap.
    found = durations_of(
        Cue(5, 15, 0, 10),
        Cue(12, 20, 11, 20),
        Cue(13, 14, 21, 25),
        Cue(22.5, 30, 26, 30),
        Cue(32, 33, 31, 35),
        Cue(43, 45, 36, 40),
    )
    assert found["silence"] == pytest.approx(2.5 + 10)
    assert found["seconds"] == pytest.approx(40)
    assert (found["first_char"], found["last_char"]) == (0, 40)


def test_a_cue_without_an_end_lasts_until_the_next_and_one_that_ends_early_has_none():
    found = durations_of(
        Cue(0, None, 0, 10), Cue(10, 3, 11, 20), Cue(20, 21, 21, 30), Cue(31, 32, 31, 40)
    )
    assert found["silence"] == pytest.approx(10)
    assert found["seconds"] == pytest.approx(32)


def test_silence_is_unknown_without_ends_and_a_duration_without_two_times():
    starts = durations_of(Cue(60, None, 0, 10), Cue(120, None, 11, 20))
    assert math.isnan(starts["silence"])
    assert starts["seconds"] == pytest.approx(60)
    corpus = corpus_of(
        {"text": "a b", "cues": [Cue(60, None, 0, 3)]},
        {"text": "c d", "cues": [Cue(None, None, 0, 3)]},
        "e f",
    )
    assert cues.durations(corpus.cues).empty
    assert cues.durations(corpus_of("e f").cues).empty


def test_of_a_thousand_transcripts_whose_times_have_no_end_no_silence_is_known():
    some = [Cue(1, None, 0, 1), Cue(9, None, 2, 3)]
    corpus = corpus_of(*({"text": f"{n} a b", "cues": some} for n in range(1_000)))
    found = cues.durations(corpus.cues)
    assert found["seconds"].tolist() == [8] * 1_000
    assert found["silence"].isna().all()


@given(st.lists(some_cues(), min_size=2, max_size=4), st.integers(0, 70), st.data())
def test_the_clock_of_some_texts_says_what_that_of_all_says(each, char, data):
    corpus, whole = clock_of(*each)
    some = data.draw(st.lists(st.sampled_from(corpus.texts["text_id"].tolist()), unique=True))
    clock = cues.Clock.of_texts(corpus.cues, corpus.texts, some)
    ask = some, [char] * len(some)
    np.testing.assert_array_equal(clock.seconds_in_texts(*ask), whole.seconds_in_texts(*ask))
    ids = corpus.texts.set_index("text_id")["transcript_id"][some]
    own = corpus.cues[corpus.cues["transcript_id"].isin(ids)]
    assert cues.of_transcripts(corpus.cues, ids).index.tolist() == own.index.tolist()
