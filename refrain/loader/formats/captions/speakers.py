"""Who speaks in captions: voices, names before colons, and the arrows of a new speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from refrain import speaker_labels
from refrain.loader.formats.captions.markup import Line
from refrain.loader.timed_text import Speech

_ARROWS = re.compile(r"[ \t]*>>+[ \t]*")
_BEFORE_ARROWS = re.compile(r"(?<=\s)(?=>>)")
# What has a digit behind it is a minus, and two are the dash of one who goes on.
_DASH = re.compile(r"[-‐‑‒–—](?:[ \t]+(?=\S)|(?=[^\s\d.,>‐‑‒–—-]))")


class Shown(NamedTuple):
    """The lines that a cue shows, and when (seconds)."""

    start: float | None
    end: float | None
    lines: list[Line]


class _Turn(NamedTuple):
    """Lines of a cue by one speaker, and whether arrows without a name are before them."""

    text: str
    speaker: str | None
    is_announced: bool


def speeches(cues: Iterable[Shown]) -> Iterator[Speech]:
    """What is said in cues, a piece for each cue and each speaker in it.

    A tag's voice goes before a name in the text. A name holds until the next one, or until arrows
    without a name (`>>`) announce somebody else; a voice holds for its cue. Names, arrows and the
    dashes of a dialogue are no text.
    """
    shown = [cue._replace(lines=_parted(cue.lines)) for cue in cues]
    names = _named_lines([line for cue in shown for line in cue.lines])
    number = 0
    named: str | None = None
    for cue in shown:
        turns: list[_Turn] = []
        for line in cue.lines:
            text, is_announced = line.text, False
            if number in names:
                named, text = names[number]
            elif arrows := _ARROWS.match(text):
                named, text, is_announced = None, text[arrows.end() :], True
            number += 1
            _add(turns, _Turn(text, line.voice or named, is_announced))
        for turn in turns:
            yield Speech(turn.text, cue.start, cue.end, turn.speaker, turn.is_announced)


def _add(turns: list[_Turn], turn: _Turn) -> None:
    """Joins a line to the turn before where it is a part of it."""
    if turns and turns[-1].speaker == turn.speaker and not turn.is_announced:
        turns[-1] = turns[-1]._replace(text=f"{turns[-1].text} {turn.text}")
    else:
        turns.append(turn)


def _parted(lines: list[Line]) -> list[Line]:
    """Lines of a cue that begin where arrows announce a speaker, and without dashes where several
    lines are a dialogue."""
    if any(">>" in line.text for line in lines):
        lines = [
            line._replace(text=text.strip())
            for line in lines
            for text in _BEFORE_ARROWS.split(line.text)
            if text.strip()
        ]
    if len(lines) > 1 and any(_DASH.match(line.text) for line in lines):
        return [
            line._replace(text=_DASH.sub("", line.text, count=1))
            if _DASH.match(line.text)
            else line
            for line in lines
        ]
    return lines


def _named_lines(lines: list[Line]) -> dict[int, tuple[str, str]]:
    """By the number of each line that begins with a speaker's name: the name, and the rest. What
    stands behind a voice of another name is text."""
    text = "\n".join(line.text for line in lines)
    labels = speaker_labels.labels(text, [])
    if not labels:
        return {}
    found: dict[int, tuple[str, str]] = {}
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.text) + 1)
    number = 0
    for label in labels:
        while starts[number + 1] <= label.start:
            number += 1
        if lines[number].voice in (None, label.name):
            rest = text[label.end : starts[number + 1] - 1]
            found[number] = (label.name, rest.lstrip("：: \t"))
    return found
