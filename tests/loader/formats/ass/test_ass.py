"""ASS and SSA: which events are said, in which order, and how often."""

from __future__ import annotations

from itertools import pairwise

import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain.loader import read
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

_HEAD = (
    "[Script Info]\nTitle: Zwei reden\nScriptType: v4.00+\n\n[V4+ Styles]\nStyle: Default,Arial\n\n"
)
_FORMAT = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"


def records(content: str, name: str = "talk.ass") -> tuple[list[Transcript], list[Problem]]:
    found = list(read(Source.of_bytes(name, content.encode())))
    transcripts = [record for record in found if isinstance(record, Transcript)]
    return transcripts, [record for record in found if isinstance(record, Problem)]


def event(text: str, start: str = "0:00:01.00", end: str = "0:00:02.00", **fields: str) -> str:
    kind, name, effect = (fields.get(key, "") for key in ("kind", "name", "effect"))
    layer = fields.get("layer", "0")
    return f"{kind or 'Dialogue'}: {layer},{start},{end},Default,{name},0,0,0,{effect},{text}\n"


def transcript(*events: str) -> Transcript:
    (found,), problems = records(f"{_HEAD}[Events]\n{_FORMAT}{''.join(events)}")
    assert problems == []
    return found


def test_overrides_remarks_and_drawings_are_not_said_and_syllables_join():
    found = transcript(
        event(r"{\an8\fad(1,2)}Ka{\k20}ra{\k30}oke,\Nja{a remark}! a, b\hc"),
        event(r"{\p1}m 0 0 l 100 100{\p0}", "0:00:03.00", "0:00:04.00"),
        event("not said", "0:00:03.00", "0:00:04.00", kind="Comment"),
        event(r"{\pos(1,2)\p2}m 1 2{\p0}ok", "0:00:05.00", "0:00:06.00"),
    )
    assert found.text == "Karaoke, ja! a, b c ok"
    assert [(cue.start, cue.end) for cue in found.cues] == [(1, 2), (5, 6)]
    assert (found.format, found.title) == ("ASS", "Zwei reden")


def test_the_name_of_an_event_is_its_speaker():
    found = transcript(
        event("So.", name="Ann"), event("Ja.", "0:00:02.00", "0:00:03.00", name="Bo")
    )
    assert (found.text, found.speaker) == ("So.\n\nJa.", "Ann; Bo")


def test_events_are_in_order_of_time_and_layers_count_once():
    found = transcript(
        event("second", "0:00:05.00", "0:00:06.00", layer="1"),
        event(r"{\blur4}second", "0:00:05.00", "0:00:06.00"),
        event("first"),
        event("first", "0:00:02.00", "0:00:03.00"),
    )
    # What is said twice, one time after the other, stays.
    assert found.text == "first first second"


def test_a_sign_that_moves_frame_by_frame_counts_once():
    times = [f"0:00:01.{n:02}" for n in range(0, 40, 4)]
    frames = [event(rf"{{\pos({n},2)}}Exit", *pair) for n, pair in enumerate(pairwise(times))]
    found = transcript(*frames)
    assert found.text == "Exit"
    assert [(cue.start, cue.end) for cue in found.cues] == [(1, pytest.approx(1.36))]


def test_of_karaoke_the_lines_count_not_the_effects_made_of_them():
    found = transcript(
        event(r"{\k20}so{\k30}ja", kind="Comment", effect="karaoke"),
        event("so", effect="fx"),
        event("ja", effect="fx"),
        event("only a note", kind="Comment"),
        event("spoken", "0:00:03.00", "0:00:04.00"),
    )
    assert found.text == "soja spoken"


def test_the_order_of_fields_is_that_of_the_script():
    lines = "[Events]\nFormat: Start, End, Name, Text\nDialogue: 0:00:01.00,0:00:02.50,Ann,So, ja\n"
    (found,), problems = records(f"{_HEAD}{lines}")
    assert (found.text, found.speaker, problems) == ("So, ja", "Ann", [])
    assert [(cue.start, cue.end) for cue in found.cues] == [(1, 2.5)]


