"""The outputs of recognisers in a JSON value: most often one, which is the value itself."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any, NamedTuple

from refrain.loader.formats.speech_json.dialects import Dialect, dialect_of

_WRAPPERS = (
    "transcript",
    "transcription",
    "transcripts",
    "captions",
    "subtitles",
    "cues",
    "body",
    "output",
    "response",
    "result",
    "results",
    "data",
)
"""Keys under which programs put an output, besides what they know of the recording."""
_LOOKED_AT = 20


class Document(NamedTuple):
    """An output: its value, where it stands, its dialect (None of what stands between outputs), and
    what it is called in the file."""

    value: Any
    path: str
    dialect: Dialect | None
    title: str | None = None


def documents(value: Any) -> list[Document]:
    """The outputs in a JSON value, in order; none where it is something else.

    It may be one, or have one under a key that says so; or be a list of several, or have several
    by their names.
    """
    if not isinstance(value, (dict, list)) or not value:
        return []
    if dialect := dialect_of(value):
        return [Document(value, "", dialect)]
    if isinstance(value, list):
        items = ((f"[{n}]", item, None) for n, item in enumerate(value))
        return _several(items) if _are_outputs(value) else []
    named = ((name, item, name) for name, item in value.items())
    return _wrapped(value) or (_several(named) if _are_outputs(value.values()) else [])


def _wrapped(value: dict[str, Any]) -> list[Document]:
    title = value.get("title")
    name = title if isinstance(title, str) and title.strip() else None
    for key in _WRAPPERS:
        if dialect := _timed(value.get(key)):
            return [Document(value[key], key, dialect, name)]
    return []


def _are_outputs(values: Iterable[Any]) -> bool:
    """Whether most of the first values are an output."""
    first = [_timed(value) for value in islice(values, _LOOKED_AT)]
    return bool(first) and 2 * sum(map(bool, first)) >= len(first)


def _several(items: Iterable[tuple[str, Any, str | None]]) -> list[Document]:
    return [Document(item, path, _timed(item), title) for path, item, title in items]


def _timed(value: Any) -> Dialect | None:
    """The dialect of a value inside another: a text without times there is a row of a table."""
    dialect = dialect_of(value)
    return None if dialect is None or dialect.is_text_alone else dialect
