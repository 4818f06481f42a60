"""Files of one recording: what belongs to a transcript is no noise, and one transcript is one."""

from __future__ import annotations

import json

import pytest

import refrain

SRT = """1
00:00:01,000 --> 00:00:02,000
So we began.

2
00:00:02,000 --> 00:00:03,000
Then not.
"""
VTT = """WEBVTT

00:01.000 --> 00:02.000
<v Ann>So we began.

00:02.000 --> 00:03.000
<v Ann>Then not.
"""
TXT = "So we began. Then not.\n"


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return refrain.load(folder)


def test_a_transcript_in_several_formats_counts_once_and_the_one_with_the_most_is_kept(tmp_path):
    corpus = write(tmp_path, {"talk.txt": TXT, "talk.srt": SRT, "talk.en.vtt": VTT})
    assert corpus.transcripts["source"].tolist() == ["talk.en.vtt"]
    assert corpus.problems[["source", "kind"]].to_numpy().tolist() == [
        ["talk.srt", "same-transcript"],
        ["talk.txt", "same-transcript"],
    ]
    assert corpus.problems["message"].str.contains("talk.en.vtt", regex=False).all()
    assert len(corpus.cues) == 2


def test_a_word_in_a_hundred_may_differ(tmp_path):
    text = " ".join(f"word{n}" for n in range(200))
    nearly = text.replace("word7 ", "other ")
    corpus = write(tmp_path, {"a.txt": text, "a.md": nearly, "b.txt": "so", "b.md": "so not"})
    assert corpus.transcripts["source"].tolist() == ["a.md", "b.md", "b.txt"]


@pytest.mark.parametrize("other", ["talk-2.txt", "more/talk.txt"])
def test_copies_of_another_name_or_folder_are_kept(tmp_path, other):
    assert len(write(tmp_path, {"talk.txt": TXT, other: TXT}).transcripts) == 2


def test_other_languages_of_one_recording_are_kept(tmp_path):
    german = VTT.replace("So we began", "So fing es an").replace("Then not", "Dann nicht")
    corpus = write(tmp_path, {"talk.en.vtt": VTT, "talk.de.vtt": german})
    assert corpus.transcripts["language"].tolist() == ["de", "en"]
    assert corpus.problems.empty


def test_what_yt_dlp_writes_beside_captions_describes_them(tmp_path):
    info = {
        "title": "How it began",
        "channel": "The garden show",
        "upload_date": "20240506",
        "webpage_url": "https://www.youtube.com/watch?v=aaaaaaaaaaa",
    }
    files = {"talk.info.json": json.dumps(info), "talk.en.vtt": VTT, "talk.mp3": ""}
    whole = write(tmp_path / "show", {**files, "talk.description": ""})
    # Also where the captions are opened by themselves.
    for corpus in (whole, refrain.load(tmp_path / "show" / "talk.en.vtt")):
        row = corpus.transcripts.iloc[0]
        assert row["title"] == "How it began"
        assert (row["topic"], row["topic_from"]) == ("The garden show", "channel")
        assert (row["published"], row["url"]) == ("2024-05-06", info["webpage_url"])
        assert row["media"] == "talk.mp3"
        assert corpus.problems.empty


def test_what_belongs_to_no_transcript_is_named(tmp_path):
    corpus = write(tmp_path, {"a.txt": TXT, "b.mp3": "", "c.info.json": "{}"})
    assert corpus.problems[["source", "kind"]].to_numpy().tolist() == [
        ["b.mp3", "skipped-file"],
        ["c.info.json", "skipped-file"],
    ]
    assert "Transcribe it" in corpus.problems["message"][0]
    assert "captions are not there" in corpus.problems["message"][1]


@pytest.mark.parametrize(
    ("content", "line", "why"),
    [
        ('{"title": "How it began",\n "channel": ', 2, "Expecting value"),
        ('["How it began"]', 1, "no JSON object"),
        ("", 1, "neither a bracket nor a brace"),
    ],
)
def test_a_broken_description_of_a_recording_is_named_once(tmp_path, content, line, why):
    german = VTT.replace("So we began", "So fing es an").replace("Then not", "Dann nicht")
    files = {"talk.info.json": content, "talk.en.vtt": VTT, "talk.de.vtt": german}
    whole = write(tmp_path, files)
    for corpus, transcripts in ((whole, 2), (refrain.load(tmp_path / "talk.en.vtt"), 1)):
        assert len(corpus.transcripts) == transcripts
        assert corpus.transcripts["title"][0] == "talk"
        (problem,) = corpus.problems.itertuples()
        assert (problem.source, problem.line) == ("talk.info.json", line)
        assert problem.kind == "broken-file"
        assert why in problem.message
        assert "Download it again, or remove it." in problem.message