def test_what_cannot_be_read_is_named_and_the_text_kept():
    lines = [
        event("one", "soon"),
        event("two", "0:00:05.00", "0:00:04.00"),
        "Dialogue: 0,1\nlost\n",
    ]
    (found,), problems = records(f"{_HEAD}[Events]\n{_FORMAT}{''.join(lines)}")
    assert found.text == "one two"
    assert [(problem.kind, problem.line) for problem in problems] == [
        ("unreadable-time", 10),
        ("backward-time", 11),
        ("stray-line", 12),
        ("stray-line", 13),
    ]


def test_attached_fonts_are_passed_over_whatever_stands_in_them():
    font = "[Fonts]\nfontname: a.ttf\n[EVENTS]\nDialogue: 0,0,0,0,0,0,0,0,0,x\n\n"
    (found,), problems = records(f"{_HEAD}{font}[Events]\n{_FORMAT}{event('so')}")
    assert (found.text, problems) == ("so", [])


def test_ssa_and_a_script_of_another_name_are_recognised():
    line = "Dialogue: Marked=0,0:00:01.00,0:00:02.00,*Default,NTP,0,0,0,,So."
    old = f"; made by hand\r\n[SCRIPT INFO]\r\n\r\n[Events]\r\n{line}\r\n"
    (found,), problems = records(old, "talk.txt")
    assert (found.text, found.speaker, found.format, problems) == ("So.", "NTP", "ASS", [])
    (found,), _ = records(event("ja"), "no-head.ssa")
    assert found.text == "ja"


def test_without_words_it_is_told():
    drawing = event(r"{\p1}m 0 0")
    transcripts, problems = records(f"{_HEAD}[Events]\n{_FORMAT}{drawing}")
    assert transcripts == []
    assert [problem.kind for problem in problems] == ["no-speech"]


words = st.sampled_from(["so", "über", "你好", "नमस्ते", "مرحبا", "a,b", "don't", "<3", "R&B", "[x]"])
texts = st.lists(words, min_size=1, max_size=4)
overrides = st.sampled_from(["", "", r"{\k10}", r"{\i1}", "{a remark}", r"{\p1}m 0 0{\p0}", "{}"])
spaces = st.sampled_from([" ", r"\N", r"\n", r"\h", r" {\i0} "])


@given(st.lists(texts, min_size=1, max_size=6), st.data())
def test_every_word_is_there_once_in_order_of_time(said, data):
    lines = []
    for number, line in enumerate(said):
        pieces = [data.draw(overrides)]
        for word in line:
            pieces += [word[:1], data.draw(overrides), word[1:], data.draw(spaces)]
        lines.append(event("".join(pieces), f"0:00:{number:02}.00", f"0:00:{number:02}.50"))
        if data.draw(st.booleans()):
            lines.append(event("no word of it", kind="Comment"))
    found = transcript(*data.draw(st.permutations(lines)))
    assert found.text == " ".join(word for line in said for word in line)
    assert [cue.start for cue in found.cues] == list(range(len(said)))


@pytest.mark.parametrize("version", ["ass", "ssa"])
@given(said=st.lists(texts, min_size=1, max_size=6))
def test_what_pysubs2_writes_is_read_as_pysubs2_reads_it(version, said):
    script = pysubs2.SSAFile()
    for number, line in enumerate(said):
        text = r"\N".join(line)
        script.append(pysubs2.SSAEvent(start=number * 1000, end=number * 1000 + 900, text=text))
    (found,), problems = records(script.to_string(version))
    plain = [" ".join(line.plaintext.split()) for line in script]
    assert found.text is not None
    assert [found.text[cue.start_char : cue.end_char] for cue in found.cues] == plain
    assert [(cue.start, cue.end) for cue in found.cues] == [
        (line.start / 1000, line.end / 1000) for line in script
    ]
    assert problems == []
