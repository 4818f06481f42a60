"""Files and folders: what is opened, what goes by which name, and what cannot be read."""

from __future__ import annotations

import os
import sys

import pytest

import refrain
from refrain.errors import UnreadableError


def test_a_file_is_a_transcript_on_the_topic_of_its_folder(tmp_path):
    (tmp_path / "cooking").mkdir()
    (tmp_path / "cooking" / "soup-of-the_day.txt").write_text("\n\n  stir well  \n")
    row = refrain.load(tmp_path).transcripts.iloc[0]
    assert (row["topic"], row["role"], row["text"]) == ("cooking", "transcript", "stir well")
    assert row["transcript_id"] == row["source"] == "cooking/soup-of-the_day.txt"
    assert row["title"] == "soup of the day"
    assert (row["line"], row["start"], row["end"]) == (3, 4, 13)
    alone = refrain.load(tmp_path / "cooking" / "soup-of-the_day.txt")
    assert alone.transcripts["topic"].tolist() == ["cooking"]
    assert alone.name == "soup-of-the_day.txt"


def test_a_markdown_heading_is_the_title(tmp_path):
    (tmp_path / "a.md").write_text("# The title #\r\n\r\nhello")
    row = refrain.load(tmp_path).transcripts.iloc[0]
    assert row["title"] == "The title"
    assert row["text"] == "# The title #\r\n\r\nhello"


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("## About C#", "About C#"),
        ("# C# ##", "C#"),
        ("#hashtag", "my file"),
        ("#", "my file"),
        ("# #", "my file"),
        ("so\n# later", "my file"),
        ("# one\rtwo", "one"),
    ],
)
def test_what_is_a_heading_and_what_is_not(tmp_path, first, title):
    (tmp_path / "my-file.md").write_text(first + "\n", newline="")
    assert refrain.load(tmp_path).transcripts["title"].tolist() == [title]


