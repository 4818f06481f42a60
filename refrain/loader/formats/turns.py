"""Turns: a line that says who speaks and when, and what is said below it or behind it.

Otter and Zoom write transcripts so. Each has a pattern for that line; its groups are `name`, `time`
and, where what is said begins in the same line, `text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from refrain.loader.clock import seconds
from refrain.loader.source import Source
from refrain.loader.timed_text import Speech, timed_text, transcript_of
from refrain.records import Problem, Transcript

_LINE_END = re.compile(r"\r\n?|\n")
_NOT_EMPTY = re.compile(r"[^\r\n]+")
_DAY = 24 * 3600.0
_IN_A_DAY = 5 * 3600.0
"""Seconds: a first time as late is that of a day. Few meetings begin before five, and in few that
are recorded nobody says anything for five hours."""


@dataclass(slots=True)
class Turn:
    """What somebody says, from when (seconds), in lines."""

    time: float
    name: str
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class TurnFormat:
    """A format of turns: its name, the line that begins a turn, lines that are no speech, and
    whether a turn needs a blank line above it, unless its speaker has spoken before."""

    name: str
    turn: re.Pattern[str]
    unspoken: re.Pattern[str] | None = None
    is_parted: bool = False

    def recognises(self, source: Source, *, within: int = 4) -> bool:
        """Whether a turn begins in the first line that is not blank, and the next is none, but in
        formats that have the text in the same line; or in a line below, and another follows."""
        head = source.beginning[:20_000].lstrip("\ufeff")
        # Found as they are asked for: most files have no turn in their first lines.
        lines = (line.group() for line in _NOT_EMPTY.finditer(head))
        begins = (self._may_begin(line) for line in lines if not line.isspace())
        first = next((number for number, it in enumerate(islice(begins, within)) if it), None)
        if first is None:
            return False
        follows = next(begins, False)
        if follows and "text" not in self.turn.groupindex:
            return False
        return first == 0 or follows or any(begins)

    def _may_begin(self, line: str) -> bool:
        match = self._match(line)
        return match is not None and not (self.is_parted and match["name"][0].islower())

    def _match(self, line: str) -> re.Match[str] | None:
        match = self.turn.fullmatch(line)
        return match if match and seconds(match["time"]) is not None else None

    def read(self, source: Source) -> Iterator[Transcript | Problem]:
        """The transcript: a cue for each turn, up to the next. Lines above the first turn belong to
        nothing, and are named."""
        turns: list[Turn] = []
        names: set[str] = set()
        first_line, above = 1, ""
        for number, line in enumerate(_LINE_END.split(source.text.lstrip("\ufeff")), 1):
            match = self._match(line)
            if match and (not self.is_parted or not above.strip() or match["name"] in names):
                first_line = first_line if turns else number
                names.add(match["name"])
                turns.append(self._turn(match))
            elif turns:
                turns[-1].lines += self._said(line)
            elif line.strip() and self._said(line):
                message = "This line stands above the first turn, so it was left out."
                yield Problem(source.name, number, "stray-line", message)
            above = line
        yield transcript_of(source, self.name, timed_text(_speeches(turns)), line=first_line)

    def _turn(self, match: re.Match[str]) -> Turn:
        said = self._said(match["text"]) if "text" in self.turn.groupindex else []
        return Turn(seconds(match["time"]) or 0.0, " ".join(match["name"].split()), said)

    def _said(self, line: str) -> list[str]:
        """The line, unless it is no speech."""
        is_unspoken = self.unspoken is not None and self.unspoken.fullmatch(line)
        return [] if is_unspoken else [line.strip()]


def _speeches(turns: list[Turn]) -> Iterator[Speech]:
    """Each turn up to the next. Times of a day are counted from the first, beyond midnight too."""
    times = [turn.time for turn in turns]
    if times and times[0] >= _IN_A_DAY:
        times = [time - times[0] + (_DAY if time < times[0] - _DAY / 2 else 0) for time in times]
    ends = [end if end >= start else None for start, end in pairwise(times)]
    for turn, time, end in zip(turns, times, [*ends, None], strict=False):
        yield Speech("\n".join(turn.lines), max(time, 0.0), end, turn.name or None)
