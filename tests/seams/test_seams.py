"""Seams are found where excerpts were stitched, to the character, and nowhere else."""

from __future__ import annotations

import json
import random
from collections import Counter

import numpy as np
import pandas as pd
import pytest

import refrain
from refrain import sameness
from refrain.fragments import FragmentIndex
from refrain.loops import loops
from refrain.seams import COLUMNS, seams
from refrain.seams.pieces import PieceScores
from refrain.seams.spaced_words import SpacedWords
from refrain.seams.spacing import MIN_PERIOD
from tests.builders import DATA, SAMPLE, index_of, invented_words


def seams_of(*texts: str) -> pd.DataFrame:
    frame = seams(index_of(*texts))
    ids = {sameness.text_id(text): n for n, text in enumerate(texts)}
    return frame.assign(text=frame["text_id"].map(ids), other=frame["other"].map(ids))


def stitched(text: str, places: list[tuple[int, int]]) -> tuple[str, list[int]]:
    """The windows (offset, length) of a text joined by spaces; where each but the first begins."""
    windows = [text[at : at + length] for at, length in places]
    starts = [sum(map(len, windows[:n])) + n for n in range(1, len(windows))]
    return " ".join(windows), starts


@pytest.fixture(scope="module")
def sample() -> pd.DataFrame:
    return seams(FragmentIndex.build(refrain.load(SAMPLE).transcripts))


def test_every_seam_of_the_sample_is_found_and_no_other(sample):
    corpus = refrain.load(SAMPLE)
    truth = json.loads((DATA / "sample.truth.json").read_text())
    true_seams = {
        (text_id, window["start"])
        for text_id, label in zip(corpus.transcripts["text_id"], truth, strict=True)
        for window in label["windows"][1:]
    }
    assert set(zip(sample["text_id"], sample["at"], strict=True)) == true_seams
    assert len(sample) == len(true_seams) == 49
    assert (sample["period"].isin([401, 726])).all()
    assert (sample["chance"] < 1e-6).all()


def test_the_other_version_shows_where_it_goes_on(sample):
    """The first seam of mixtral's shot, `th` + `es`: its target reads `this` there."""
    texts = refrain.load(SAMPLE).texts.set_index("text_id")
    seam = sample.iloc[0]
    assert (seam["before"], seam["after"], seam["broken"]) == ("th", "es", True)
    other = texts.loc[seam["other"], "text"]
    assert texts.loc[seam["other"], "name"] == "mixtral8x7b · target"
    assert other[seam["other_end"] - 7 : seam["other_end"] + 5] == "diagram this"
    assert pd.isna(seam["other_start"])


def test_whole_transcripts_have_none():
    index = FragmentIndex.build(refrain.load(DATA / "sources").transcripts)
    assert seams(index).empty


def test_full_versions_beside_the_excerpts_show_both_sides_of_each_seam():
    both = [refrain.load(DATA / name).transcripts for name in ("sample.txt", "sources")]
    frame = seams(FragmentIndex.build(pd.concat(both, ignore_index=True)))
    assert len(frame) == 49
    assert frame[["other", "other_end", "other_start"]].notna().all(axis=None)
    assert (frame["other_start"] > frame["other_end"]).all()


def test_windows_of_uneven_lengths_are_seen_by_the_longer_version():
    whole = " ".join(invented_words(1, 1500))
    text, starts = stitched(whole, [(0, 700), (1503, 333), (3007, 911), (6011, 400)])
    frame = seams_of(whole, text)
    assert frame["text"].tolist() == [1, 1, 1]
    assert (frame["at"] - starts).abs().max() <= 3
    assert set(frame["why"]) == {"version"}
    assert set(frame["other"]) == {0}


def test_windows_cut_between_words_are_seen_by_the_longer_version():
    words = invented_words(2, 900)
    text = " ".join(words[0:100] + words[150:270] + words[600:655])
    frame = seams_of(" ".join(words), text)
    assert frame["at"].tolist() == [
        len(" ".join(words[0:100])) + 1,
        len(" ".join(words[0:100] + words[150:270])) + 1,
    ]


def test_equal_windows_are_seen_without_any_other_text():
    whole = " ".join(invented_words(3, 3000))
    text, starts = stitched(whole, [(n * 1_900 + 3, 600) for n in range(8)])
    frame = seams_of(text)
    assert frame["at"].tolist() == starts
    assert set(frame["why"]) == {"spacing"}
    assert frame["other"].isna().all()


