"""Which format a file is read by: the first that recognises it."""

from __future__ import annotations

import sys
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


SHOUTED = Shouted()


def test_a_new_format_is_a_line_in_the_registry(tmp_path, monkeypatch):
    monkeypatch.setattr(registry, "FORMATS", (Shouted(), *registry.FORMATS))
    (tmp_path / "a.shout").write_text("hello")
    (tmp_path / "b.txt").write_text("hello")
    assert refrain.load(tmp_path / "a.shout").transcripts["text"].tolist() == ["HELLO"]
    assert refrain.load(tmp_path / "b.txt").transcripts["text"].tolist() == ["hello"]


def test_a_format_of_another_package_is_an_entry_point_and_is_asked_first(tmp_path, monkeypatch):
    """As an installed package declares it, in its metadata beside its code."""
    package = tmp_path / "site"
    (package / "shouting-1.0.dist-info").mkdir(parents=True)
    (package / "shouting-1.0.dist-info" / "METADATA").write_text("Name: shouting\nVersion: 1.0\n")
    (package / "shouting-1.0.dist-info" / "entry_points.txt").write_text(
        f"[refrain.formats]\nshout = {__name__}:SHOUTED\n"
    )
    monkeypatch.syspath_prepend(package)
    monkeypatch.setitem(sys.modules, __name__, sys.modules[__name__])
    registry.of_other_packages.cache_clear()
    try:
        (tmp_path / "talks").mkdir()
        (tmp_path / "talks" / "a.shout").write_text("one\n\n###\nTarget: a\n###\n")
        corpus = refrain.load(tmp_path / "talks")
    finally:
        registry.of_other_packages.cache_clear()
    assert corpus.transcripts["format"].tolist() == ["shouted text"]
    assert corpus.problems["kind"].tolist() == ["hoarse"]


def test_a_fault_of_a_reader_is_named_and_the_rest_loads(tmp_path, monkeypatch):
    class Failing(Shouted):
        def read(self, source: Source) -> Iterator[Transcript | Problem]:
            yield Transcript(source.name, "so far")
            raise KeyError("hoarse")

    monkeypatch.setattr(registry, "FORMATS", (Failing(), *registry.FORMATS))
    (tmp_path / "a.shout").write_text("hello")
    (tmp_path / "b.txt").write_text("goodbye")
    corpus = refrain.load(tmp_path)
    assert corpus.transcripts["text"].tolist() == ["so far", "goodbye"]
    assert corpus.problems[["source", "kind"]].to_numpy().tolist() == [["a.shout", "reader-fault"]]
    assert "shouted text failed (KeyError: 'hoarse')" in corpus.problems["message"][0]
