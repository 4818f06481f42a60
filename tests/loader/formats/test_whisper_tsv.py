"""Whisper's TSV: times in milliseconds, a tab, and a text that may be anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain.loader.formats import whisper_tsv
from refrain.loader.source import Source
from refrain.records import Transcript

HEADER = "start\tend\ttext"
_text = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
_texts = st.lists(st.lists(_text, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=6)


def read(text: str) -> tuple[Transcript | None, list[tuple[str, int | None]]]:
    source = Source.of_bytes("a.tsv", text.encode())
    assert whisper_tsv.recognises(source)
    records = list(whisper_tsv.read(source))
    transcripts = [one for one in records if isinstance(one, Transcript)]
    problems = [(one.kind, one.line) for one in records if not isinstance(one, Transcript)]
    return (transcripts or [None])[0], problems


@given(_texts, st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_line_is_a_cue_and_every_word_is_there_once(texts, line_end):
    lines = [HEADER, *(f"{n * 1500}\t{n * 1500 + 900}\t{text}" for n, text in enumerate(texts))]
    transcript, problems = read(line_end.join([*lines, ""]))
    assert problems == []
    assert transcript.text.split() == " ".join(texts).split()
    assert [(cue.start, cue.end) for cue in transcript.cues] == [
        pytest.approx((n * 1.5, n * 1.5 + 0.9)) for n in range(len(texts))
    ]


def test_damaged_lines_are_kept_and_named():
    transcript, problems = read(
        f"{HEADER}\n0\t900\tso\twell\n\nsoon\t2000\tthen\nand a line\n3000\t2000\tlast\n\t\tone\n"
    )
    assert transcript.text == "so well then and a line last one"
    assert problems == [
        ("unreadable-time", 4),
        ("stray-line", 5),
        ("backward-time", 6),
        ("unreadable-time", 7),
    ]
    assert [cue[:2] for cue in transcript.cues] == [(0, 0.9), (None, 2), (3, None), (None, None)]


def test_a_header_alone_has_no_speech():
    assert read(HEADER) == (None, [("no-speech", 1)])
    assert read(f"\ufeff{HEADER}\r\n") == (None, [("no-speech", 1)])


@pytest.mark.parametrize(
    "text", ["start,end,text\n0,1,so\n", "start\tend\ttext\tspeaker\n", "text\n", "so\tend\ttext\n"]
)
def test_other_tables_are_not_it(text):
    assert not whisper_tsv.recognises(Source.of_bytes("a.tsv", text.encode()))
