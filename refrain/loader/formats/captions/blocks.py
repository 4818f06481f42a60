"""The cues of a caption file: what stands below each line of times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from refrain.loader.clock import seconds

_TIME = r"[\d:.,]{1,40}|NaN(?::NaN)*"
_ARROW = re.compile(
    rf"[ \t]*(?P<start>{_TIME})[ \t]*-{{1,2}}>[ \t]*(?P<end>{_TIME})(?:[ \t][^\n]*)?", re.ASCII
)
_COMMA = re.compile(
    r"[ \t]*(?P<start>\d{1,4}:\d\d:\d\d\.\d{1,6}),(?P<end>\d{1,4}:\d\d:\d\d\.\d{1,6})[ \t]*",
    re.ASCII,
)
_NOTE = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t][^\n]*)?")
_NUMBER = re.compile(r"[ \t]*\d{1,9}[ \t]*", re.ASCII)
_LONGEST_LINE = 500
"""Characters of a line of times, with its settings; longer ones are text."""


@dataclass(slots=True)
class Block:
    """A cue as it stands in the file: the line of its times, from 1, the times in seconds (None
    where they cannot be read), and the lines below."""

    line: int
    start: float | None
    end: float | None
    lines: list[str] = field(default_factory=list)


class Stray(NamedTuple):
    """A line that belongs to nothing: its number, and what it says."""

    number: int
    text: str


@dataclass(slots=True)
class Captions:
    """The cues of a caption file, and the lines above the first, which belong to nothing."""

    blocks: list[Block]
    strays: list[Stray]


def times_of(line: str) -> tuple[float | None, float | None] | None:
    """The times in a line with an arrow, or with a comma between times as SBV has them; None where
    it is no such line.

    >>> times_of("00:00:01,000 --> 00:00:02,500 align:start"), times_of("0:00:01.000,0:00:02.000")
    ((1.0, 2.5), (1.0, 2.0))
    >>> times_of("NaN:NaN:NaN --> 00:00:02"), times_of("one --> two")
    ((None, 2.0), None)
    """
    if len(line) > _LONGEST_LINE:
        return None
    match = _ARROW.fullmatch(line) or _COMMA.fullmatch(line)
    return (seconds(match["start"]), seconds(match["end"])) if match else None


def read_captions(text: str, *, notes: bool) -> Captions:
    """The cues of a text, whatever is damaged in it: blank lines inside cues, or none between them.

    The number of a cue is a number in the line above its times, in a file that numbers its cues.
    With `notes`, as in WebVTT, it may be any name with a blank line above it, and what follows
    NOTE, STYLE or REGION up to a blank line is no text, nor are the first lines.
    """
    lines = re.split(r"\r\n?|\n", text)
    numbered = _is_numbered(lines)
    above: list[str] = []
    first_lines: list[Stray] = []
    blocks: list[Block] = []
    for number, line, times in _outside_notes(lines, notes):
        if times is None:
            above.append(line)
            if not blocks:
                first_lines.append(Stray(number, line))
            continue
        if _ends_with_name(above if blocks else ["", *above], numbered, notes):
            above.pop()
            if not blocks:
                first_lines.pop()
        blocks.append(Block(number, *times))
        above = blocks[-1].lines
    return Captions(blocks, [stray for stray in first_lines if stray.text.strip()])


def _outside_notes(
    lines: list[str], notes: bool
) -> Iterator[tuple[int, str, tuple[float | None, float | None] | None]]:
    """The number, the text and the times of each line that is in no note."""
    in_note, above = notes, ""
    for number, line in enumerate(lines, 1):
        times = times_of(line)
        if notes and not above.strip() and times is None and _NOTE.fullmatch(line):
            in_note = True
        elif in_note and (times is not None or not line.strip()):
            in_note = False
        above = line
        if not in_note:
            yield number, line, times


def _is_numbered(lines: list[str]) -> bool:
    """Whether a number stands above the first line of times."""
    first = next((n for n, line in enumerate(lines) if times_of(line)), 0)
    return first > 0 and _NUMBER.fullmatch(lines[first - 1]) is not None


def _ends_with_name(above: list[str], numbered: bool, notes: bool) -> bool:
    """Whether the last of the lines above a line of times is the number or name of its cue."""
    if not above or not above[-1].strip():
        return False
    if numbered and _NUMBER.fullmatch(above[-1]):
        return True
    return notes and len(above) > 1 and not above[-2].strip()
