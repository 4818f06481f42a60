"""A corpus that was opened before opens again as it was, and never as its files no longer are."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

import refrain
from refrain.corpus import Corpus
from refrain.errors import UnreadableError
from refrain.loader import LoadOptions, stored

CUES = "1\n00:00:01,000 --> 00:00:02,000\nAnn: so, well\n\n2\n00:00:03,000 --> 00:00:02,000\nja\n"


@pytest.fixture(autouse=True)
def settled(monkeypatch):
    """The stamp of a file that has just changed is another once it is older."""
    monkeypatch.setattr("refrain.file_stamp.SETTLED", 0.0)


@pytest.fixture
def folder(tmp_path):
    talks = tmp_path / "talks"
    for name, content in {
        "bees/a.md": "---\ntitle: Bees\ntopic: React\n---\nso, what of it",
        "bees/b.md": "---\ntopic: react\n---\nشكرا لكم",
        "c.srt": CUES,
        "empty.txt": "",
        "README.md": "left out",
    }.items():
        (talks / name).parent.mkdir(parents=True, exist_ok=True)
        (talks / name).write_text(content, encoding="utf-8")
    return talks


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def unread(monkeypatch):
    """From here on, to read a file fails."""

    def forbid():
        monkeypatch.setattr("refrain.loader._records", None)

    return forbid


def assert_equal(one: Corpus, other: Corpus) -> None:
    assert one.name == other.name
    for name in ("transcripts", "cues", "problems"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))
    if one.spellings is None:
        assert other.spellings is None
    else:
        pd.testing.assert_series_equal(one.spellings, other.spellings)
    assert one.fingerprint == other.fingerprint
    assert one.texts_fingerprint == other.texts_fingerprint


def test_it_opens_as_it_was_without_a_file_being_read(folder, cache, unread):
    first = refrain.load(folder, cache=cache)
    assert first.spellings is not None
    assert len(first.cues) == 2
    assert len(first.problems) > 1
    unread()
    again = refrain.load(folder, cache=cache)
    assert_equal(again, refrain.Corpus(**vars_of(first)))
    assert_equal(again.as_written, first.as_written)


def vars_of(corpus: Corpus) -> dict[str, object]:
    """Its fields, without what was computed of them."""
    fields = ("name", "transcripts", "cues", "problems", "labels", "spellings")
    return {name: getattr(corpus, name) for name in fields}


@pytest.mark.parametrize("content", ["", "so"])
def test_a_corpus_with_hardly_a_row_is_kept_too(tmp_path, cache, unread, content):
    (tmp_path / "a.txt").write_text(content)
    first = refrain.load(tmp_path / "a.txt", cache=cache)
    unread()
    assert_equal(refrain.load(tmp_path / "a.txt", cache=cache), first)


def change_text(folder: Path) -> None:
    (folder / "bees/a.md").write_text("other words")


def add_a_file(folder: Path) -> None:
    (folder / "bees/new.md").write_text("new")


def remove_a_file(folder: Path) -> None:
    (folder / "c.srt").unlink()


def rename_a_file(folder: Path) -> None:
    (folder / "c.srt").rename(folder / "d.srt")


@pytest.mark.parametrize("change", [change_text, add_a_file, remove_a_file, rename_a_file])
def test_what_changed_is_read_again(folder, cache, change):
    refrain.load(folder, cache=cache)
    change(folder)
    assert_equal(refrain.load(folder, cache=cache), refrain.load(folder))
    assert len(list(cache.iterdir())) == 1  # in place of the one before


def test_what_lies_beside_a_file_counts(folder, cache):
    refrain.load(folder / "c.srt", cache=cache)
    (folder / "c.mp3").write_bytes(b"sound")
    assert refrain.load(folder / "c.srt", cache=cache).transcripts["media"].tolist() == ["c.mp3"]


def test_other_options_are_another_corpus(folder, cache):
    assert len(refrain.load(folder, cache=cache).transcripts) == 3
    with_readme = refrain.load(folder, LoadOptions(project_files=True), cache=cache)
    assert len(with_readme.transcripts) == 4


def test_a_file_that_changes_while_it_is_read_is_read_again(folder, cache):
    def touch(name: str, share: float) -> None:
        (folder / "bees/a.md").write_text("changed meanwhile")

    refrain.load(folder, progress=touch, cache=cache)
    (folder / "bees/a.md").write_text("and once more")
    assert_equal(refrain.load(folder, cache=cache), refrain.load(folder))


def test_other_code_reads_the_files_again(folder, cache, monkeypatch, unread):
    refrain.load(folder, cache=cache)
    monkeypatch.setattr(stored, "reading_code", lambda: "other")
    unread()
    with pytest.raises(TypeError):
        refrain.load(folder, cache=cache)


@pytest.mark.parametrize("damage", ["cut", "changed", "gone", "foreign", "more"])
@pytest.mark.parametrize("name", ["corpus", "key.json"])
def test_a_damaged_one_is_read_again_and_mended(folder, cache, name, damage):
    first = refrain.load(folder, cache=cache)
    (place,) = cache.iterdir()
    content = (place / name).read_bytes()
    if damage == "gone":
        (place / name).unlink()
    elif damage == "more":
        (place / f"other-{name}").write_bytes(content)
    else:
        changed = content[:-1] + bytes([content[-1] ^ 1])
        foreign = b'{"key": null, "files": 3}'
        (place / name).write_bytes(
            {"cut": content[: len(content) // 2], "changed": changed, "foreign": foreign}[damage]
        )
    assert_equal(refrain.load(folder, cache=cache), first)
    assert_equal(refrain.load(folder, cache=cache), first)
    assert [file.name for file in cache.iterdir()] == [place.name]


def test_where_nothing_can_be_written_it_costs_only_time(folder, tmp_path):
    (tmp_path / "file").write_text("no folder")
    assert len(refrain.load(folder, cache=tmp_path / "file").transcripts) == 3


def test_a_path_that_is_not_there_says_so(tmp_path, cache):
    with pytest.raises(UnreadableError, match="is not there"):
        refrain.load(tmp_path / "nowhere", cache=cache)


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_a_name_that_is_no_text_is_kept(tmp_path, cache, unread):
    odd = tmp_path / os.fsdecode(b"caf\xe9")
    odd.mkdir()
    (odd / os.fsdecode(b"t\xe9.txt")).write_text("so")
    first = refrain.load(odd, cache=cache)
    unread()
    assert_equal(refrain.load(odd, cache=cache), first)
