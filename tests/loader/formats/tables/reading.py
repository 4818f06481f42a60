"""What the loader makes of bytes, for the tests of tables."""

from __future__ import annotations

from refrain import loader
from refrain.loader import LoadOptions
from refrain.loader.source import Source
from refrain.records import Problem, Transcript


def records(
    name: str, content: bytes | str, options: LoadOptions | None = None
) -> list[Transcript | Problem]:
    """All that is read of a file of this name and content."""
    data = content.encode() if isinstance(content, str) else content
    return list(loader.read(Source.of_bytes(name, data, options)))


def transcripts(name: str, content: bytes | str, **options: str) -> list[Transcript]:
    """The transcripts of it."""
    found = records(name, content, LoadOptions(**options))
    return [record for record in found if isinstance(record, Transcript)]


def problems(name: str, content: bytes | str, **options: str) -> list[Problem]:
    """What is wrong in it."""
    found = records(name, content, LoadOptions(**options))
    return [record for record in found if isinstance(record, Problem)]
