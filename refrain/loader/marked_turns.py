"""The cues of a text that stays as it is written: from each label or time mark to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter

from refrain.loader import clock
from refrain.records import Cue
from refrain.speaker_labels import Label
from refrain.time_marks import CLOCK, Span

_CLOCK = re.compile(CLOCK, re.ASCII)
_SAID = re.compile(r"\w")


_Clocks = tuple[float | None, float | None]
_NO_CLOCKS: _Clocks = (None, None)


def cues(text: str, times: Sequence[Span], labels: Sequence[Label]) -> list[Cue]:
    """A cue from behind each time mark, label, or both in a row, to the next, where something is
    said.

    `times` and `labels` are those of the text, in order. A label lasts until the next: who speaks
    before a mark goes on behind it. An end is known where the mark is of two times.

    >>> text = "**Ann:** [0:43] So. [1:00-1:05] Well.\\n\\n**Bo:** Yes!"
    >>> labels = [Label(0, 8, "Ann"), Label(39, 46, "Bo")]
    >>> for cue in cues(text, [(9, 15), (20, 31)], labels):
    ...     print(*cue[:2], repr(text[cue.start_char : cue.end_char]), cue.speaker)
    43.0 None 'So.' Ann
    60.0 65.0 'Well.' Ann
    None None 'Yes!' Bo
    """
    found: list[Cue] = []
    clocks, speaker = _NO_CLOCKS, None
    at = -1  # where the marks and labels end behind which nothing is said yet
    for start, end, name in _heads(times, labels):
        if at >= 0 and _SAID.search(text, at, start):
            found.append(_cue(text, at, start, clocks, speaker))
            clocks = _NO_CLOCKS
        at = max(at, end)
        if name is None:
            read = _clocks(text[start:end])
            clocks = clocks if read == _NO_CLOCKS else read
        else:
            speaker = name or speaker
    if at >= 0 and _SAID.search(text, at):
        found.append(_cue(text, at, len(text), clocks, speaker))
    return found


def _heads(times: Sequence[Span], labels: Sequence[Label]) -> Sequence[tuple[int, int, str | None]]:
    """Marks, and labels with their name, in the order in which they begin."""
    if not times:
        return labels
    return sorted([*((start, end, None) for start, end in times), *labels], key=itemgetter(0))


def _cue(text: str, start: int, end: int, clocks: _Clocks, speaker: str | None) -> Cue:
    """The cue of what is said between two places, without the white space around it."""
    said = text[start:end].rstrip()
    return Cue(*clocks, start + len(said) - len(said.lstrip()), start + len(said), speaker)


def _clocks(mark: str) -> _Clocks:
    """The one or two times of a mark."""
    first, *second = [clock.seconds(time) for time in _CLOCK.findall(mark)[-2:]]
    return first, second[0] if second else None
