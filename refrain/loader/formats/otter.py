"""Otter's text export: a line `Ann Lee  0:10` above what she says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from refrain.finding_kinds import FindingKind
from refrain.loader.formats.turns import TurnFormat
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

NAME = "Otter"
ENDINGS: tuple[str, ...] = (".txt",)
KINDS: Mapping[str, FindingKind] = {}

_FORMAT = TurnFormat(
    NAME,
    re.compile(
        r"(?P<name>[^\W\d_][^\t\n]{0,79}?)(?: {2,20}|\t{1,20})"
        r"(?P<time>\d{1,3}:\d\d(?::\d\d)?)\s{0,20}"
    ),
    re.compile(r"\s*Transcribed by https?://otter\.ai/?\s*"),
    is_parted=True,
)


def recognises(source: Source) -> bool:
    """Whether a name and a time, with two spaces between, are its first line, or two lines."""
    return _FORMAT.recognises(source)


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcript, without the line that says who made it."""
    return _FORMAT.read(source)
