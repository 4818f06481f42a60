"""The cues of a caption file: what stands below each line of times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from refrain.loader.formats.captions.timing import Times, times_of

_NOTE = re.compile(r"W/?EBVTT(?:[ \t].*)?|NOTE(?:[ \t].*)?|(?:STYLE|REGION)[ \t]*")
_HEADER = re.compile(r"(?:Kind|Language|Style|Region|X-TIMESTAMP-MAP)[ \t]*[:=].*")
_NUMBER = re.compile(r"[ \t]*(\d{1,9})[ \t]*", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?:/\S{1,40})?", re.IGNORECASE)


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


def read_captions(text: str, *, notes: bool) -> Captions:
    """The cues of a text, whatever is damaged in it: blank lines inside cues, or none between them.

    A number above the times is that of the cue if a blank line is above it, or the cue before has
    one, too. With `notes`, as in WebVTT, any name with a blank line above it is the cue's, and what
    follows NOTE, STYLE or REGION up to a blank line is no text, nor are the first lines.
    """
    cues = _Cues(notes)
    for number, line in enumerate(_lines(text), 1):
        cues.take(number, line)
    return cues.finished()


def _lines(text: str) -> Iterator[str]:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    at = 0
    while (end := text.find("\n", at)) >= 0:
        yield text[at:end]
        at = end + 1
    yield text[at:]


class _Cues:
    """The cues as far as they are read; `_above` are the lines since the last line of times."""

    def __init__(self, notes: bool) -> None:
        self._notes = notes
        self._in_note = False
        self._blocks: list[Block] = []
        self._above: list[str] = []
        self._strays: list[Stray] = []
        self._number: int | None = None

    def take(self, number: int, line: str) -> None:
        """Reads a line, which has a number from 1."""
        line = line.lstrip("\ufeff") if number == 1 else line
        times = times_of(line)
        if times is not None:
            self._in_note = False
            self._begin(number, times)
        elif self._in_note:
            self._in_note = bool(line.strip())
        elif self._notes and self._is_note(line):
            self._in_note = True
        else:
            self._above.append(line)
            if not self._blocks:
                self._strays.append(Stray(number, line))

    def finished(self) -> Captions:
        """What was read, when there are no more lines."""
        if self._blocks:
            self._part()
        return Captions(self._blocks, [stray for stray in self._strays if stray.text.strip()])

    def _begin(self, number: int, times: Times) -> None:
        at = _last_written(self._above)
        named = at >= 0 and self._is_name(at)
        match = _NUMBER.fullmatch(self._above[at]) if named else None
        if named:
            del self._above[at:]
            if not self._blocks:
                del self._strays[at:]
        if self._blocks:
            self._part()
        self._number = int(match[1]) if match else None
        self._above = [times.text] if times.text else []
        self._blocks.append(Block(number, times.start, times.end, self._above))

    def _is_note(self, line: str) -> bool:
        if not self._blocks and _HEADER.fullmatch(line):
            return True
        return self._has_blank_above(len(self._above)) and _NOTE.fullmatch(line) is not None

    def _has_blank_above(self, at: int) -> bool:
        """Whether a blank line stands above one since the last times, or nothing does in the file.
        White space right below times is no blank line, but what a cue begins with that rolls."""
        if at == 0:
            return not self._blocks
        above = self._above[at - 1]
        return not (above if at == 1 and self._blocks else above.strip())

    def _is_next(self, line: str) -> bool:
        """Whether a line is the number of the cue that comes next."""
        match = _NUMBER.fullmatch(line)
        return match is not None and self._number is not None and int(match[1]) == self._number + 1

    def _is_name(self, at: int) -> bool:
        """Whether a line is the number or the name of the cue whose times come next."""
        line = self._above[at]
        if self._is_next(line):
            return True
        # In files that end lines twice, a blank line is between the first number and its times.
        if at != len(self._above) - 1:
            return not self._blocks and _NUMBER.fullmatch(line) is not None
        if _NUMBER.fullmatch(line):
            return self._number is not None or self._has_blank_above(at)
        return self._notes and (self._has_blank_above(at) or _UUID.fullmatch(line) is not None)

    def _part(self) -> None:
        """Parts the last cue where a blank line and the next number show that times are missing; or
        a whole cue, where the file was cut off."""
        block = self._blocks[-1]
        begin = 0
        for at in range(1, len(self._above)):
            if self._is_next(self._above[at]) and not self._above[at - 1].strip():
                self._blocks[-1].lines = self._above[begin:at]
                self._blocks.append(Block(block.line + 1 + at, None, None))
                self._number = (self._number or 0) + 1
                begin = at + 1
        if begin:
            self._blocks[-1].lines = self._above[begin:]


def _last_written(lines: list[str]) -> int:
    """The place of the last line that is not blank; -1 without one."""
    at = len(lines) - 1
    while at >= 0 and not lines[at].strip():
        at -= 1
    return at
