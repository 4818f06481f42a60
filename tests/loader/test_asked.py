"""A path, a pattern or several become one corpus: what is in it, under which names."""

from __future__ import annotations

import pytest

import refrain
from refrain import file_stamp
from refrain.errors import UnreadableError
from tests.archive_files import zipped


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("a.srt", "b/2.vtt", "b/10.vtt", "b/c/y.txt", "e/2.vtt", "b/.hidden/q.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"{name} says this")
    (tmp_path / "b" / "cover.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "c.zip").write_bytes(zipped({"x.txt": b"so it began"}))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sources(corpus):
    return corpus.transcripts["source"].tolist()


def test_several_paths_are_one_corpus_with_names_from_the_folder_that_has_all(folder):
    corpus = refrain.load(["a.srt", "b", "c.zip"])
    assert corpus.name == "a.srt and 2 more"
    assert sources(corpus) == ["a.srt", "b/2.vtt", "b/10.vtt", "b/c/y.txt", "c.zip/x.txt"]
    assert sources(refrain.load([folder / "b" / "2.vtt", folder / "e/2.vtt"])) == [
        "b/2.vtt",
        "e/2.vtt",
    ]


def test_a_file_that_is_named_twice_is_read_once(folder):
    corpus = refrain.load(["b/2.vtt", "b", folder / "b" / "2.vtt"])
    assert sources(corpus) == ["b/2.vtt", "b/10.vtt", "b/c/y.txt"]


def test_a_pattern_is_one_corpus_named_as_it_is_written(folder):
    corpus = refrain.load("b/**/*.txt")
    assert (corpus.name, sources(corpus)) == ("b/**/*.txt", ["c/y.txt"])
    assert sources(refrain.load(folder / "*" / "2.vtt")) == ["b/2.vtt", "e/2.vtt"]


def test_a_pattern_without_an_ending_leaves_out_what_a_folder_would(folder):
    corpus = refrain.load("b/*")
    assert sorted(sources(corpus)) == ["10.vtt", "2.vtt", "c/y.txt"]
    assert corpus.problems[["source", "kind"]].to_numpy().tolist() == [
        ["cover.jpg", "skipped-file"]
    ]


def test_a_name_that_looks_like_a_pattern_is_a_name_where_it_is_there(folder):
    (folder / "talk [x].txt").write_text("so it began")
    (folder / "talk x.txt").write_text("and went on")
    assert sources(refrain.load("talk [x].txt")) == ["talk [x].txt"]
    assert sources(refrain.load("talk [xy].txt")) == ["talk x.txt"]


@pytest.mark.parametrize(
    ("paths", "why"),
    [
        ("none-*.txt", "matches no file"),
        (["a.srt", "none.txt"], "none.txt is not there"),
        ("b/**x", "is no pattern"),
        ([], "Nothing is named"),
    ],
)
def test_what_is_not_there_is_said(folder, paths, why):
    with pytest.raises(UnreadableError, match=why):
        refrain.load(paths)


def test_a_file_of_another_ending_is_read_where_it_begins_as_a_format_does(tmp_path):
    (tmp_path / "captions.data").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nSo we began.\n")
    (tmp_path / "subtitles").write_text("1\n00:00:01,000 --> 00:00:02,000\nThen not.\n")
    (tmp_path / "packed.old").write_bytes(zipped({"x.txt": b"so it began"}))
    (tmp_path / "notes.data").write_text("So this is only text.")
    (tmp_path / "settings.data").write_text('{"key": [1, 2, 3]}')
    corpus = refrain.load(tmp_path)
    assert sources(corpus) == ["captions.data", "packed.old/x.txt", "subtitles"]
    assert corpus.transcripts["format"].tolist() == ["WebVTT", "plain text", "SRT"]
    assert corpus.problems[["source", "kind"]].to_numpy().tolist() == [
        ["notes.data", "skipped-file"],
        ["settings.data", "unknown-structure"],
    ]


def test_what_is_kept_of_a_pattern_is_of_the_files_that_match_it_now(folder, monkeypatch):
    monkeypatch.setattr(file_stamp, "SETTLED", 0)
    cache = folder / "cache"
    first = refrain.load("b/*.vtt", cache=cache)
    assert sources(first) == ["2.vtt", "10.vtt"]
    assert sources(refrain.load("b/*.vtt", cache=cache)) == ["2.vtt", "10.vtt"]
    (folder / "b" / "11.vtt").write_text("11 says this")
    assert sources(refrain.load("b/*.vtt", cache=cache)) == ["2.vtt", "10.vtt", "11.vtt"]
    assert sources(refrain.load(["b/2.vtt", "e"], cache=cache)) == ["b/2.vtt", "e/2.vtt"]
    assert sources(refrain.load(["b/2.vtt"], cache=cache)) == ["2.vtt"]


@pytest.mark.parametrize(
    "command",
    [
        *("summary", "topics", "fragments", "check --fail-on none"),
        *("transcripts --out o.csv", "clean --out o.csv", "report --out o.html"),
    ],
)
def test_every_command_takes_several_paths_and_patterns(folder, run, command):
    code, _, _ = run(*command.split(), "a.srt", "b/*.vtt", "c.zip")
    assert code == 0
