"""The unitigs that Spark finds, beside brute force: many corpora in one job."""

from __future__ import annotations

import random
from itertools import pairwise

import pandas as pd
import pytest

from refrain.spark import unitigs
from refrain.spark.hashes import Hashing
from tests.spark.parts import unitigs_of, written

_CORPORA = 300


def _corpora() -> list[list[str]]:
    """Texts over few words, of which no corpus has one of another."""
    chance = random.Random(4)
    return [
        [
            " ".join(
                f"{word}{number}" for word in chance.choices("abc"[: chance.randint(1, 3)], k=k)
            )
            for k in chance.choices([0, 1, 5, 14, 30, 60], k=chance.randint(0, 6))
        ]
        for number in range(_CORPORA)
    ]


@pytest.mark.parametrize("min_words", [3, 5, 12])
def test_unitigs_of_hundreds_of_corpora_in_one_job_are_those_of_brute_force(
    spark, min_words, tmp_path
):
    texts = [text for corpus in _corpora() for text in corpus]
    # Corpora go on from part to part.
    cuts = [0, len(texts) // 3, len(texts) // 3, len(texts) // 2, len(texts)]
    parts = written(tmp_path, *(texts[a:b] for a, b in pairwise(cuts)))
    table = spark.unitigs(parts, min_words)
    assert [*table.itertuples(index=False, name=None)] == unitigs_of(texts, min_words)
    assert len(table) > 1000


def test_no_texts_have_no_unitigs(spark):
    table = spark.unitigs([], 5)
    assert table.empty
    assert table.dtypes.astype(str).to_dict() == {
        "row": "int64",
        "word": "int64",
        "windows": "int32",
        "unitig": "int64",
        "start": "int32",
        "end": "int32",
    }


def test_hashes_that_collide_are_tried_again_with_another_salt(spark, tmp_path):
    texts = ["a b c d e f g", "h i j k l m a b c d"]
    parts = written(tmp_path, texts[:1], texts[1:])
    hashings = [Hashing(salt=0, bits=1), Hashing(salt=1)]
    table = unitigs.find(spark.spark, parts, 3, hashings)
    assert [*table.itertuples(index=False, name=None)] == unitigs_of(texts, 3)
    with pytest.raises(Exception, match="equal hashes"):
        unitigs.find(spark.spark, parts, 3, hashings[:1])


def test_with_more_parts_than_tasks_a_task_has_several(spark, tmp_path, monkeypatch):
    monkeypatch.setattr(unitigs, "MOST_TASKS", 2)
    texts = [f"a b c d e f g h i j k l m {n}" for n in range(7)]
    table = spark.unitigs(written(tmp_path, *([text] for text in texts)), 12)
    pd.testing.assert_frame_equal(table, spark.unitigs(written(tmp_path, texts), 12))
    assert table["row"].tolist() == [*range(7)]
