"""A list of timed texts: under which keys each has its text, its times and who speaks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from refrain.loader.formats.speech_json.entry import Entry
from refrain.loader.timed_text import Speech


class Fields(NamedTuple):
    """The keys of a timed text, the first that is there; `scale` is the unit of its times, in
    seconds. It lasts until `end`, or for `duration`."""

    text: tuple[str, ...]
    start: tuple[str, ...]
    end: tuple[str, ...] = ()
    duration: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ("speaker",)
    scale: float = 1

    def speech(self, entry: Entry, *, every: bool = True) -> Speech:
        """What an entry says.

        A time that is not there is reported where `every` entry must have one.
        """
        text = entry.text(*self.text)
        start, end = self.times(entry, every=every and bool(text.strip()))
        return Speech(text, start, end, entry.speaker(*self.speaker))

    def speeches(self, entries: Iterable[Entry], *, every: bool = True) -> list[Speech]:
        """What entries say, in order."""
        return [self.speech(entry, every=every) for entry in entries]

    def times(self, entry: Entry, *, every: bool = True) -> tuple[float | None, float | None]:
        """When an entry begins and ends, in seconds."""
        start = entry.time(*self.start, scale=self.scale)
        end = entry.time(*self.end, scale=self.scale)
        if end is None and self.duration:
            lasts = entry.time(*self.duration, scale=self.scale)
            end = start + lasts if start is not None and lasts is not None else None
        if every and not entry.said and all(entry.value.get(key) is None for key in self.start):
            message = "does not say when it begins. The text was kept without a time."
            entry.tell("unreadable-time", message)
        return start, _after(entry, start, end)


def _after(entry: Entry, start: float | None, end: float | None) -> float | None:
    """The end, where it is not before the start, which would be reported."""
    if start is None or end is None or end >= start:
        return end
    message = f"ends at {end:g} s, before it begins, at {start:g} s. Its end was left out."
    entry.tell("backward-time", message)
    return None
