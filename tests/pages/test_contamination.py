"""What a corpus shares with a reference set, on its page."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from dashboard import cached
from refrain.contamination import NothingComparedError
from refrain.fragments import RepeatQuery
from tests.builders import corpus_of, english
from tests.pages.app import open_page, words


def test_what_the_sample_has_of_its_sources_is_shown_on_both_sides():
    app = open_page("contamination", corpus="sample.txt", reference="sources", similarity="80")
    said = words(app)
    assert "7 of 7 texts share passages with 7 of its 7 texts" in said
    assert "**100% alike**: no word changed, none missing, none added." in said
    texts, passages = (table.value for table in app.main.dataframe)
    assert len(texts) == 7
    assert passages["words"].is_monotonic_decreasing
    sides = [
        html.proto.body for html in app.main.get("html") if "transcript box" in html.proto.body
    ]
    assert len(sides) == 2


def test_a_reference_is_to_be_chosen_and_the_corpus_itself_is_none():
    app = open_page("contamination", corpus="sample.txt")
    assert "Choose what must not be in here" in app.main.info[0].value
    assert "sample.txt" not in app.main.selectbox[0].options
    app = open_page("contamination", corpus="sample.txt", reference="sample.txt")
    assert "It is the corpus itself" in app.main.warning[0].value


def test_what_shares_nothing_is_told_and_what_has_no_words_is_no_pass(tmp_path, monkeypatch):
    (tmp_path / "other.txt").write_text(english(1, 200))
    (tmp_path / "blank.txt").write_text(" \n")
    paths = [str(tmp_path / name) for name in ("other.txt", "blank.txt")]
    monkeypatch.setenv("REFRAIN_DATA", os.pathsep.join(paths))
    app = open_page("contamination", corpus="sample.txt", reference="other.txt")
    assert "They share no passage of 20 words or more" in app.main.success[0].value
    app = open_page("contamination", corpus="sample.txt", reference="blank.txt")
    assert not app.main.success
    assert "has no transcript with words" in app.main.warning[0].value


def test_two_uploads_are_not_compared():
    one, other = (
        replace(corpus_of(english(seed, 50)), belongs_to=f"mark{seed}") for seed in range(2)
    )
    with pytest.raises(NothingComparedError, match="two uploads are kept apart"):
        cached.contamination(one, other, RepeatQuery())
