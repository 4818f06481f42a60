"""WebVTT captions, in all the dialects that are about: YouTube's rolling ones, Zoom's, Teams'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from refrain.finding_kinds import FindingKind
from refrain.loader.formats.captions import read_as
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

NAME = "WebVTT"
ENDINGS: tuple[str, ...] = (".vtt",)
KINDS: Mapping[str, FindingKind] = {}

# `W/EBVTT` is about, too.
_FIRST_LINE = re.compile(r"\s{0,100}W/?EBVTT(?![^\s])")
_LANGUAGE = re.compile(r"^Language:[ \t]*([A-Za-z][\w-]{1,34})[ \t]*$", re.MULTILINE)


def recognises(source: Source) -> bool:
    """Whether it begins with WEBVTT."""
    return _FIRST_LINE.match(source.beginning) is not None


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcript of a file of captions, and what is wrong in it."""
    header = re.split(r"(?:\r\n?|\n){2}", source.beginning.lstrip()[:2_000], maxsplit=1)[0]
    language = _LANGUAGE.search(header.replace("\r", "\n"))
    return read_as(NAME, source, notes=True, language=language[1] if language else None)
