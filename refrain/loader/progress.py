"""How far a load is: what is read next, and the share of all bytes that were."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from refrain.loader.companions import Recording
from refrain.records import Problem

Progress = Callable[[str, float], None]
"""Is told the name of a file before it is read, and the share (0 to 1) of all bytes read so far.
What it raises stops the load."""


def told(
    found: Sequence[Recording | Problem], progress: Progress | None
) -> Iterator[Recording | Problem]:
    """The recordings and problems in their order; `progress` is told of each before it comes."""
    total = sum(map(_size, found)) or 1
    read = 0
    for one in found:
        if progress:
            progress(one.source if isinstance(one, Problem) else one[0].name, read / total)
        yield one
        read += _size(one)


def _size(one: Recording | Problem) -> int:
    return 0 if isinstance(one, Problem) else sum(file.size for file in one)