FRONT = """---
title: "Ships: a history"
date: 2021-03-04
speakers:
  - Ann Lee
  - "Bo"
lang: en
tags:
  - sea
# a comment
---

# Another heading

Ships sail.
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_front_matter_says_what_a_markdown_file_is_and_is_no_text(tmp_path, ends):
    front = FRONT.replace("\n", ends)
    (tmp_path / "2020-01-01-x.md").write_text(front, newline="")
    (tmp_path / "2020-01-02-x.txt").write_text(front, newline="")
    row, plain = refrain.load(tmp_path).transcripts.to_dict("records")
    assert row["text"] == f"# Another heading{ends}{ends}Ships sail."
    assert front[row["start"] : row["end"]] == row["text"]
    assert (row["title"], row["published"]) == ("Ships: a history", "2021-03-04")
    assert (row["speaker"], row["language"], row["line"]) == ("Ann Lee; Bo", "en", 13)
    assert plain["text"] == front.strip()
    assert plain["published"] == "2020-01-02"


@pytest.mark.parametrize(
    "text",
    [
        "---\nSo we began. Then: nothing.\n---\nafter",
        "---\ntitle: x\nnever closed",
        "---\ntitle: x\n---\n",
        "---\n---\nafter",
        "---\ntitle: Ships\nand their history\n---\nafter",
        "---\n- a\n- b\n---\nafter",
        "---\n" + "[" * 5000 + "\n---\nafter",
        "so\n---\ntitle: x\n---\nafter",
    ],
)
def test_what_is_no_front_matter_stays_text(tmp_path, text):
    (tmp_path / "a.md").write_text(text)
    assert refrain.load(tmp_path).transcripts["text"].tolist() == [text.strip()]


def test_files_come_in_natural_order_and_dumps_and_texts_mix(tmp_path):
    for n in (10, 9, 1):
        (tmp_path / f"episode-{n}.txt").write_text(f"text {n}")
    (tmp_path / "prompts.txt").write_text("one\n\n###\nTarget: a\n###\n")
    sources = refrain.load(tmp_path).transcripts["source"].tolist()
    assert sources == ["episode-1.txt", "episode-9.txt", "episode-10.txt", "prompts.txt"]


def test_what_is_not_a_transcript_is_named_and_what_is_hidden_is_not(tmp_path):
    (tmp_path / "a.txt").write_text("hello")
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    (tmp_path / "empty.md").write_text(" \n \n")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02\x03")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.txt").write_text("hidden")
    corpus = refrain.load(tmp_path)
    assert corpus.transcripts["source"].tolist() == ["a.txt"]
    told = dict(zip(corpus.problems["source"], corpus.problems["kind"], strict=True))
    assert told == {"b.pdf": "skipped-file", "empty.md": "empty-file", "binary.txt": "binary-file"}


def test_an_empty_or_binary_file_alone_is_a_corpus_without_rows(tmp_path):
    for content, kind in ((b"", "empty-file"), (b"\x00\x00\x01", "binary-file")):
        (tmp_path / "x.txt").write_bytes(content)
        corpus = refrain.load(tmp_path / "x.txt")
        assert corpus.transcripts.empty
        assert corpus.problems["kind"].tolist() == [kind]


def test_what_is_not_there_is_said_plainly(tmp_path):
    with pytest.raises(UnreadableError, match="is not there"):
        refrain.load(tmp_path / "nothing")
    with pytest.raises(UnreadableError, match="no files"):
        refrain.load(tmp_path)


def test_a_file_that_may_not_be_read_is_named_and_the_rest_loads(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("hello")
    (tmp_path / "b.txt").write_text("secret")
    open_file = type(tmp_path).open

    def guarded(path, *arguments, **more):
        # Permissions do not stop root, who runs the tests on many machines.
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return open_file(path, *arguments, **more)

    monkeypatch.setattr(type(tmp_path), "open", guarded)
    corpus = refrain.load(tmp_path)
    assert corpus.transcripts["text"].tolist() == ["hello"]
    assert corpus.problems[["source", "kind"]].to_numpy().tolist() == [["b.txt", "unreadable-file"]]
    assert "Permission denied" in corpus.problems["message"][0]
    with pytest.raises(UnreadableError, match="Permission denied"):
        refrain.load(tmp_path / "b.txt")


@pytest.mark.skipif(os.name != "posix", reason="symbolic links")
def test_a_link_back_up_does_not_run_in_circles(tmp_path):
    (tmp_path / "a.txt").write_text("hello")
    (tmp_path / "loop").symlink_to(tmp_path)
    corpus = refrain.load(tmp_path)
    assert len(corpus.transcripts) == 1
    assert corpus.problems[["source", "kind"]].to_numpy().tolist() == [["loop", "skipped-file"]]


@pytest.mark.skipif(os.name != "posix", reason="named pipes, links, names that are bytes")
def test_what_only_looks_like_a_file_is_named_and_the_rest_loads(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "linked.txt").symlink_to(tmp_path / "z.txt")
    (tmp_path / "z.txt").write_text("hello")
    corpus = refrain.load(tmp_path)
    assert corpus.transcripts["source"].tolist() == ["linked.txt", "z.txt"]
    told = dict(zip(corpus.problems["source"], corpus.problems["kind"], strict=True))
    assert told == {"dangling.txt": "unreadable-file", "pipe.txt": "skipped-file"}


@pytest.mark.skipif(sys.platform != "linux", reason="file names that are not UTF-8")
def test_a_name_that_is_not_utf8_is_written_out(tmp_path):
    folder = os.fsencode(tmp_path) + b"/d\xe9j\xe0"
    os.mkdir(folder)
    with open(folder + b"/caf\xe9.txt", "w") as file:
        file.write("hello")
    row = refrain.load(tmp_path).transcripts.iloc[0]
    assert (row["source"], row["topic"]) == ("d\\xe9j\\xe0/caf\\xe9.txt", "d\\xe9j\\xe0")
    assert refrain.load(os.fsdecode(folder)).name == "d\\xe9j\\xe0"


def test_a_folder_that_may_not_be_listed_is_named(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("hello")
    (tmp_path / "shut").mkdir()
    scan = os.scandir

    def guarded(path):
        # Permissions do not stop root, who runs the tests on many machines.
        if os.fspath(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    corpus = refrain.load(tmp_path)
    assert corpus.transcripts["text"].tolist() == ["hello"]
    assert corpus.problems[["source", "kind"]].to_numpy().tolist() == [["shut", "unreadable-file"]]


def test_a_file_without_a_known_ending_loads_when_it_is_what_was_asked_for(tmp_path):
    (tmp_path / "README").write_text("hello")
    assert refrain.load(tmp_path).problems["kind"].tolist() == ["skipped-file"]
    assert refrain.load(tmp_path / "README").transcripts["text"].tolist() == ["hello"]


def test_folders_keep_together_and_equal_names_have_one_order(tmp_path):
    for name in ("a-b/x.txt", "a/2.txt", "a/10.txt", "A/3.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("hello")
    sources = refrain.load(tmp_path).transcripts["source"].tolist()
    assert sources == ["A/3.txt", "a/2.txt", "a/10.txt", "a-b/x.txt"]


def test_nul_characters_do_not_stop_a_file(tmp_path):
    (tmp_path / "a.txt").write_bytes("a\0b".encode("utf-16"))
    (tmp_path / "b.txt").write_bytes(b"hello\n" * 200_000 + b"a\0b")
    texts = refrain.load(tmp_path).transcripts["text"]
    assert texts[0] == "a\0b"
    assert texts[1].endswith("a\0b")


def test_the_same_files_have_the_same_fingerprint_wherever_they_are(tmp_path):
    for folder in ("x/topic", "y/topic"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.txt").write_text("hello")
    one, two = refrain.load(tmp_path / "x"), refrain.load(tmp_path / "y")
    assert one.fingerprint == two.fingerprint


NAMES = ["README.md", "readme.de.md", "README_zh-CN.txt", "LICENSE.txt", "LICENSE-MIT.md"]
NAMES += ["Contributing.md", "CODE_OF_CONDUCT.md", "code-of-conduct.markdown", "CHANGELOG.md"]
NAMES += ["package.txt", "requirements.txt", "NOTICE.txt", "SECURITY.md", "TODO.md"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_about_the_dataset_is_named_and_left_out_unless_asked_for(tmp_path, name):
    (tmp_path / "show").mkdir()
    (tmp_path / "show" / "one.txt").write_text("hello")
    for folder in (tmp_path, tmp_path / "show"):
        (folder / name).write_text("how to use it")
    corpus = refrain.load(tmp_path)
    assert corpus.transcripts["source"].tolist() == ["show/one.txt"]
    assert sorted(corpus.problems["source"]) == sorted([name, f"show/{name}"])
    assert set(corpus.problems["kind"]) == {"skipped-file"}
    assert (
        "open the file itself, or the folder with --project-files"
        in (corpus.problems["message"][0])
    )
    assert len(refrain.load(tmp_path, refrain.LoadOptions(project_files=True)).transcripts) == 3
    assert refrain.load(tmp_path / name).transcripts["text"].tolist() == ["how to use it"]


@pytest.mark.parametrize(
    "name",
    ["the-changelog-1.md", "history.md", "news.txt", "support.txt", "readme-aloud.md", "說明.md"],
)
def test_a_transcript_with_a_name_like_theirs_is_read(tmp_path, name):
    (tmp_path / name).write_text("hello")
    assert refrain.load(tmp_path).transcripts["source"].tolist() == [name]
