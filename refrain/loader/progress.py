"""How far a load is: what is read next, and the share of all bytes that were."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from refrain.loader.source import Source
from refrain.records import Problem

Progress = Callable[[str, float], None]
"""Is told the name of a file before it is read, and the share (0 to 1) of all bytes read so far.
What it raises stops the load."""


def told(
    files: Sequence[Source | Problem], progress: Progress | None
) -> Iterator[Source | Problem]:
    """The files in their order; `progress` is told of each before it comes."""
    total = sum(map(_size, files)) or 1
    read = 0
    for file in files:
        if progress:
            progress(file.name if isinstance(file, Source) else file.source, read / total)
        yield file
        read += _size(file)


def _size(file: Source | Problem) -> int:
    return file.size if isinstance(file, Source) else 0