def test_passages_that_many_texts_have_in_another_order_are_no_seams():
    """Jingles stand next to each other here, and apart there: nothing was cut."""
    parts = [" ".join(invented_words(10 + n, 60)) for n in range(3)]
    talks = [" ".join(invented_words(20 + n, 200)) for n in range(20)]
    texts = [f"{parts[n % 3]} {talks[n]} {parts[(n + 1) % 3]}" for n in range(20)]
    assert seams_of(*texts, f"{parts[0]} {parts[2]}").empty


def test_a_text_with_a_passage_left_out_by_an_edit_of_a_few_words_has_none():
    words = invented_words(4, 600)
    edited = [*words[:200], "and", *words[203:]]
    assert seams_of(" ".join(words), " ".join(edited)).empty


@pytest.mark.parametrize(
    "text", ["", "word", "... !!", "so what happens here is " * 400, "a b " * 999]
)
def test_short_empty_and_looping_texts_have_none(text):
    frame = seams_of(text or " ", "something else")
    assert frame.empty
    assert list(frame.columns[:11]) == list(COLUMNS)


@pytest.mark.parametrize("phrase", ["thank you for watching ", "a b ", "谢谢大家观看 ", "ha "])
def test_a_loop_is_no_stitch_work_even_beside_a_longer_one(phrase):
    assert seams_of(phrase * 400, phrase * 300).empty
    talk, other = " ".join(invented_words(6, 300)), " ".join(invented_words(7, 300))
    frame = seams_of(f"{talk} {phrase * 400} {other}", f"{other} {phrase * 300} {talk}")
    # Talk and loop follow each other there, and not here; within the loop, everything does.
    edges = [
        {len(first) + 1, len(first) + 2 + len(loop)}
        for first, loop in ((talk, phrase * 400), (other, phrase * 300))
    ]
    assert all(at in edges[text] for at, text in zip(frame["at"], frame["text"], strict=True))


def test_split_words_at_equal_distances_in_a_loop_are_no_seams():
    words = invented_words(8, 33)
    phrase = " ".join([*words, "thousa", "rning", ""]) * 12
    talk = "thousands of thousand mornings and a morning " * 300
    text = f"{talk} {' '.join(invented_words(9, 500))} {phrase}"
    assert len(loops(index_of(text))) == 2
    assert len(phrase) / 12 > MIN_PERIOD
    assert seams_of(text).empty


def test_a_seam_beside_a_loop_is_one_still():
    words = invented_words(2, 900)
    loop = "thank you for watching " * 12
    text = " ".join(words[0:100] + words[150:270]) + " " + loop
    frame = seams_of(" ".join(words), text)
    assert frame["at"].tolist() == [len(" ".join(words[0:100])) + 1]


def test_how_often_words_begin_words_is_counted_as_by_hand():
    chance = random.Random(1)
    for _ in range(200):
        words = Counter("".join(chance.choices("ab", k=chance.randint(1, 6))) for _ in range(20))
        text = " ".join(words.elements())
        scores = PieceScores.of(SpacedWords.of([text]))
        for word, row in scores.rows.items():
            for side, is_piece in ((scores.before, str.startswith), (scores.after, str.endswith)):
                pieces = sum(n for whole, n in words.items() if is_piece(whole, word))
                by_hand = (pieces - 0.5) / (words[word] - 0.5) / scores.cuts_per_word
                assert np.exp(side[row]) == pytest.approx(by_hand)


def test_lines_of_one_width_are_no_seams():
    text = " ".join(invented_words(5, 3000))
    assert seams_of("\n".join(text[at : at + 80] for at in range(0, len(text), 80))).empty


def test_the_real_excerpts_have_a_seam_for_each_window(fewshot_path):
    corpus = refrain.load(fewshot_path)
    frame = seams(FragmentIndex.build(corpus.transcripts))
    places = frame.groupby("text_id")["at"].agg(list)
    for text in corpus.texts.itertuples():
        first, period = {8_007: (1_601, 801), 14_507: (2_901, 1_451)}.get(text.chars, (0, 0))
        if first:
            assert places[text.text_id] == [first + n * period for n in range(7)]


def test_real_podcasts_have_none(podcasts_path):
    assert seams(FragmentIndex.build(refrain.load(podcasts_path).transcripts)).empty
