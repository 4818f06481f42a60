"""A recording of several channels, each heard by itself, in the order of time.

What is said in one channel while another speaks stays together; where another speaks in a gap
between two words, a cue ends.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from refrain.loader.formats.speech_json.joining import grouped
from refrain.loader.timed_text import Speech


def in_order_of_time(*channels: Iterable[Speech]) -> list[Speech]:
    """What is said in the channels, by when it begins; what has no time stays behind what it
    follows in its channel."""
    timed: list[tuple[float, Speech]] = []
    for channel in channels:
        begins = 0.0
        for speech in channel:
            begins = begins if speech.start is None else speech.start
            if speech.text.strip():
                timed.append((begins, speech))
    if len(channels) > 1:
        timed.sort(key=lambda one: one[0])
    return [speech for _, speech in timed]


def cues_of_channels(channels: Sequence[Sequence[Speech]]) -> list[Speech]:
    """Words of each channel that bring their own spaces, joined into cues, in the order of time."""
    words = sorted(
        (word.start, word.end)
        for channel in channels
        for word in channel
        if word.start is not None and word.end is not None
    )
    return in_order_of_time(*(grouped(channel, _breaks(channel, words)) for channel in channels))


def _breaks(channel: Sequence[Speech], words: list[tuple[float, float]]) -> set[int]:
    """The numbers of the pieces before which someone says a whole word in another channel."""
    breaks, until = set(), None
    for number, piece in enumerate(channel):
        if until is not None and piece.start is not None and piece.start > until:
            place = bisect_left(words, (until, until))
            if place < len(words) and words[place][1] <= piece.start > words[place][0]:
                breaks.add(number)
        until = piece.end if piece.end is not None else until
    return breaks
