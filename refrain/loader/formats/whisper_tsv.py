"""Whisper's TSV: a line for each segment, of its start and end in milliseconds, and its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from refrain.finding_kinds import FindingKind
from refrain.loader.clock import in_range
from refrain.loader.source import Source
from refrain.loader.timed_text import Speech, timed_text
from refrain.records import Problem, Transcript

NAME = "Whisper TSV"
ENDINGS: tuple[str, ...] = (".tsv",)
KINDS: Mapping[str, FindingKind] = {}

_HEADER = re.compile(r"\s*start\tend\ttext[ \t]*(?:\r\n?|\n|\Z)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")


def recognises(source: Source) -> bool:
    """Whether the first line is `start`, `end` and `text` with tabs between them."""
    return bool(_HEADER.match(source.beginning))


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The segments, a cue each.

    A line without two times before its text is kept, and named. Tabs in a text are spaces.
    """
    problems: list[Problem] = []
    spoken = timed_text(_speeches(source, problems))
    if spoken.text:
        yield Transcript(source.name, spoken.text, cues=spoken.cues, speaker=spoken.speaker)
    else:
        message = "There is a header, but no text below it. Transcribe the recording again."
        problems.append(Problem(source.name, 1, "no-speech", message))
    yield from problems


def _speeches(source: Source, problems: list[Problem]) -> Iterator[Speech]:
    text = source.text
    header = _HEADER.match(text)
    at = header.end() if header else 0
    number = 1 + len(_line_ends(text[:at]))
    while at < len(text):
        line = _LINE.match(text, at)
        if line is None:
            return
        if line.group().strip():
            yield _speech(line.group(), number, source.name, problems)
        at = line.end()
        number += 1


def _line_ends(text: str) -> list[str]:
    return re.findall(r"\r\n?|\n", text)


def _speech(line: str, number: int, source: str, problems: list[Problem]) -> Speech:
    cells = line.strip("\r\n").split("\t", 2)
    if len(cells) < 3:
        message = "This line is not two times and a text with tabs between. It was kept as text."
        problems.append(Problem(source, number, "stray-line", message))
        return Speech(" ".join(line.split()))
    start, end = (in_range(cell, 0.001) for cell in cells[:2])
    if start is None or end is None:
        message = "A time of this line is no number of milliseconds. The text was kept without it."
        problems.append(Problem(source, number, "unreadable-time", message))
    elif end < start:
        message = "This line ends before it begins. The text was kept, and when it begins."
        problems.append(Problem(source, number, "backward-time", message))
        end = None
    return Speech(" ".join(cells[2].split()), start, end)
