"""Texts that are not whole."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

import refrain
from refrain import audit
from refrain.audit.outliers import modified_z_score
from tests.builders import DATA, corpus_of, english


def kinds(*texts) -> list[str]:
    return audit.findings(corpus_of(*texts))["kind"].tolist()


def test_every_stitched_text_of_the_sample_is_found_with_all_its_places():
    findings = audit.findings(refrain.load(DATA / "sample.txt"))
    stitched = findings[findings["kind"] == "stitched"].set_index("transcript_id")
    truth = json.loads((DATA / "sample.truth.json").read_text())
    for text, places in stitched["places"].items():
        prompt, position = (int(part) for part in text.split(":")[1].split("."))
        windows = truth[3 * (prompt - 1) + position - 1]["windows"]
        assert places == tuple(window["start"] for window in windows[1:])
    assert len(stitched) == 7
    first = stitched.loc["sample.txt:1.1"]
    assert first["at"] == 801
    assert "8 pieces, with 7 seams" in first["message"]
    assert "“… th” is followed by “es …”" in first["message"]


def test_a_text_of_marks_has_no_words(findings_of):
    assert "no-words" in findings_of([("Shot: a", "... !"), ("Target: b", "y")])["kind"].tolist()
    assert kinds("--- * ---", "some words") == ["no-words"]


def test_a_punctuated_text_that_stops_in_a_sentence_is_cut_off():
    whole = english(1, 240)
    findings = audit.findings(corpus_of(whole + " And then we went to the"))
    assert findings["kind"].tolist() == ["truncated"]
    assert "and then we went to the”" in findings["message"].iloc[0].casefold()
    assert findings["at"].iloc[0] == len(whole) + 24 - 60


@pytest.mark.parametrize(
    "end",
    [".", "?", "!", "…", "...", ".”", '."', ".)", ". [laughter]", ". *Music*.", " —", ".**", "。"],
)
def test_a_text_that_ends_as_texts_do_is_whole(end):
    assert kinds(english(1, 240)[:-1] + end) == []


def test_a_text_without_punctuation_may_end_anywhere():
    assert kinds(english(1, 240, sentences=False)) == []


def test_texts_of_exactly_one_length_were_cut_to_it():
    cut = [english(n, 400, sentences=False)[:1_500] for n in range(3)]
    findings = audit.findings(corpus_of(*cut, english(7, 400)))
    assert findings["kind"].tolist() == ["same-length"]
    assert findings["value"].iloc[0] == 3
    assert "exactly 1,500 characters" in findings["message"].iloc[0]
    assert kinds(*cut[:2], english(7, 400)) == []
    assert kinds(*cut[:2]) == ["same-length"]
    assert kinds(*(text[:40] for text in cut)) == []


def test_texts_of_one_length_by_chance_are_not_called_cut():
    # Of 400 texts with lengths around 900, some share one; 12 more were cut to 880.
    draw = np.random.default_rng(3)
    lengths = enumerate(draw.integers(800, 1_000, 400))
    natural = [english(n, 300, sentences=False)[:length] for n, length in lengths]
    assert len({len(text) for text in natural}) < 200
    assert "same-length" not in kinds(*natural)
    cut = [english(1_000 + n, 300, sentences=False)[:880] for n in range(12)]
    findings = audit.findings(corpus_of(*natural, *cut))
    findings = findings[findings["kind"] == "same-length"]
    assert len(findings) == 1
    assert "exactly 880 characters" in findings["message"].iloc[0]


def test_a_length_far_from_the_rest_is_outlying():
    texts = [english(n, 300 + 10 * n) for n in range(12)]
    findings = audit.findings(corpus_of(*texts, english(50, 3_600), english(51, 60)))
    assert findings["kind"].tolist() == ["outlying-length"] * 2
    assert findings["value"].tolist() == [3_600, 60]
    assert "longer" in findings["message"].iloc[0]
    assert "shorter" in findings["message"].iloc[1]


def test_lengths_that_differ_much_have_no_outlier():
    assert kinds(*(english(n, 40 * 2**n) for n in range(8))) == []
    assert kinds(*(english(n, 300) for n in range(6)), english(50, 3_600)) == []


def test_robust_deviations_are_those_worked_out_by_hand():
    """Median 3, absolute deviations 2 1 0 1 97, their median 1."""
    findings = modified_z_score(np.array([1, 2, 3, 4, 100]))
    assert np.allclose(findings, np.array([-2, -1, 0, 1, 97]) / 1.4826)
    assert modified_z_score(np.array([5, 5, 5, 9])).tolist() == [0, 0, 0, np.inf]
    assert pd.Series(modified_z_score(np.array([]))).empty
