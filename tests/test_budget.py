"""A prompt is as long as its texts together; what exceeds a budget is named, with by how much."""

from __future__ import annotations

import pandas as pd

from refrain import budget
from refrain.tokens import sizes as sizes_of
from refrain.topics import NO_TOPIC
from tests.builders import corpus_of, prompts_of

CATS = "one two three"
PROMPTS = prompts_of(
    ("a", 1, "shot", "cats", CATS),
    ("a", 1, "shot", "cats", CATS),
    ("a", 1, "target", "dogs", "four five"),
    ("a", 2, "shot", "cats", CATS),
    ("a", 2, "target", "birds", None),
    ("b", 1, "shot", "cats", CATS),
)


def test_a_prompt_is_as_long_as_its_texts_together():
    sizes = sizes_of(PROMPTS.texts)
    table = budget.prompts(PROMPTS.transcripts, sizes)
    assert table["name"].tolist() == ["a · prompt 1", "a · prompt 2", "b · prompt 1"]
    assert table["words"].tolist() == [8, 3, 3]
    assert table["chars"].tolist() == [13 + 13 + 9, 13, 13]
    assert table["texts"].tolist() == [3, 1, 1]
    assert table["missing"].tolist() == [0, 1, 0]
    assert table["topic"].tolist() == ["dogs", "birds", NO_TOPIC]
    assert table["transcript_id"].tolist() == ["a:1.3", "a:2.5", "b:1.6"]
    once = budget.prompts(PROMPTS.transcripts, sizes, copies=False)
    assert once["words"].tolist() == [5, 3, 3]
    assert once["missing"].tolist() == [0, 1, 0]


def test_what_exceeds_is_named_with_by_how_much():
    table = budget.prompts(PROMPTS.transcripts, sizes_of(PROMPTS.texts))
    over = budget.over(table, "words", 4)
    assert over[["name", "over", "share"]].to_numpy().tolist() == [["a · prompt 1", 4, 1.0]]
    assert budget.over(table, "words", 8).empty  # as long as the budget fits


def test_each_step_of_removing_has_its_effect():
    steps = {"before": pd.Series([8, 3, 3]), "after": pd.Series([5, 2, 0])}
    table = budget.effect(steps, 4)
    assert table.to_numpy().tolist() == [
        ["before", 3, 14, 8, 1, 0.0],
        ["after", 3, 7, 5, 1, 0.5],
    ]
    assert budget.effect(steps, 5)["over"].tolist() == [1, 0]  # as long as the budget fits
    assert budget.effect({"none": pd.Series([], dtype="int64")}, 4)["over"].tolist() == [0]


def test_no_prompts_no_rows():
    empty = corpus_of()
    assert budget.prompts(empty.transcripts, sizes_of(empty.texts)).empty
