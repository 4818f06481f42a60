"""Problems that may come by the million: the first of a kind are given, the rest counted."""

from __future__ import annotations

from collections.abc import Iterator

from refrain.records import Problem

MOST = 101
"""One more than `refrain.repeated_problems` lists, so that it makes one row of all."""


class Named:
    """The problems of one kind in a source, MOST of them one by one."""

    def __init__(self, source: str, kind: str) -> None:
        """Begin without any."""
        self._source, self._kind = source, kind
        self._count = 0
        self._last: tuple[int, str] | None = None

    def problem(self, line: int, message: str) -> Iterator[Problem]:
        """The problem, or nothing where there were MOST before."""
        self._count += 1
        if self._count <= MOST:
            yield Problem(self._source, line, self._kind, message)
        else:
            self._last = (line, message)

    def rest(self) -> Iterator[Problem]:
        """A problem that stands for those that were only counted, if there are any."""
        if self._last is not None:
            line, message = self._last
            yield Problem(self._source, line, self._kind, message, self._count - MOST)
