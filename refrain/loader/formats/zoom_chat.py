"""Zoom's saved chat: `10:00:12<TAB>Ann Lee:<TAB>…`, or `10:00:12 From Ann Lee to Everyone: …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from refrain.finding_kinds import FindingKind
from refrain.loader.formats.turns import TurnFormat
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

NAME = "Zoom chat"
ENDINGS: tuple[str, ...] = (".txt",)
KINDS: Mapping[str, FindingKind] = {}

_FORMAT = TurnFormat(
    NAME,
    re.compile(
        r"(?P<time>\d{1,2}:\d\d:\d\d)(?:\t[ \t]{0,5}(?:From[ \t]{1,5})?|[ \t]{1,5}From[ \t]{1,5})"
        r"(?P<name>[^\t\n:]{1,100}?)(?:[ \t]{1,5}[Tt]o[ \t]{1,5}[^\t\n:]{1,100})?[ \t]{0,5}:"
        r"[ \t]*(?P<text>[^\n]*)"
    ),
    re.compile(
        r"\s{0,20}(?:Reacted to [\"“].{0,500}[\"”] with .{1,30}|"
        r"Removed an? .{1,30} reaction from [\"“].{0,500}[\"”]|"
        r"Replying to [\"“].{0,500}[\"”])\s{0,20}"
    ),
)


def recognises(source: Source) -> bool:
    """Whether a time, a name and a colon begin its first line, or two lines."""
    return _FORMAT.recognises(source)


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcript, without reactions, and without what replies quote; times of a day are counted
    from the first message."""
    return _FORMAT.read(source)
