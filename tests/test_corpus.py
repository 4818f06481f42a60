"""The Corpus keeps its schema, its identities and its names."""

from __future__ import annotations

import pandas as pd
import pytest

from refrain.corpus import TRANSCRIPTS, Corpus
from refrain.errors import SchemaError


def row(n: int, text: str | None, **more) -> dict:
    defaults = {"source": "a.txt", "line": n, "position": n, "role": "shot", "prompt": 1}
    return {"transcript_id": f"a.txt:1.{n}", "text": text, **defaults, **more}


def test_the_columns_and_types_are_those_of_the_schema_even_when_empty():
    full = Corpus.of("full", [row(1, "one two"), row(2, None, topic="x")])
    empty = Corpus.of("empty", [])
    assert list(full.transcripts.columns) == list(TRANSCRIPTS.columns)
    for column, dtype in full.transcripts.drop(columns="topic").dtypes.items():
        assert empty.transcripts[column].dtype == dtype
    assert list(empty.problems.columns) == ["source", "line", "kind", "message"]


def test_equal_texts_share_an_id_and_a_missing_one_has_none():
    corpus = Corpus.of("c", [row(1, "same"), row(2, "same"), row(3, None)])
    first, second, missing = corpus.transcripts["text_id"]
    assert first == second
    assert pd.isna(missing)
    assert corpus.transcripts["words"].tolist() == [1, 1, 0]
    assert corpus.texts["appearances"].tolist() == [2]


def test_what_breaks_the_schema_is_named():
    with pytest.raises(SchemaError, match="line"):
        Corpus.of("c", [row(0, "text")])
    with pytest.raises(SchemaError, match="role"):
        Corpus.of("c", [row(1, "text", role="villain")])
    with pytest.raises(SchemaError, match="transcript_id"):
        Corpus.of("c", [row(1, "text"), row(1, "other")])


def test_the_fingerprint_changes_with_the_contents_only():
    rows = [row(1, "one", topic="x"), row(2, "two", topic="y")]
    same = Corpus.of("another name", rows)
    assert Corpus.of("c", rows).fingerprint == same.fingerprint
    for change in ({"text": "uno"}, {"topic": "z"}, {"role": "target"}):
        changed = [{**rows[0], **change}, rows[1]]
        assert Corpus.of("c", changed).fingerprint != same.fingerprint


def test_names_are_short_and_unique():
    corpus = Corpus.of(
        "c",
        [
            row(1, "a", topic="cats"),
            row(2, "b", topic="cats"),
            row(3, "c", topic="cats", role="target"),
            row(4, "d", role="transcript", title="Episode 4"),
            row(5, "e", role="transcript"),
        ],
    )
    assert corpus.texts["name"].tolist() == [
        "cats · shot",
        "cats · shot · 2",
        "cats · target",
        "Episode 4",
        "a.txt",
    ]


def test_a_filter_keeps_rows_of_its_topics_and_roles_and_all_problems():
    problem = {"source": "a.txt", "line": 1, "kind": "missing-text", "message": "m"}
    rows = [row(1, "a", topic="x"), row(2, "b", topic="y"), row(3, "c", topic="y", role="target")]
    corpus = Corpus.of("c", rows, [problem])
    assert corpus.select(["y"]).transcripts["text"].tolist() == ["b", "c"]
    assert corpus.select(["y"], ["target"]).transcripts["text"].tolist() == ["c"]
    assert corpus.select() is corpus
    assert corpus.select(["nothing"]).transcripts.empty
    assert len(corpus.select(["y"]).problems) == 1
