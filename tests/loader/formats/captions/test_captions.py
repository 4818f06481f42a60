"""SRT, WebVTT and SBV: each word that is said is there once, with its time and its speaker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import refrain
from refrain import loader, words
from refrain.loader.source import Source
from refrain.records import Problem, Transcript


def read(name: str, content: str) -> tuple[Transcript | None, list[Problem]]:
    records = list(loader.read(Source.of_bytes(name, content.encode())))
    problems = [record for record in records if isinstance(record, Problem)]
    transcripts = [record for record in records if isinstance(record, Transcript)]
    assert len(transcripts) <= 1
    return (transcripts[0] if transcripts else None), problems


def text_of(name: str, content: str) -> str:
    transcript, _ = read(name, content)
    assert transcript is not None
    return transcript.text or ""


@pytest.mark.parametrize(
    ("time", "seconds"),
    [
        ("00:00:04,560.0000000000009", 4.56),
        ("00:01:41,34", 101.34),
        ("00:00:0,000", 0),
        ("0:0:0.0", 0),
        ("7.380", 7.38),
        ("NaN:NaN:NaN", None),
        ("00:05:26", 326),
        ("100:00:00.000", 360_000),
    ],
)
def test_damaged_times_are_read_where_they_can_be_and_the_text_always(time, seconds):
    transcript, problems = read("a.srt", f"1\n{time} --> 200:00:00,000\nso we began\n")
    assert transcript.text == "so we began"
    assert transcript.cues[0].start == seconds
    assert [problem.kind for problem in problems] == ["unreadable-time"] * (seconds is None)


def test_an_end_before_the_start_is_named_and_left_out():
    transcript, problems = read("a.srt", "1\n00:00:05,000 --> 00:00:01,000\nwell\n")
    assert transcript.cues == [(5.0, None, 0, 4, None)]
    assert [(problem.kind, problem.line) for problem in problems] == [("backward-time", 2)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_blank_lines_inside_cues_and_none_between_them_lose_nothing(line_end):
    lines = ["1", "00:00:01,000 --> 00:00:02,000", "one", "", "two", "2"]
    lines += ["00:00:02,000 --> 00:00:03,000", "three", "", "3", "00:00:03,000 --> 00:00:04,000"]
    lines += ["", "4", "00:00:04,000 --> 00:00:05,000", "1984", "", "was", ""]
    assert text_of("a.srt", line_end.join(lines)) == "one two three 1984 was"


def test_without_numbers_a_number_is_text():
    content = "00:01.000 --> 00:02.000\nin\n1984\n00:02.000 --> 00:03.000\nwe met\n"
    assert text_of("a.srt", content) == "in 1984 we met"


def test_what_stands_above_the_first_times_is_named():
    content = "Made by nobody\n\n1\n00:00:01,000 --> 00:00:02,000\none\n"
    transcript, problems = read("a.srt", content)
    assert transcript.text == "one"
    assert [(problem.kind, problem.line) for problem in problems] == [("stray-line", 1)]


def test_a_file_of_empty_cues_says_nothing():
    transcript, problems = read("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n")
    assert transcript is None
    assert [problem.kind for problem in problems] == ["no-speech"]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("{\\an8}So <font color='red'>it</font> goes", "So it goes"),
        ("Tom &amp;amp; Ann say &lt;hi&gt;", "Tom & Ann say <hi>"),
        ("one\\Ntwo\\hthree", "one two three"),
        ("a < b and c > d", "a < b and c > d"),
        ("<laughs> yes", "<laughs> yes"),
        ("漢字<ruby>学<rt>がく</rt></ruby>", "漢字学"),
        ("x&nbsp;y", "x\xa0y"),
        ("- Where?\n- Here.", "Where? Here."),
        ("- only one", "- only one"),
    ],
)
def test_markup_is_no_text(line, text):
    for name, head in (("a.srt", "1\n"), ("a.vtt", "WEBVTT\n\n")):
        content = f"{head}00:00:01.000 --> 00:00:02.000\n{line}\n"
        assert text_of(name, content) == text


def test_notes_styles_names_and_headers_of_webvtt_are_no_text():
    content = (
        "\ufeffWEBVTT Kind: captions; Language: de\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000\n\n"
        "REGION\nid:fred\n\nSTYLE\n::cue { color: red }\n\nintro 1\n00:01.000 --> 00:02.000\n"
        "NOTES are kept\n\nNOTE this is not\nnor this\n\n00:02.000 --> 00:03.000\nand this is\n"
    )
    assert text_of("a.vtt", content) == "NOTES are kept and this is"


def test_the_language_of_the_header_is_the_transcripts():
    transcript, _ = read(
        "a.vtt", "WEBVTT\nKind: captions\nLanguage: de-DE\n\n00:01.000 --> 00:02.000\nja\n"
    )
    assert transcript.language == "de-DE"


def test_speakers_are_in_the_cues_and_not_in_the_text():
    content = (
        "1\n00:00:01,000 --> 00:00:02,000\nANN: So we began.\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\nand went on.\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\n&gt;&gt; Who?\n\n"
        "4\n00:00:04,000 --> 00:00:05,000\n>> BO LEE: I.\nANN: You!\n"
    )
    transcript, _ = read("a.srt", content)
    assert transcript.text == "So we began. and went on.\n\nWho?\n\nI.\n\nYou!"
    assert [cue.speaker for cue in transcript.cues] == ["ANN", "ANN", None, "BO LEE", "ANN"]
    assert transcript.speaker == "ANN; BO LEE"


def test_equal_cues_are_kept_as_they_are_said():
    cues = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\nyes yes\n\n" for n in range(1, 6))
    assert text_of("a.srt", cues) == " ".join(["yes yes"] * 5)


def rolled(lines: list[str], tags: bool) -> str:
    """Lines as YouTube rolls them: each is said below the one before, and settles for 10 ms."""
    pieces = ["WEBVTT\nKind: captions\nLanguage: en\n"]
    above = " "
    for n, line in enumerate(lines):
        said = line
        if tags:
            first, *rest = line.split(" ")
            said = first + "".join(f"<00:{n // 60:02}:{n % 60:02}.500><c> {w}</c>" for w in rest)
        start, end, settled = (
            f"00:{n // 60:02}:{n % 60:02}.{thousandths}" for thousandths in ("000", "980", "990")
        )
        pieces.append(f"{start} --> {end} align:start position:0%\n{above}\n{said}\n")
        pieces.append(f"{end} --> {settled} align:start position:0%\n{line}\n \n")
        above = line
    return "\n".join(pieces)


@pytest.mark.parametrize("tags", [True, False])
def test_rolling_captions_say_each_line_once(tags):
    lines = ["so we went out", "and saw nothing", "at all and then", "we went home", "at last"]
    transcript, problems = read("a.vtt", rolled(lines, tags))
    assert transcript.text == " ".join(lines)
    assert transcript.format == "WebVTT (rolling)"
    assert [cue.start for cue in transcript.cues] == [0, 1, 2, 3, 4]
    assert not problems


def test_a_line_that_no_other_cue_has_is_kept_however_short_it_is_shown():
    content = rolled(["one two", "three four", "five six", "seven eight"], tags=True)
    content += "\n00:00:04.000 --> 00:00:04.010\nnobody else says this\n \n"
    assert text_of("a.vtt", content).endswith("seven eight nobody else says this")


spoken = st.lists(
    st.sampled_from(
        ["so", "well", "über", "日本", "नमस्ते", "مرحبا", "you", "know,", "don’t", "3.5"]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


@given(st.lists(spoken, min_size=4, max_size=30), st.booleans())
def test_whatever_rolls_every_word_is_there_once_and_in_order(lines, tags):
    distinct = [line for n, line in enumerate(lines) if n == 0 or tags or line != lines[n - 1]]
    if tags:
        distinct = [f"{line} and" for line in distinct]
    assert text_of("a.vtt", rolled(distinct, tags)) == " ".join(distinct)


DRESSINGS = ["{}", "<i>{}</i>", "{{\\an8}}{}", "<c.yellow>{}</c>", "<b><i>{}</i></b>", " {} "]
GAPS = ["\n", "\n\n", "\n\n\n"]


@given(
    st.lists(st.tuples(spoken, st.sampled_from(DRESSINGS)), min_size=1, max_size=10),
    st.sampled_from(GAPS),
    st.booleans(),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["srt", "vtt", "sbv"]),
)
def test_every_word_is_there_once_and_in_order(cues, gap, numbered, line_end, encoding, ending):
    blocks = []
    for n, (line, dressing) in enumerate(cues, 1):
        number = f"{n}\n" if numbered and ending != "sbv" else ""
        arrow = "," if ending == "sbv" else " --> "
        times = f"0:00:{n:02}.000{arrow}0:00:{n:02}.900"
        blocks.append(f"{number}{times}\n{dressing.format(line)}")
    # Without numbers, cues of WebVTT need a blank line between: else a line could be a name.
    head = "WEBVTT\n\n" if ending == "vtt" else ""
    content = (head + gap.join(blocks) + "\n").replace("\n", line_end).encode(encoding)
    (transcript,) = loader.read(Source.of_bytes(f"a.{ending}", content))
    assert words.words(transcript.text) == [w for line, _ in cues for w in words.words(line)]
    assert len(transcript.cues) == len(cues)
    for cue, (line, _) in zip(transcript.cues, cues, strict=True):
        assert transcript.text[cue.start_char : cue.end_char] == line


def test_a_folder_of_captions_is_a_corpus(tmp_path):
    (tmp_path / "show").mkdir()
    (tmp_path / "show" / "first-talk.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\none\n")
    (tmp_path / "show" / "second.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\ntwo\n")
    corpus = refrain.load(tmp_path)
    assert corpus.transcripts["format"].tolist() == ["SRT", "WebVTT"]
    assert corpus.transcripts["topic"].tolist() == ["show", "show"]
    assert corpus.transcripts["title"].tolist() == ["first talk", "second"]
    assert corpus.cues["transcript_id"].tolist() == ["show/first-talk.srt", "show/second.vtt"]
    assert corpus.transcripts["start"].isna().all()
