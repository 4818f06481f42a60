"""SBV captions, as YouTube takes them: a line `0:00:01.000,0:00:02.500`, the lines shown below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from refrain.finding_kinds import FindingKind
from refrain.loader.formats.captions import read_as
from refrain.loader.formats.captions.first_lines import has_times
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

NAME = "SBV"
ENDINGS: tuple[str, ...] = (".sbv",)
KINDS: Mapping[str, FindingKind] = {}


def recognises(source: Source) -> bool:
    """Whether it begins with two times that have a comma between; below other lines, where its name
    says that it is SBV."""
    return has_times(source, ENDINGS, arrow=False)


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcript of a file of captions, and what is wrong in it."""
    return read_as(NAME, source)
