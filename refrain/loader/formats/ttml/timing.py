"""When an element of TTML begins and ends, from what it says and what contains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from refrain.loader.formats.ttml.times import TimeBase

_APPLE = "apple.com"


class Span(NamedTuple):
    """From when to when, in seconds from the start of the recording."""

    start: float | None = None
    end: float | None = None


@dataclass
class Timing:
    """How the times of a file are meant; `unread` has those that could not be read."""

    base: TimeBase = field(default_factory=TimeBase)
    absolute: bool = False
    unread: list[str] = field(default_factory=list)

    def note(self, attributes: Mapping[str, str]) -> None:
        """Take note of attributes, by their names with namespace: in lyrics of Apple's, times
        count from the start of the recording everywhere."""
        self.absolute = self.absolute or any(_APPLE in name for name in attributes)

    def span(self, attributes: Mapping[str, str], parent: Span) -> Span:
        """That of an element with these attributes in one of that span.

        >>> Timing().span({"begin": "1s", "dur": "2s"}, Span(60, 90)), Timing().span({}, Span(1, 2))
        (Span(start=61.0, end=63.0), Span(start=1, end=2))
        """
        begin, end, duration = (self._time(attributes, name) for name in ("begin", "end", "dur"))
        if begin is None and end is None and duration is None:
            return parent
        origin = self._origin(parent, begin or 0.0)
        start = parent.start if begin is None else origin + begin
        ends = [] if end is None else [origin + end]
        if duration is not None:
            ends.append((start or 0.0) + duration)
        return Span(start, min(ends, default=None))

    def _origin(self, parent: Span, begin: float) -> float:
        """From when the times of an element count: from the start of what contains it, save where
        it would then begin after the end of that."""
        if self.absolute or parent.start is None:
            return 0.0
        beyond = parent.end is not None and parent.start + begin >= parent.end > begin
        return 0.0 if beyond and begin >= parent.start else parent.start

    def _time(self, attributes: Mapping[str, str], name: str) -> float | None:
        written = attributes.get(name, "").strip()
        time = self.base.seconds(written) if written else None
        if written and time is None:
            self.unread.append(f"{name}={written[:40]!r}")
        return time
