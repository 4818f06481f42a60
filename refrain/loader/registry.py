"""The formats that Refrain reads, in the order in which they are asked.

A new format is one module in `refrain/loader/formats` that has what `Format` lists, and one line in
FORMATS. mypy checks that a module listed there is a Format. Another package brings its own by an
entry point in the group `refrain.formats` that names such a module or object; these are asked
first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol

from refrain.finding_kinds import FindingKind
from refrain.loader.formats import (
    ass,
    other_json,
    otter,
    plain,
    podcast_html,
    prompt_dump,
    speech_json,
    ttml,
    whisper_tsv,
    youtube_xml,
    zoom_captions,
    zoom_chat,
)
from refrain.loader.formats.captions import sbv, srt, webvtt
from refrain.loader.formats.tables import (
    arrow,
    delimited,
    json_lines,
    json_table,
    parquet,
    saved_dataset,
)
from refrain.loader.problem_kinds import GENERAL_KINDS
from refrain.loader.source import Source
from refrain.records import Problem, Transcript


class Format(Protocol):
    """What a module in `refrain/loader/formats` provides."""

    NAME: str
    """What people call the format."""
    ENDINGS: tuple[str, ...]
    """The endings under which a folder is searched for it: lower case, with their dot."""
    KINDS: Mapping[str, FindingKind]
    """The kinds of problem that only this format has, by name."""

    def recognises(self, source: Source) -> bool:
        """Whether a file is of this format, by what is in it; its name only breaks ties.

        Reads no more of the file than it needs (`head`, `beginning`), and raises nothing.
        """

    def read(self, source: Source) -> Iterator[Transcript | Problem]:
        """The transcripts of a file that `recognises` said yes to, in order, and what is wrong in
        it, as they are met.

        A transcript has what the file itself says. What is missing then is filled in by
        `refrain.loader.described`: the format, and from the file beside it, the name and the folder
        the title, the date, the language, the address and the topic.
        """


FORMATS: tuple[Format, ...] = (
    parquet,
    arrow,
    saved_dataset,
    json_lines,
    webvtt,
    srt,
    sbv,
    prompt_dump,
    zoom_chat,
    zoom_captions,
    otter,
    ass,
    youtube_xml,
    ttml,
    podcast_html,
    whisper_tsv,
    speech_json,
    json_table,
    other_json,
    delimited,
    plain,
)
"""The first that recognises a file reads it; the last recognises every text."""


def formats() -> tuple[Format, ...]:
    """All formats, in the order in which they are asked: those of other packages first."""
    return (*of_other_packages(), *FORMATS)


@cache
def of_other_packages() -> tuple[Format, ...]:
    """The formats that installed packages name as entry points in the group `refrain.formats`."""
    return tuple(entry_point.load() for entry_point in entry_points(group="refrain.formats"))


def endings() -> tuple[str, ...]:
    """The endings of all formats: other files in a folder are left out, and named as such."""
    return tuple(dict.fromkeys(ending for form in formats() for ending in form.ENDINGS))


def kinds() -> dict[str, FindingKind]:
    """The kinds of problem that a loader may name."""
    named = dict(GENERAL_KINDS)
    for form in formats():
        named |= form.KINDS
    return named


def format_of(source: Source) -> Format | None:
    """The format to read a file by; None where there is no text in it, or not in any format."""
    return next((form for form in formats() if form.recognises(source)), None)
