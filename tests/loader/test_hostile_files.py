"""Files that no one would write by hand: each loads or is named, and so is what is beside it."""

from __future__ import annotations

import pytest

import refrain

SIZE = 300_000
SHAPES = {
    "one line": b"a" * SIZE,
    "only line ends": b"\n" * SIZE,
    "short lines": b"a\n" * (SIZE // 2),
    "NUL": b"so\x00we" * (SIZE // 5),
    "half characters": "so \ud83d we ".encode("utf-8", "surrogatepass") * (SIZE // 10),
    "deep": b"[" * SIZE,
    "deep objects": b'{"a":' * (SIZE // 5),
    "tags": b"<a>" * (SIZE // 3),
    "a times line again": b"00:00:01,000 --> 00:00:02,000\n" * (SIZE // 30),
    "quotes": b'"' * SIZE,
    "commas": b"," * SIZE,
    "front matter without an end": b"---\n" + b"a: b\n" * (SIZE // 5),
    "entities": b"&amp;" * (SIZE // 5),
    "labels": b"###\nShot: a\n###\n" * (SIZE // 16),
}
ENDINGS = (".txt", ".md", ".srt", ".vtt", ".json", ".jsonl", ".csv", ".ttml", ".ass")


@pytest.mark.parametrize("shape", SHAPES)
def test_a_hostile_file_of_any_ending_loads_or_is_named(tmp_path, shape):
    for ending in ENDINGS:
        (tmp_path / f"hostile{ending.replace('.', '-')}{ending}").write_bytes(SHAPES[shape])
    (tmp_path / "talk.txt").write_text("so we began")
    corpus = refrain.load(tmp_path)
    assert "so we began" in corpus.transcripts["text"].tolist()
    told = {*corpus.transcripts["source"], *corpus.problems["source"]}
    assert told == {path.name for path in tmp_path.iterdir()}
    assert "reader-fault" not in set(corpus.problems["kind"])
