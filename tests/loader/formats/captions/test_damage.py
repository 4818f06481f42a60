"""Captions as they are found: what is damaged in them costs no word, and is named."""

from __future__ import annotations

import pytest

from refrain import loader
from refrain.loader.source import Source
from refrain.records import Cue, Problem, Transcript

TIMES = "00:00:01,000 --> 00:00:02,000"


def read(name: str, content: str) -> tuple[Transcript, list[tuple[int | None, str]]]:
    records = list(loader.read(Source.of_bytes(name, content.encode())))
    (transcript,) = (record for record in records if isinstance(record, Transcript))
    problems = [(record.line, record.kind) for record in records if isinstance(record, Problem)]
    return transcript, problems


def times(cues: list[Cue]) -> list[tuple[float | None, float | None]]:
    return [(cue.start, cue.end) for cue in cues]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("00: 00: 03, 500 --> 00: 00: 04, 000", (3.5, 4)),
        ("00:00:03,500 -> 00:00:04,000", (3.5, 4)),
        ("00:00:03,500 -- > 00:00:04,000", (3.5, 4)),
        ("00:00:03,500 → 00:00:04,000", (3.5, 4)),
        ("00:00:03;500-->00:00:04.", (3.5, 4)),
        ("3.5e0 --> 4.0", (3.5, 4)),
        ("00:00:03,500 --> 00:00:04,000 X1:10 X2:20 Y1:5 Y2:6", (3.5, 4)),
        ("00:00:03.500 --> 00:00:04.000 align: start position:10%,line-left line:-1", (3.5, 4)),
        ("-00:00:00,500 --> 00:00:04,000", (None, 4)),
        ("00:00:O3,500 --> 00:00:04,000", (None, 4)),
        ("00:00:03,500 -->", (3.5, None)),
        ("--> 00:00:04,000", (None, 4)),
        ("undefined --> NaN:NaN:NaN,NaN", (None, None)),
        ("00:00:03,500 --> 99999:00:00,000", (3.5, None)),
    ],
)
def test_a_line_of_times_is_one_however_it_is_damaged(line, expected):
    transcript, problems = read("a.srt", f"1\n{TIMES}\nso\n\n2\n{line}\nwell\n\n3\n{TIMES}\nyes\n")
    assert transcript.text == "so well yes"
    assert times(transcript.cues)[1] == expected
    assert problems == ([(6, "unreadable-time")] if None in expected else [])


@pytest.mark.parametrize("line", ["one --> two", "a -> b", "5 -> 6", "x → y", "it was 3:00, 4:00"])
def test_an_arrow_between_words_is_text(line):
    assert read("a.srt", f"1\n{TIMES}\n{line}\n")[0].text == line


def test_what_stands_behind_times_is_said():
    transcript, problems = read("a.srt", f"1\n{TIMES} so we began\n\n2\n{TIMES} line:0 and left\n")
    assert transcript.text == "so we began and left"
    assert problems == []


def test_where_every_line_end_is_doubled_numbers_are_no_text():
    content = f"1\n{TIMES}\nso 7\n\n2\n{TIMES}\nwell\n\n3\n{TIMES}\n12\n"
    transcript, problems = read("a.srt", content.replace("\n", "\r\r\n"))
    assert transcript.text == "so 7 well 12"
    assert problems == []


def test_a_number_without_times_is_no_text_and_its_cue_is_kept_and_named():
    content = f"1\n{TIMES}\nso\n\n2\nno times here\n\n3\n{TIMES}\nwell\n\n4"
    transcript, problems = read("a.srt", content)
    assert transcript.text == "so no times here well"
    assert times(transcript.cues) == [(1, 2), (None, None), (1, 2)]
    assert problems == [(5, "unreadable-time")]


def test_where_the_first_cue_has_no_number_those_of_the_others_are_no_text():
    transcript, _ = read("a.srt", f"{TIMES}\nso\n\n2\n{TIMES}\nwell\n\n3\n{TIMES}\nyes\n")
    assert transcript.text == "so well yes"


