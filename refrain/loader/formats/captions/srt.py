"""SubRip captions: a number, a line of times, the lines that are shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from refrain.finding_kinds import FindingKind
from refrain.loader.formats.captions import read_as
from refrain.loader.formats.captions.first_lines import has_times
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

NAME = "SRT"
ENDINGS: tuple[str, ...] = (".srt",)
KINDS: Mapping[str, FindingKind] = {}


def recognises(source: Source) -> bool:
    """Whether it begins with times that have an arrow between, or a number and these; below other
    lines, where its name says that it is SRT."""
    return has_times(source, ENDINGS, arrow=True)


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcript of a file of captions, and what is wrong in it."""
    return read_as(NAME, source)
