"""Every word of a model is in the text once, in order, and nothing else is: the model is written as
a file of captions, dressed as files are found, legal and damaged.

The model knows what it says, who says it and in which cue; nothing here asks the reader.
"""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import example, given
from hypothesis import strategies as st

from refrain import loader
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

ENDINGS = ("srt", "vtt", "sbv")
words = st.sampled_from(
    [
        "so",
        "Straße",
        "日本",
        "नमस्ते",
        "مرحبا",
        "don’t",
        "1984",
        "3.5",
        "R&D",
        "<3",
        "->",
        "NOTE",
        "c",
    ]
)
lines = st.lists(words, min_size=1, max_size=4).map(" ".join)


class Say(NamedTuple):
    """A cue of the model: its lines, and whether it has times that can be read."""

    lines: list[str]
    is_timed: bool


says = st.builds(
    Say, st.lists(lines, min_size=0, max_size=3), st.sampled_from([True] * 4 + [False])
)


def escaped(text: str, times: int) -> str:
    for _ in range(times):
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


@st.composite
def dressed(draw, line: str) -> str:
    """A line with markup that says nothing, between its words and around them."""
    pieces = []
    for word in line.split(" "):
        word = escaped(word, draw(st.integers(0 if "&" not in word else 1, 3)))
        pieces.append(draw(st.sampled_from(["{}"] * 4 + WORD)).format(word))
    between = draw(st.sampled_from([" "] * 4 + ["  ", " <00:00:01.500>", "&nbsp;", "<br/>", "\\N"]))
    return draw(st.sampled_from(["{}"] * 3 + LINE)).format(between.join(pieces))


WORD = ["<c>{}</c>", "<i>{}</i>", "<c.yellow.bg_x>{}</c>", "<b.x>{}", "{{\\i1}}{}{{\\i0}}"]
LINE = [
    " {}",
    "{}\t",
    "{{\\an8}}{}",
    '<font color="#fff">{}</font>',
    "<lang en>{}</lang>",
    "{}<ruby><rt>aside</rt></ruby>",
    "<font size='1>{}",
]
READ = ["0:00:{:02}.{:03}", "00:00:{:02}.{:03}", "0:0:{}.{:03}"]
UNREAD = ["NaN:NaN:NaN", "undefined", "-00:00:01.000", "99999:00:00.000"]
ARROWS = [" --> ", "-->", " -> ", "  --> ", " -- > "]
SETTINGS = ["", "", " align:start position:0%", " line: -1", " X1:10 X2:20"]


@st.composite
def times(draw, number: int, is_timed: bool, ending: str) -> str:
    form = draw(st.sampled_from(READ[:2] if ending == "sbv" else READ))
    start, end = form.format(number, 0), form.format(number, 900)
    if ending == "sbv":
        return f"{start if is_timed else 'NaN:NaN:NaN'},{end}"
    if draw(st.booleans()):
        start, end = start.replace(".", ","), end.replace(".", ",")
    arrow = draw(st.sampled_from(ARROWS if is_timed else ARROWS[:2]))
    if not is_timed:
        start = draw(st.sampled_from(UNREAD))
    return f"{start}{arrow}{end}{draw(st.sampled_from(SETTINGS))}"


@st.composite
def blocks(draw, ending: str, number: int, say: Say, name: str) -> list[str]:
    """A cue as lines: its name, its times, its lines, which may have blank ones between."""
    written = [name] if name else []
    written.append(draw(times(number, say.is_timed, ending)))
    written += draw(st.sampled_from([[], [], [" "]]))
    for at, line in enumerate(say.lines):
        # Below a blank line, NOTE is a remark and a number is a name.
        is_plain = line.split(" ")[0] not in ("NOTE", "1984")
        if at and is_plain and draw(st.integers(0, 4)) == 0:
            written += draw(st.sampled_from([[""], ["", ""], [" "]]))
        written.append(draw(dressed(line)))
    return written


NOTES = [["NOTE aside", "aside"], ["NOTE"], ["STYLE", "::cue { aside: x }"], ["REGION", "id:aside"]]
HEADS = ["WEBVTT", "\ufeffWEBVTT - aside", "W/EBVTT", "WEBVTT\nKind: aside\nLanguage: en"]


