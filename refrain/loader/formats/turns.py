"""Turns: a line that says who speaks and when, and what is said below it or behind it.

Otter and Zoom write transcripts so. Each has a pattern for that line; its groups are `name`, `time`
and, where what is said begins in the same line, `text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refrain.loader.clock import seconds
from refrain.loader.source import Source
from refrain.loader.timed_text import Speech, timed_text
from refrain.records import Problem, Transcript


@dataclass(frozen=True)
class TurnFormat:
    """A format of turns: its name, the line that begins a turn, lines that are no speech, and
    whether times are those of a wall clock, which begin with the first turn here."""

    name: str
    turn: re.Pattern[str]
    unspoken: re.Pattern[str] | None = None
    wall_clock: bool = False

    def recognises(self, source: Source, *, within: int = 4) -> bool:
        """Whether a turn begins in one of the first lines that are not blank."""
        lines = [line for line in source.beginning[:20_000].splitlines() if line.strip()]
        return any(self.match(line) for line in lines[:within])

    def match(self, line: str) -> re.Match[str] | None:
        """The line as the beginning of a turn, if it is one."""
        match = self.turn.fullmatch(line)
        return match if match and seconds(match["time"]) is not None else None

    def read(self, source: Source) -> Iterator[Transcript | Problem]:
        """The transcript: a cue for each turn, up to the next. Lines above the first turn belong to
        nothing, and are named."""
        turns: list[tuple[float, str, list[str]]] = []
        first_line = 1
        for number, line in enumerate(re.split(r"\r\n?|\n", source.text), 1):
            if match := self.match(line):
                first_line = first_line if turns else number
                time = seconds(match["time"]) or 0.0
                said = [match["text"]] if "text" in match.groupdict() else []
                turns.append((time, " ".join(match["name"].split()), said))
            elif self.unspoken and self.unspoken.fullmatch(line):
                continue
            elif turns:
                turns[-1][2].append(line)
            elif line.strip():
                message = "This line stands above the first turn, so it was left out."
                yield Problem(source.name, number, "stray-line", message)
        spoken = timed_text(self._speeches(turns))
        if not spoken.text:
            message = f"This is {self.name}, but nothing is said in it. Remove it."
            yield Problem(source.name, None, "no-speech", message)
            return
        yield Transcript(
            source.name,
            spoken.text,
            line=first_line,
            speaker=spoken.speaker,
            cues=spoken.cues,
            format=self.name,
        )

    def _speeches(self, turns: list[tuple[float, str, list[str]]]) -> Iterator[Speech]:
        first = turns[0][0] if turns and self.wall_clock else 0.0
        starts = [max(time - first, 0.0) for time, _, _ in turns]
        for (_, name, said), start, end in zip(turns, starts, [*starts[1:], None], strict=True):
            is_over = end is not None and end >= start
            yield Speech("\n".join(said), start, end if is_over else None, name or None)
