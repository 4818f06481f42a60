"""A table in any container says the same: each text once, in order."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import refrain
from refrain.records import Transcript
from tests.loader.formats.tables.reading import records

FIXTURES = Path(__file__).parents[2] / "fixtures"
Cells = list[dict[str, str]]


def as_delimited(rows: Cells, delimiter: str) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, ["title", "topic", "transcript"], delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_arrow(rows: Cells, write: Callable[[pa.Table, io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    names = ["title", "topic", "transcript"]
    write(pa.table({name: [row[name] for row in rows] for name in names}), out)
    return out.getvalue()


def _stream(table: pa.Table, out: io.BytesIO) -> None:
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table, max_chunksize=2)


CONTAINERS: dict[str, Callable[[Cells], bytes]] = {
    "t.csv": lambda rows: as_delimited(rows, ","),
    "t.tsv": lambda rows: as_delimited(rows, "\t"),
    "semicolons.csv": lambda rows: as_delimited(rows, ";"),
    "bars.csv": lambda rows: as_delimited(rows, "|"),
    "marked.csv": lambda rows: b"\xef\xbb\xbf" + as_delimited(rows, ","),
    "wide.csv": lambda rows: as_delimited(rows, ",").decode().encode("utf-16"),
    "t.json": lambda rows: json.dumps(rows, ensure_ascii=False, indent=1).encode(),
    "data.json": lambda rows: json.dumps({"version": 1, "data": rows}).encode(),
    "columns.json": lambda rows: pd.DataFrame(rows).to_json(orient="columns").encode(),
    "lists.json": lambda rows: json.dumps(pd.DataFrame(rows).to_dict("list")).encode(),
    "split.json": lambda rows: pd.DataFrame(rows).to_json(orient="split").encode(),
    "t.jsonl": lambda rows: "\n".join(json.dumps(row) for row in rows).encode(),
    "t.ndjson": lambda rows: "\r\n".join(
        json.dumps(row, ensure_ascii=False) for row in rows
    ).encode("utf-8-sig"),
    "t.parquet": lambda rows: as_arrow(rows, pyarrow.parquet.write_table),
    "t.feather": lambda rows: as_arrow(rows, pyarrow.feather.write_feather),
    "stream.arrow": lambda rows: as_arrow(rows, _stream),
}
ROWS = [
    {"title": "Bees", "topic": "gardens", "transcript": 'Say, "bees", and\nflowers; | done.'},
    {"title": "007", "topic": "sky", "transcript": "Rain, again.\r\nAnd\ttomorrow."},
    {"title": "Wüste", "topic": "gardens", "transcript": "Wie schön! 我们明天再谈。 नमस्ते مرحبا"},
]


@pytest.mark.parametrize("name", CONTAINERS)
def test_every_container_has_the_same_rows(name):
    found = records(name, CONTAINERS[name](ROWS))
    assert all(isinstance(record, Transcript) for record in found), found
    assert [(row.title, row.topic, row.text) for row in found] == [
        (row["title"], row["topic"], row["transcript"]) for row in ROWS
    ]
    assert [row.topic_from for row in found] == ["column"] * 3
    assert [row.place for row in found] == ["1", "2", "3"]


@pytest.mark.parametrize("name", ["table.csv", "table.tsv", "table.json", "table.jsonl"])
def test_the_fixtures_say_the_same(name):
    corpus = refrain.load(FIXTURES / name)
    assert corpus.problems.empty
    assert corpus.transcripts["title"].tolist() == ["The garden show", "Weather", "007"]
    assert corpus.transcripts["topic"].tolist() == ["gardens", "sky", "sky"]
    assert corpus.transcripts["text"][1] == "Rain again; take a coat.\nAnd boots."


@pytest.mark.parametrize(
    ("name", "lines"),
    [("table.csv", [2, 3, 5]), ("table.json", [2, 7, 12]), ("table.jsonl", [1, 2, 3])],
)
def test_a_row_has_its_line(name, lines):
    assert refrain.load(FIXTURES / name).transcripts["line"].tolist() == lines


# No control characters: those are not text to any program, and two make a file binary.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n\t",;|'), max_size=40
).map(lambda text: f"So, {text} well")
NAMES = st.sampled_from(["a", "007", "x, y", 'q"q', "ü", "1e5", "nan", "NULL", "true"])
TABLES = st.lists(
    st.fixed_dictionaries({"title": NAMES, "topic": NAMES, "transcript": TEXTS}),
    min_size=2,
    max_size=6,
)


@settings(deadline=None, max_examples=60)
@given(TABLES, st.sampled_from(sorted(CONTAINERS)))
@example([{"title": "a", "topic": "b", "transcript": "So, \u2028 well"}] * 2, "t.jsonl")
def test_every_text_is_read_once_and_in_order(rows, name):
    found = records(name, CONTAINERS[name](rows))
    texts = [record.text for record in found if isinstance(record, Transcript)]
    assert texts == [row["transcript"] for row in rows]
    assert [record.title for record in found if isinstance(record, Transcript)] == [
        row["title"] for row in rows
    ]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("t.csv", lambda path: pd.read_csv(path)),
        ("t.jsonl", lambda path: pd.read_json(path, lines=True)),
        ("t.json", lambda path: pd.read_json(path)),
        ("t.parquet", lambda path: pd.read_parquet(path)),
    ],
)
def test_pandas_counts_as_many_rows_and_words(tmp_path, name, read):
    rows = [
        {"title": f"t{n}", "topic": "abc"[n % 3], "transcript": "well, so\n" * (n % 7 + 1)}
        for n in range(700)
    ]
    path = tmp_path / name
    path.write_bytes(CONTAINERS[name](rows))
    frame, corpus = read(path), refrain.load(path)
    assert len(corpus.transcripts) == len(frame) == 700
    assert corpus.transcripts["words"].sum() == frame["transcript"].str.split().map(len).sum()


def test_a_saved_dataset_of_hugging_face_is_read_without_noise(tmp_path):
    """As `DatasetDict.save_to_disk` writes it; the split is no topic."""
    (tmp_path / "dataset_dict.json").write_text('{"splits": ["train", "test"]}')
    features = {"label": {"names": ["calm", "loud"], "_type": "ClassLabel"}}
    info = json.dumps({"info": {"features": features}})
    for split in ("train", "test"):
        folder = tmp_path / split
        folder.mkdir()
        (folder / "dataset_info.json").write_text('{"features": {"text": {}}}')
        (folder / "state.json").write_text('{"_data_files": [{"filename": "x"}]}')
        table = pa.table({"text": [f"so {split}", f"well {split}"], "label": [0, 1]})
        table = table.replace_schema_metadata({"huggingface": info})
        with pa.ipc.new_stream(folder / "data-00000-of-00001.arrow", table.schema) as writer:
            writer.write_table(table)
    corpus = refrain.load(tmp_path)
    assert corpus.problems.empty
    assert corpus.transcripts["text"].tolist() == ["so test", "well test", "so train", "well train"]
    assert corpus.transcripts["topic"].tolist() == ["calm", "loud"] * 2
    (tmp_path / "train" / "t.csv").write_text("id,text\n1,so well\n2,well so\n")
    assert refrain.load(tmp_path / "train" / "t.csv").transcripts["topic"].isna().all()
