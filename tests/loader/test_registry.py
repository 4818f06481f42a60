"""Which format a file is read by: the first that recognises it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

import refrain
from refrain.finding_kinds import FindingKind
from refrain.loader import registry
from refrain.loader.formats import plain, prompt_dump
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

HOARSE = FindingKind("note", "voice is hoarse", "voices are hoarse", "Rest.")
HOARSE = FindingKind("note", "voice is hoarse", "voices are hoarse", "Rest.")
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
    for ending in (".txt", ".md", ".log"):
        assert registry.format_of(Source.of_bytes(f"a{ending}", text.encode())) is expected


class Shouted:
    """A format as a contributor would add one: everything in capitals, in files `.shout`."""

    NAME = "shouted text"
    ENDINGS = (".shout",)
    KINDS: Mapping[str, FindingKind] = {
        "hoarse": FindingKind("note", "voice is hoarse", "voices are hoarse", "Rest.")
    }

    def recognises(self, source: Source) -> bool:
        return source.ending in self.ENDINGS

    def read(self, source: Source) -> Iterator[Transcript | Problem]:
        yield Transcript(source.name, source.text.upper())
        yield Problem(source.name, 1, "hoarse", "Rest.")


def test_a_new_format_is_a_line_in_the_registry(tmp_path, monkeypatch):
    monkeypatch.setattr(registry, "FORMATS", (Shouted(), *registry.FORMATS))
    (tmp_path / "a.shout").write_text("hello")
    (tmp_path / "b.txt").write_text("hello")
    assert refrain.load(tmp_path / "a.shout").transcripts["text"].tolist() == ["HELLO"]
    assert refrain.load(tmp_path / "b.txt").transcripts["text"].tolist() == ["hello"]
