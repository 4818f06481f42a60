"""The Corpus keeps its schema, its identities and its names."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from refrain.corpus import Corpus
from refrain.errors import SchemaError
from refrain.records import Problem, Transcript
from refrain.schemas import TRANSCRIPTS


def row(n: int, text: str | None, **more) -> Transcript:
    defaults = {"place": f"1.{n}", "line": n, "position": n, "role": "shot", "prompt": 1}
    return Transcript(**{"source": "a.txt", "text": text, **defaults, **more})


def test_the_columns_and_types_are_those_of_the_schema_even_when_empty():
    full = Corpus.of("full", [row(1, "one two"), row(2, None, topic="x")])
    empty = Corpus.of("empty", [])
    assert list(full.transcripts.columns) == list(TRANSCRIPTS.columns)
    for column, dtype in full.transcripts.drop(columns="topic").dtypes.items():
        assert empty.transcripts[column].dtype == dtype
    assert list(empty.problems.columns) == ["source", "line", "kind", "message", "count"]


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
        changed = [replace(rows[0], **change), rows[1]]
        assert Corpus.of("c", changed).fingerprint != same.fingerprint


EVERYTHING = {
    "place": "1.9",
    "source": "b.txt",
    "line": 7,
    "prompt": 2,
    "position": 3,
    "role": "target",
    "topic": "z",
    "title": "Ein Titel",
    "speaker": "Ann",
    "language": "de",
    "published": "2021-03-04",
    "topic_from": "column",
    "url": "https://example.org/a",
    "media": "a.mp3",
    "format": "SRT",
    "text": "uno",
    "start": 5,
    "end": 9,
}


@pytest.mark.parametrize("column", EVERYTHING)
def test_any_column_of_any_row_is_in_the_fingerprint(column):
    rows = [row(1, "one"), row(2, "two")]
    changed = [rows[0], replace(rows[1], **{column: EVERYTHING[column]})]
    assert Corpus.of("c", changed).fingerprint != Corpus.of("c", rows).fingerprint
    missing = [rows[0], replace(rows[1], **{column: ""})]
    if column in ("topic", "title", "speaker", "language", "published"):
        assert Corpus.of("c", missing).fingerprint != Corpus.of("c", rows).fingerprint


def test_every_column_is_tried():
    assert {*EVERYTHING} - {"place"} | {"transcript_id", "text_id", "chars", "words"} == set(
        TRANSCRIPTS.columns
    )


@pytest.mark.parametrize(
    "change",
    [
        {"source": "b.txt"},
        {"line": 2},
        {"line": None},
        {"kind": "k"},
        {"message": "n"},
        {"count": 2},
    ],
)
def test_problems_are_in_the_fingerprint(change):
    problem = Problem("a.txt", 1, "stray-fence", "m")
    rows = [row(1, "one")]
    one, other = (
        Corpus.of("c", [*rows, problem]),
        Corpus.of("c", [*rows, replace(problem, **change)]),
    )
    assert len({Corpus.of("c", rows).fingerprint, one.fingerprint, other.fingerprint}) == 3


def test_strings_do_not_run_into_each_other_in_the_fingerprint():
    of = [
        Corpus.of("c", [row(1, "t", title=title), row(2, "u", title=other)]).fingerprint
        for title, other in [("ab", "c"), ("a", "bc"), ("abc", ""), ("abc", None)]
    ]
    assert len(set(of)) == len(of)


def test_labels_under_other_topics_are_in_the_fingerprint_and_come_back():
    one = Corpus.of("c", [row(1, "one", topic="x"), row(2, "two", topic="y")])
    other = Corpus.of("c", [row(1, "one", topic="x"), row(2, "two", topic="z")])
    topics = pd.Series("same", index=one.texts["text_id"])
    assert one.with_topics(topics).fingerprint != other.with_topics(topics).fingerprint
    assert one.with_topics(topics).labelled.fingerprint == one.fingerprint


def test_texts_have_a_fingerprint_of_their_own():
    one = Corpus.of("c", [row(1, "one", topic="x"), row(2, "two"), row(3, "one")])
    named = Corpus.of("c", [row(1, "one", title="T", topic="y"), row(2, "two")])
    turned = Corpus.of("c", [row(1, "two"), row(2, "one")])
    assert one.texts_fingerprint == named.texts_fingerprint != turned.texts_fingerprint


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
    problem = Problem("a.txt", 1, "missing-text", "m")
    rows = [row(1, "a", topic="x"), row(2, "b", topic="y"), row(3, "c", topic="y", role="target")]
    corpus = Corpus.of("c", [*rows, problem])
    assert corpus.select(["y"]).transcripts["text"].tolist() == ["b", "c"]
    assert corpus.select(["y"], ["target"]).transcripts["text"].tolist() == ["c"]
    assert corpus.select() is corpus
    assert corpus.select(["nothing"]).transcripts.empty
    assert len(corpus.select(["y"]).problems) == 1
