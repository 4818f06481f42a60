"""Whisper's TSV: a line for each segment, of its start and end in milliseconds, and its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from refrain.finding_kinds import FindingKind
from refrain.loader.clock import in_range
from refrain.loader.report import Report
from refrain.loader.source import Source
from refrain.loader.timed_text import Speech, timed_text
from refrain.records import Problem, Transcript

NAME = "Whisper TSV"
ENDINGS: tuple[str, ...] = (".tsv",)
KINDS: Mapping[str, FindingKind] = {}

_HEADER = re.compile(r"\s*start\tend\ttext[ \t]*(?:\r\n?|\n|\Z)")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_LINE_END = re.compile(r"\r\n?|\n")


def recognises(source: Source) -> bool:
    """Whether the first line is `start`, `end` and `text` with tabs between them."""
    return bool(_HEADER.match(source.beginning))


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The segments, a cue each.

    A line without two times before its text goes on with the segment above it, and is named. Tabs
    in a text are spaces.
    """
    report = Report(source.name)
    spoken = timed_text(_speeches(source.text, report))
    if spoken.text:
        yield Transcript(source.name, spoken.text, cues=spoken.cues)
    else:
        message = "There is a header, but no text below it. Transcribe the recording again."
        report.add("no-speech", 1, message)
    yield from report.problems()


def _speeches(text: str, report: Report) -> Iterator[Speech]:
    pieces: list[str] = []
    times: tuple[float | None, float | None] = (None, None)
    for number, line in _lines(text):
        cells = line.split("\t", 2)
        if len(cells) == 3:
            yield Speech(" ".join(pieces), *times)
            times, pieces = _times(cells[0], cells[1], number, report), []
        else:
            message = (
                "This line is not two times and a text with tabs between. It was kept as text."
            )
            report.add("stray-line", number, message)
        pieces += cells[-1].split() if len(cells) == 3 else line.split()
    yield Speech(" ".join(pieces), *times)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines below the header that are not blank, with their numbers."""
    header = _HEADER.match(text)
    at = header.end() if header else 0
    number = 1 + len(_LINE_END.findall(text[:at]))
    for line in _LINE.finditer(text, at):
        if bare := line[1].strip(" "):
            yield number, bare
        number += 1


def _times(start: str, end: str, number: int, report: Report) -> tuple[float | None, float | None]:
    begins, ends = in_range(start, 0.001), in_range(end, 0.001)
    if begins is None or ends is None:
        message = "A time of this line is no number of milliseconds. The text was kept without it."
        report.add("unreadable-time", number, message)
    elif ends < begins:
        message = "This line ends before it begins. The text was kept, and when it begins."
        report.add("backward-time", number, message)
        ends = None
    return begins, ends