@st.composite
def files(draw) -> tuple[str, list[Say], bytes]:
    ending = draw(st.sampled_from(ENDINGS))
    said = draw(st.lists(says, min_size=1, max_size=8))
    naming = {"srt": ["number", "none"], "vtt": ["number", "none", "name", "uuid"]}
    names = draw(st.sampled_from(naming.get(ending, ["none"])))
    # Without blank lines between, only numbers and what looks like no word are names.
    gap = [""] * draw(st.integers(0 if names in ("number", "uuid") else 1, 3))
    written = [*draw(st.sampled_from(HEADS)).split("\n"), ""] if ending == "vtt" else []
    for number, say in enumerate(said, 1):
        if ending == "vtt" and (gap or number == 1):
            for note in draw(st.lists(st.sampled_from(NOTES), max_size=1)):
                written += [*note, ""]
        name = {
            "none": "",
            "number": str(number),
            "name": f"aside {number}",
            "uuid": f"0c1d2e3f-0000-4000-8000-{number:012}/1-0",
        }[names]
        written += [*draw(blocks(ending, number, say, name)), *gap]
    content = "\n".join(written).replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))
    return ending, said, content.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])))


@given(files())
@example(("srt", [Say(["so"], True)], b"1\r\r\n0:00:01.0 --> 0:00:02.0\r\r\nso\r\r\n\r\r\n2"))
def test_every_word_is_there_once_with_its_cue(case):
    ending, said, content = case
    records = list(loader.read(Source.of_bytes(f"a.{ending}", content)))
    found = [record for record in records if isinstance(record, Transcript)]
    expected = [(" ".join(say.lines).split(), say.is_timed) for say in said if say.lines]
    cues = [(found[0].text, cue) for cue in found[0].cues] if found else []
    assert [
        (text[cue.start_char : cue.end_char].split(), cue.start is not None) for text, cue in cues
    ] == expected
    if found:
        assert found[0].text.split() == [word for line, _ in expected for word in line]
    problems = [record.kind for record in records if isinstance(record, Problem)]
    unread = sum(not is_timed for _, is_timed in expected)
    assert problems == (["unreadable-time"] * unread if expected else ["no-speech"])


NAMES = ("Ann Lee", "Bo", "李明", "Zoë")
FORMS = ("{}: ", "[{}]: ", ">> {}: ", "&gt;&gt; {}: ", "- {}: ")
turns = st.lists(st.tuples(st.sampled_from(NAMES), lines), min_size=4, max_size=12)


@given(turns, st.sampled_from(FORMS), st.sampled_from(["srt", "vtt", "sbv"]))
def test_names_are_the_speakers_and_no_text(said, form, ending):
    # Each name begins two lines, which is evidence enough.
    said = said + [(name, "well") for name in NAMES] * 2
    written = ["WEBVTT\n"] if ending == "vtt" else []
    arrow = "," if ending == "sbv" else " --> "
    for number, (name, line) in enumerate(said):
        below = "\n- so" if form.startswith("-") else ""
        written.append(f"0:00:{number:02}.000{arrow}0:00:{number:02}.900")
        written.append(f"{form.format(name)}{escaped(line, 1)}{below}\n")
    content = "\n".join(written).encode()
    (found,) = loader.read(Source.of_bytes(f"a.{ending}", content))
    rest = " so" if form.startswith("-") else ""
    assert [(cue.speaker, found.text[cue.start_char : cue.end_char]) for cue in found.cues] == [
        (name, f"{line}{rest}") for name, line in said
    ]


@given(turns, st.sampled_from(["</v>", ""]), st.booleans())
def test_voices_are_the_speakers_and_no_text(said, end, together):
    written, expected = ["WEBVTT\n"], []
    for number, (name, line) in enumerate(said):
        if not together or number % 2 == 0:
            written.append(f"\n00:{number:02}.000 --> 00:{number:02}.900")
        written.append(f"<v.loud {name}>{escaped(line, 1)}{end}")
        before = expected[-1] if together and number % 2 else None
        if before and before[0] == name:
            expected[-1] = (name, f"{before[1]} {line}")
        else:
            expected.append((name, line))
    (found,) = loader.read(Source.of_bytes("a.vtt", "\n".join(written).encode()))
    assert [
        (cue.speaker, found.text[cue.start_char : cue.end_char]) for cue in found.cues
    ] == expected
