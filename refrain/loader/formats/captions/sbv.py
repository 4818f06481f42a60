"""SBV captions, as YouTube takes them: a line `0:00:01.000,0:00:02.500`, the lines shown below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from refrain.finding_kinds import FindingKind
from refrain.loader.formats.captions import read_as
from refrain.loader.formats.captions.blocks import times_of
from refrain.loader.formats.captions.srt import first_lines
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

NAME = "SBV"
ENDINGS: tuple[str, ...] = (".sbv",)
KINDS: Mapping[str, FindingKind] = {}


def recognises(source: Source) -> bool:
    """Whether its first line has two times with a comma between."""
    lines = first_lines(source)
    return bool(lines) and "-->" not in lines[0] and times_of(lines[0]) is not None


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcript of a file of captions, and what is wrong in it."""
    return read_as(NAME, source)
