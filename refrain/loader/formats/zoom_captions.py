"""Zoom's saved captions: a line `[Ann Lee] 10:00:12` above what she says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from refrain.finding_kinds import FindingKind
from refrain.loader.formats.turns import TurnFormat
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

NAME = "Zoom captions"
ENDINGS: tuple[str, ...] = (".txt",)
KINDS: Mapping[str, FindingKind] = {}

_FORMAT = TurnFormat(
    NAME,
    re.compile(r"\[(?P<name>[^\[\]\n]{1,100})\][ \t]+(?P<time>\d{1,2}:\d\d:\d\d)\s*"),
)


def recognises(source: Source) -> bool:
    """Whether a name in brackets and a time are its first line, or two lines."""
    return _FORMAT.recognises(source)


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcript; times of a day are counted from the first turn."""
    return _FORMAT.read(source)