def test_a_line_of_white_space_below_times_is_no_blank_line():
    """It is how captions begin that roll; what is below it is neither a note nor a name."""
    content = f"WEBVTT\n\n{TIMES}\n \nNOTE what I say\n{TIMES}\n \nwell\n{TIMES}\nyes\n"
    assert read("a.vtt", content)[0].text == "NOTE what I say well yes"


def test_files_that_were_put_together_have_their_headers_in_the_middle():
    part = f"WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n{TIMES}\nso\n\n"
    transcript, problems = read("a.vtt", part * 2)
    assert transcript.text == "so so"
    assert problems == []


@pytest.mark.parametrize(
    "head",
    [
        "WEBVTT\n\nKind: captions\nLanguage: en\n\n",
        "WEBVTT Kind: captions; Language: en\n\n",
        "W/EBVTT\nKind: captions\nLanguage: en\n",
        "\n \nWEBVTT - all about bees\nLanguage: en\nStyle:\n::cue(c.x) { color: red;\n }\n##\n\n",
    ],
)
def test_headers_are_no_text_and_say_the_language(head):
    transcript, problems = read("a.vtt", f"{head}{TIMES}\nso\n")
    assert (transcript.text, transcript.language) == ("so", "en")
    assert problems == []


def test_identifiers_of_teams_are_no_text_even_without_blank_lines():
    name = "0c1d2e3f-0000-4000-8000-00000000000"
    cues = "".join(f"{name}{n}/12-{n}\n{TIMES}\n<v Ann Lee>so</v>\n" for n in range(3))
    transcript, _ = read("a.vtt", f"WEBVTT\n\n{cues}")
    assert (transcript.text, transcript.speaker) == ("so so so", "Ann Lee")


def test_pictures_above_the_bar_of_time_are_no_speech():
    content = f"WEBVTT\n\n{TIMES}\nsprite.jpg#xywh=0,0,160,90\n\n{TIMES}\nso\n"
    assert read("a.vtt", content)[0].text == "so"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.vtt", f"1\n{TIMES}\nso\n", "WebVTT"),
        ("a.srt", f"WEBVTT\n\n{TIMES}\nso\n", "WebVTT"),
        ("a.srt", f"A title\n\nand\nfive\nmore\nlines\nhere\n1\n{TIMES}\nso\n", "SRT"),
        ("a.txt", f"\ufeff1\n{TIMES}\nso\n", "SRT"),
        ("a.txt", "0:00:01.000,0:00:02.000\nso\n", "SBV"),
        ("a.txt", f"# A note\n{TIMES}\nis how it begins\n", "plain text"),
        ("a.txt", "WEBVTT is a format\n\nof captions", "plain text"),
        ("a.txt", f"1\n{TIMES}\nso\n\n###\nTarget: bees\n###\n", "few-shot prompt dump"),
        ("a.txt", f"WEBVTT\n\n{TIMES}\nso\n\n###\nTarget: bees\n###\n", "few-shot prompt dump"),
    ],
)
def test_what_is_in_a_file_tells_its_format_and_its_name_where_that_does_not(
    name, content, expected
):
    assert read(name, content)[0].format == expected


def test_where_no_cue_lasts_nothing_rolls():
    cues = "".join(f"{n}\n00:00:00,000 --> 00:00:00,000\nyes\n\n" for n in range(1, 5))
    transcript, _ = read("a.srt", cues)
    assert (transcript.text, transcript.format) == ("yes yes yes yes", "SRT")


def test_a_line_that_is_being_said_is_new_even_if_it_begins_as_the_last_one_ended():
    content = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nyes\n\n00:02.000 --> 00:02.010\nyes\n\n"
        "00:05.000 --> 00:06.000\nyes<00:05.500><c> we</c><00:05.700><c> can</c>\n"
    )
    transcript, _ = read("a.vtt", content)
    assert (transcript.text, transcript.format) == ("yes yes we can", "WebVTT (rolling)")
