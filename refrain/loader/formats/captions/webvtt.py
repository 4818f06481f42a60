"""WebVTT captions, in all the dialects that are about: YouTube's rolling ones, Zoom's, Teams'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from refrain.finding_kinds import FindingKind
from refrain.loader.formats.captions import read_as
from refrain.loader.formats.captions.first_lines import has_times, is_no_dump
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

NAME = "WebVTT"
ENDINGS: tuple[str, ...] = (".vtt", ".webvtt")
KINDS: Mapping[str, FindingKind] = {}

# `W/EBVTT` is about, too.
_FIRST_LINE = re.compile(r"[\s\ufeff]{0,100}W/?EBVTT(?![^\s])")
_LANGUAGE = re.compile(
    r"^(?:WEBVTT[^\r\n]{0,200}[ ;])?Language:[ \t]*([A-Za-z][\w-]{1,34})[ \t]*$", re.MULTILINE
)


def recognises(source: Source) -> bool:
    """Whether it begins with WEBVTT, and its name says so or an arrow is in it; or its name says
    so, and times with an arrow are in it."""
    is_named_so = source.ending in ENDINGS
    if _FIRST_LINE.match(source.beginning):
        return is_named_so or ("-->" in source.text and is_no_dump(source, ENDINGS))
    return is_named_so and has_times(source, ENDINGS, arrow=True)


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcript of a file of captions, and what is wrong in it."""
    header = source.beginning[:2_000].partition("-->")[0]
    language = _LANGUAGE.search(header.replace("\r", "\n"))
    return read_as(NAME, source, notes=True, language=language[1] if language else None)
