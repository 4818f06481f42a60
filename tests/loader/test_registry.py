"""Which format a file is read by: the first that recognises it."""

from __future__ import annotations

from pathlib import Path

import pytest

import refrain
from refrain.loader import registry
from refrain.loader.files import SourceFile
from refrain.loader.formats import plain, prompt_dump
from refrain.loader.result import LoadResult

LABELLED = "one\n\n###\nTarget: a\n###\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LABELLED, prompt_dump),
        ("one", plain),
        ("one\n\nTarget: a\n\ntwo", plain),
        ("On target: yes\n###\n", plain),
    ],
)
def test_the_content_decides_and_not_the_ending(text, expected):
    for ending in registry.ENDINGS:
        path = Path(f"a{ending}")
        assert registry.format_of(text, SourceFile(path, path.name)) is expected


class Shouted:
    """A format as a contributor would add one: everything in capitals, in files `.shout`."""

    NAME = "shouted text"
    ENDINGS: tuple[str, ...] = (".shout",)

    def recognises(self, text: str, file: SourceFile) -> bool:
        return file.path.suffix.lower() in self.ENDINGS

    def read(self, text: str, file: SourceFile) -> LoadResult:
        row = {"transcript_id": file.source, "source": file.source, "line": 1, "position": 1}
        return LoadResult([{**row, "role": "transcript", "text": text.upper()}])


def test_a_new_format_is_a_line_in_the_registry(tmp_path, monkeypatch):
    monkeypatch.setattr(registry, "FORMATS", (Shouted(), *registry.FORMATS))
    (tmp_path / "a.shout").write_text("hello")
    (tmp_path / "b.txt").write_text("hello")
    assert refrain.load(tmp_path / "a.shout").transcripts["text"].tolist() == ["HELLO"]
    assert refrain.load(tmp_path / "b.txt").transcripts["text"].tolist() == ["hello"]
