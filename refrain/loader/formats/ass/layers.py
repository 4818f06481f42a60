"""Events that are shown at once, or one after another, but said once."""

from __future__ import annotations

from collections.abc import Iterable

from refrain.loader.timed_text import Speech

_LONGEST_FRAME = 0.1
"""Seconds: nobody says anything in so short a time."""
_GAP = 0.02


def in_order(speeches: Iterable[Speech]) -> list[Speech]:
    """By the time at which they begin; one without a time goes with the one before it."""
    timed, latest = [], 0.0
    for speech in speeches:
        latest = latest if speech.start is None else speech.start
        timed.append((latest, speech))
    return [speech for _, speech in sorted(timed, key=lambda pair: pair[0])]


def once(speeches: Iterable[Speech]) -> list[Speech]:
    """Without those that say the same at the same time, and those that go on frame by frame as one.

    >>> layers = [Speech("Exit", 1, 1.04), Speech("Exit", 1, 1.04), Speech("Exit", 1.04, 1.08)]
    >>> once([*layers, Speech("No.", 2, 3), Speech("No.", 3, 4)])[0][:3]
    ('Exit', 1, 1.08)
    """
    seen: set[tuple[str, float | None, float | None]] = set()
    latest: dict[str, int] = {}
    kept: list[Speech] = []
    for speech in speeches:
        shown = (speech.text, speech.start, speech.end)
        if speech.start is not None and shown in seen:
            continue
        seen.add(shown)
        before = latest.get(speech.text)
        if before is not None and _is_next_frame(kept[before], speech):
            kept[before] = kept[before]._replace(end=speech.end)
            continue
        latest[speech.text] = len(kept)
        kept.append(speech)
    return kept


def _is_next_frame(before: Speech, speech: Speech) -> bool:
    if before.end is None or speech.start is None or speech.end is None:
        return False
    is_short = speech.end - speech.start <= _LONGEST_FRAME
    return is_short and abs(speech.start - before.end) <= _GAP
