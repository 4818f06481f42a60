"""How far a load is: what is being read, and the share of all bytes that were."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from refrain.loader.companions import Recording
from refrain.records import Problem, Transcript

Progress = Callable[[str, float], None]
"""Is told the name of a file before it is read, and the share (0 to 1) of all bytes read so far;
of one that has many transcripts, or of an archive, again and again while it is read. What it raises
stops the load."""
OFTEN = 256
"""Transcripts and problems of one source after which it is told again."""


def told(
    found: deque[Recording | Problem],
    read: Callable[[Recording], Iterable[Transcript | Problem]],
    progress: Progress | None,
) -> Iterator[Transcript | Problem]:
    """What is read of the recordings, and the problems, in their order; `progress` is told of
    each. They are taken out of `found`: what was read of a file is kept as long as it is there."""
    total = sum(map(_size, found)) or 1
    before = 0
    while found:
        one = found.popleft()
        if progress:
            progress(one.source if isinstance(one, Problem) else one[0].name, before / total)
        if isinstance(one, Problem):
            yield one
        elif progress:
            yield from _told_within(one, read(one), progress, before, total)
        else:
            yield from read(one)
        before += _size(one)


def _told_within(
    files: Recording,
    records: Iterable[Transcript | Problem],
    progress: Progress,
    before: int,
    total: int,
) -> Iterator[Transcript | Problem]:
    source, furthest = files[0].name, 0
    for number, record in enumerate(records, 1):
        if record.source != source or number % OFTEN == 0:
            source = record.source
            furthest = max(furthest, _position(files))
            progress(source, (before + furthest) / total)
        yield record


def _position(files: Recording) -> int:
    """The bytes that were read of the files, as far as is known, and no more than they have."""
    return min(sum(file.position for file in files), _size(files))


def _size(one: Recording | Problem) -> int:
    return 0 if isinstance(one, Problem) else sum(file.size for file in one)
