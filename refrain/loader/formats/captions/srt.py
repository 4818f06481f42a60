"""SubRip captions: a number, a line of times, the lines that are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from refrain.finding_kinds import FindingKind
from refrain.loader.formats.captions import read_as
from refrain.loader.formats.captions.blocks import times_of
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

NAME = "SRT"
ENDINGS: tuple[str, ...] = (".srt",)
KINDS: Mapping[str, FindingKind] = {}

_FIRST_LINES = 6


def recognises(source: Source) -> bool:
    """Whether times with an arrow between stand in one of its first lines."""
    return any("-->" in line and times_of(line) for line in first_lines(source))


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcript of a file of captions, and what is wrong in it."""
    return read_as(NAME, source)


def first_lines(source: Source) -> list[str]:
    """The first lines of a file that are not blank."""
    lines = (line for line in source.beginning[:20_000].splitlines() if line.strip())
    return list(islice(lines, _FIRST_LINES))
