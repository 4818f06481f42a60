"""Otter's and Zoom's text files: who speaks, when, and what is no speech in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain import loader
from refrain.loader.clock import seconds
from refrain.loader.formats import otter, zoom_captions, zoom_chat
from refrain.loader.source import Source
from refrain.records import Problem, Transcript


def read(content: str) -> tuple[Transcript, list[tuple[int | None, str]]]:
    records = list(loader.read(Source.of_bytes("a.txt", content.encode())))
    (transcript,) = (record for record in records if isinstance(record, Transcript))
    problems = [(record.line, record.kind) for record in records if isinstance(record, Problem)]
    return transcript, problems


def cues(transcript: Transcript) -> list[tuple[float | None, float | None, str | None]]:
    return [(cue.start, cue.end, cue.speaker) for cue in transcript.cues]


OTTER = """\
Ann Lee  0:00
So we began.
We meet at  10:30

Bo  1:02:03
And went on,

in two paragraphs.
Ann Lee  1:02:09
Ah.

Transcribed by https://otter.ai
"""


def test_otter_has_a_line_above_each_turn_and_names_itself_below():
    transcript, problems = read(OTTER)
    assert transcript.format == "Otter"
    assert transcript.text == (
        "So we began.\nWe meet at  10:30\n\nAnd went on,\n\nin two paragraphs.\n\nAh."
    )
    assert cues(transcript) == [(0, 3723, "Ann Lee"), (3723, 3729, "Bo"), (3729, None, "Ann Lee")]
    assert (transcript.speaker, problems) == ("Ann Lee; Bo", [])


def test_what_stands_above_the_first_turn_is_named():
    transcript, problems = read("A talk\n\n" + OTTER)
    assert transcript.format == "Otter"
    assert transcript.line == 3
    assert problems == [(1, "stray-line")]


@pytest.mark.parametrize(
    "content",
    [
        "Intro  0:00\nThe bees  1:20\nThe end  3:00\n",
        "we met at  10:30\nand talked\n",
        "So we talked.\n\nThe End  3:00\n",
        "Ann Lee 0:00\nSo.\n",
    ],
)
def test_a_list_of_chapters_is_no_transcript_of_otter(content):
    assert read(content)[0].format == "plain text"


@pytest.mark.parametrize(
    "turn",
    ["Ann  0:01\nso", "[Ann] 00:00:01\nso", "00:00:01\tAnn:\tso", "00:00:01 From Ann : so"],
)
def test_a_dump_of_prompts_is_one_whatever_its_texts_are(turn):
    assert read(turn + "\n")[0].format != "plain text"
    transcript, _ = read(f"{turn}\n\n###\nTarget: bees\n###\n")
    assert (transcript.format, transcript.text) == ("few-shot prompt dump", turn)


def test_zoom_captions_have_a_line_above_each_turn():
    transcript, problems = read("[Ann Lee] 10:00:02\nSo we\nbegan.\n\n[Bo] 10:00:07\nYes!\n")
    assert (transcript.format, transcript.text) == ("Zoom captions", "So we\nbegan.\n\nYes!")
    assert cues(transcript) == [(0, 5, "Ann Lee"), (5, None, "Bo")]
    assert problems == []


def test_a_chat_of_a_recording_has_its_times_and_one_of_a_day_counts_from_the_first():
    recorded, _ = read("00:12:34\tAnn Lee:\tso\n00:13:00\tBo:\twell\nand more\n")
    assert (recorded.format, recorded.text) == ("Zoom chat", "so\n\nwell\nand more")
    assert cues(recorded) == [(754, 780, "Ann Lee"), (780, None, "Bo")]
    of_a_night, _ = read("23:59:50\tAnn:\tso\n00:00:10\tBo:\twell\n")
    assert cues(of_a_night) == [(0, 20, "Ann"), (20, None, "Bo")]


def test_in_a_chat_reactions_and_what_a_reply_quotes_are_not_said_again():
    content = (
        "10:00:00 From Ann Lee to Everyone:\n\tWho has the bees?\n"
        '10:00:05 From Bo to Everyone:\n\tReplying to "Who has the bees?"\n\n\tI do.\n'
        '10:00:07 From  Cy  to  Ann Lee(Direct Message) : Reacted to "I do." with 👍\n'
        '10:00:09 From Cy to Everyone : I reacted to "it" with joy\n'
    )
    transcript, problems = read(content)
    assert transcript.text == 'Who has the bees?\n\nI do.\n\nI reacted to "it" with joy'
    assert transcript.speaker == "Ann Lee; Bo; Cy"
    assert problems == []


NAMES = ("Ann Lee", "Bo", "李明", "Dr. Zoë van Dyk", "bo (guest)")
words = st.lists(
    st.sampled_from(
        ["so", "Straße", "日本", "नमस्ते", "مرحبا", "R&D", "10:30", "[x]", "From", "Bo:"]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)
spoken = st.lists(
    st.tuples(st.sampled_from(NAMES), st.lists(words, min_size=1, max_size=3)),
    min_size=2,
    max_size=8,
)
HEADS = {
    "Otter": "{name}  {minutes}:{seconds:02}\n",
    "Zoom captions": "[{name}] 00:{minutes:02}:{seconds:02}\n",
    "Zoom chat": "00:{minutes:02}:{seconds:02}\t{name}:\t",
}


@given(
    spoken,
    st.sampled_from(sorted(HEADS)),
    st.sampled_from(["\n", "\n\n", "\n \n"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_every_word_is_there_once_with_who_says_it_and_when(said, form, gap, line_end, encoding):
    said = [("Ann Lee", ["well"]), *said]
    written = [
        HEADS[form].format(name=name, minutes=at, seconds=at) + gap.join(lines) + "\n\n"
        for at, (name, lines) in enumerate(said)
    ]
    content = "".join(written).replace("\n", line_end).encode(encoding)
    (found,) = loader.read(Source.of_bytes("a.txt", content))
    assert found.format == form
    assert [
        (cue.start, cue.speaker, found.text[cue.start_char : cue.end_char].split())
        for cue in found.cues
    ] == [(at * 61, name, " ".join(lines).split()) for at, (name, lines) in enumerate(said)]
    assert found.text.split() == [word for _, lines in said for word in " ".join(lines).split()]


LINES = st.sampled_from(
    [
        *("Ann Lee  0:00", "bo  0:05", "Ann Lee\t1:02:03", "[Ann Lee] 10:00:12", "So we began."),
        *("10:00:12\tAnn Lee:\tSo.", "10:00:14 From Bo to Everyone: Yes", "", " ", "\u2028"),
    ]
)


@given(
    lines=st.lists(LINES, max_size=9),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    form=st.sampled_from([otter, zoom_captions, zoom_chat]),
)
def test_a_turn_format_is_told_by_its_first_lines_and_a_second_turn(lines, end, form):
    turns = form._FORMAT
    said = [line for line in lines if line.strip()]
    begins = []
    for number, line in enumerate(said):
        turn = turns.turn.fullmatch(line)
        small = turn and turns.is_parted and turn["name"][0].islower()
        if turn and not small and seconds(turn["time"]) is not None:
            begins.append(number)
    expected = bool(begins) and begins[0] < 4 and (begins[0] == 0 or len(begins) > 1)
    if expected and form is not zoom_chat:
        expected = begins[0] + 1 not in begins
    assert form.recognises(Source.of_bytes("a.txt", end.join(lines).encode())) == expected
