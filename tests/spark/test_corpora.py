"""Spark's table of unitigs is that of the local engine, row by row, whatever a corpus is like."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

import refrain
from benchmarks.hostile_shapes import SHAPES
from refrain.corpus import Corpus
from refrain.fragments import FragmentIndex
from refrain.fragments.compact import unitigs_of
from refrain.spark import SparkEngine
from tests.builders import corpus_of
from tests.spark.parts import written

JINGLE = "welcome to the show where we talk of everything that swims"
SAID = {
    "Chinese": "我们今天讨论机器学习的模型，因为大家觉得数据非常重要。",
    "Japanese": "今日は機械学習の話をします。皆さんはどう思いますか。",
    "Arabic": "أهلا وسهلا بكم في برنامجنا اليوم، نتحدث عن البحر والأسماك.",
    "Hindi": "आज हम समुद्र और मछलियों के बारे में बात करेंगे।",
    "German": "Heute sprechen wir über Füße, Straßen und die größten Übel – nicht wahr?",
    "emoji": "so 🐟 it’s 🐟🐟 don't they’re naïve cafe\u0301 ",
}


def equal(spark: SparkEngine, corpus: Corpus, min_words: int, folder: Path) -> pd.DataFrame:
    """The table of Spark, from three parts of which one is empty, when it is as the local one."""
    texts = corpus.texts["text"].tolist()
    cut = len(texts) // 3
    parts = written(folder, texts[:cut], [], texts[cut:])
    expected = unitigs_of(FragmentIndex.build(corpus.transcripts), min_words)
    pd.testing.assert_frame_equal(spark.unitigs(parts, min_words), expected)
    return expected


@pytest.mark.parametrize("min_words", [5, 20])
def test_every_hostile_shape_at_once(spark, min_words, tmp_path):
    for name, shape in SHAPES.items():
        for path, text in shape(12_000).items():
            file = tmp_path / "corpus" / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    table = equal(spark, refrain.load(tmp_path / "corpus"), min_words, tmp_path)
    assert len(table) > 5_000


def test_loops_jingles_and_texts_that_are_too_short(spark, tmp_path):
    """A word so often that every place of its window is a unitig, and a jingle in every text."""
    texts = [
        "very " * 30_000,
        "a b " * 5_000,
        "a b " * 3_000,
        *(f"{JINGLE} a{n} b{n} c{n}" for n in range(3_000)),
        JINGLE,
        "so it goes",
        "so",
    ]
    table = equal(spark, corpus_of(*texts), 10, tmp_path)
    assert table["row"].eq(0).sum() == 30_000 - 9
    of_jingle = table[table["row"].between(3, 3_003)]
    assert of_jingle["unitig"].nunique() == 1
    assert len(of_jingle) == 3_001


@pytest.mark.parametrize("min_words", [3, 12])
def test_any_script(spark, min_words, tmp_path):
    texts = [
        said * times + f" {name} {times} " + other[:20]
        for name, said in SAID.items()
        for times, other in zip((1, 2, 3), _others(name), strict=False)
    ]
    assert len(equal(spark, corpus_of(*texts), min_words, tmp_path)) > 20


def _others(name: str) -> Sequence[str]:
    return [said for other, said in SAID.items() if other != name]


def test_the_few_shot_dump(spark, fewshot_path, tmp_path):
    assert len(equal(spark, refrain.load(fewshot_path), 20, tmp_path)) > 15


def test_the_podcasts(spark, podcasts_path, tmp_path):
    assert len(equal(spark, refrain.load(podcasts_path), 20, tmp_path)) > 15
