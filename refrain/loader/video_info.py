"""What yt-dlp writes beside the captions of a video, in a file `….info.json`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from refrain.loader.json_value import Fault
from refrain.loader.media_name import watch_url
from refrain.loader.metadata import date_in
from refrain.loader.source import Source
from refrain.records import Problem

ENDING = ".info.json"
"""What its name ends in, behind the stem of the captions."""
_LONGEST = 1_000


class VideoInfo(NamedTuple):
    """What it says of a recording; None for what it does not."""

    title: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    channel: str | None = None


def of(source: Source) -> VideoInfo:
    """What the file beside a source says; nothing where there is none, or none that can be read."""
    beside = source.companions.get(ENDING)
    if beside is None:
        return VideoInfo()
    try:
        said = beside.json
    except OSError:
        return VideoInfo()
    return _read(said) if isinstance(said, dict) else VideoInfo()


def problem_of(source: Source) -> Problem | None:
    """The problem of the file beside a source, where it is not what yt-dlp writes; raises
    OSError."""
    beside = source.companions.get(ENDING)
    if beside is None or isinstance(beside.json, dict):
        return None
    line, why, kind = beside.parsed_json.fault or Fault(1, "It is no JSON object")
    message = (
        f"What it says of the recording was left out: {why} (line {line:,}). Download it again, or "
        "remove it."
    )
    return Problem(beside.name, line, kind, message)


def _read(said: Mapping[str, Any]) -> VideoInfo:
    address = _text(said, "webpage_url", "original_url")
    if not address.startswith(("http://", "https://")):
        video = _text(said, "id")
        address = watch_url(video) if video and _text(said, "extractor_key") == "Youtube" else ""
    return VideoInfo(
        title=_text(said, "fulltitle", "title") or None,
        published=date_in(_text(said, "upload_date", "release_date")),
        language=_text(said, "language") or None,
        url=address or None,
        channel=_text(said, "channel", "uploader") or None,
    )


def _text(said: Mapping[str, Any], *keys: str) -> str:
    """The first of several entries that is a text, in one line; "" where none is."""
    for key in keys:
        value = said.get(key)
        if isinstance(value, str) and (text := " ".join(value[:_LONGEST].split())):
            return text
    return ""
