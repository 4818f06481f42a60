"""The cues of a text that stays as it is written: from each label or time mark to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from refrain.loader import clock
from refrain.records import Cue
from refrain.speaker_labels import Label
from refrain.time_marks import CLOCK, Span

_CLOCK = re.compile(CLOCK, re.ASCII)
_SAID = re.compile(r"\w")


class _Head(NamedTuple):
    """Labels and marks with nothing said between them: where they begin and end, the times that
    the last mark has, and the name in the last label."""

    start: int
    end: int
    clocks: tuple[float | None, float | None] = (None, None)
    speaker: str | None = None


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
    found = []
    heads = list(_heads(text, times, labels))
    speaker = None
    for n, head in enumerate(heads):
        speaker = head.speaker or speaker
        behind = heads[n + 1].start if n + 1 < len(heads) else len(text)
        if _SAID.search(text, head.end, behind):
            said = text[head.end : behind]
            begin = head.end + len(said) - len(said.lstrip())
            end = head.end + len(said.rstrip())
            found.append(Cue(*head.clocks, begin, end, speaker))
    return found


def _heads(text: str, times: Sequence[Span], labels: Sequence[Label]) -> Iterator[_Head]:
    marks = [_Head(start, end, _clocks(text[start:end])) for start, end in times]
    named = [_Head(start, end, speaker=name) for start, end, name in labels]
    head: _Head | None = None
    for other in sorted([*named, *marks], key=lambda one: (one.start, one.end)):
        if head is None or _SAID.search(text, head.end, other.start):
            if head is not None:
                yield head
            head = other
            continue
        clocks = head.clocks if other.clocks == (None, None) else other.clocks
        speaker = other.speaker or head.speaker
        head = _Head(head.start, max(head.end, other.end), clocks, speaker)
    if head is not None:
        yield head


def _clocks(mark: str) -> tuple[float | None, float | None]:
    """The one or two times of a mark."""
    first, *second = [clock.seconds(time) for time in _CLOCK.findall(mark)[-2:]]
    return first, second[0] if second else None
