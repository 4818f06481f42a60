"""Who speaks in captions: voices, names before colons, and the arrows of a new speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from refrain import speaker_labels
from refrain.loader.formats.captions.markup import Line
from refrain.loader.timed_text import Speech

_ARROWS = re.compile(r"[ \t]*>>+[ \t]*")
_DASH = re.compile(r"[-‐‑‒–—][ \t]*(?=\S)")


class Shown(NamedTuple):
    """The lines that a cue shows, and when (seconds)."""

    start: float | None
    end: float | None
    lines: list[Line]


def speeches(cues: Iterable[Shown]) -> Iterator[Speech]:
    """What is said in cues, a piece for each cue and each speaker in it.

    A tag's voice goes before a name in the text. A name holds until the next one, or until arrows
    without a name (`>>`) announce somebody else; a voice holds for its cue. Names, arrows and the
    dashes of a dialogue are no text.
    """
    shown = list(cues)
    names = _named_lines([line.text for cue in shown for line in cue.lines])
    number = 0
    named: str | None = None
    for cue in shown:
        pieces: list[tuple[str | None, str]] = []
        dialogue = len(cue.lines) > 1 and any(_DASH.match(line.text) for line in cue.lines)
        for line in cue.lines:
            text = line.text
            if number in names:
                named, text = names[number]
            elif arrows := _ARROWS.match(text):
                named, text = None, text[arrows.end() :]
            elif dialogue and (dash := _DASH.match(text)):
                text = text[dash.end() :]
            number += 1
            speaker = line.voice or named
            if pieces and pieces[-1][0] == speaker:
                pieces[-1] = (speaker, f"{pieces[-1][1]} {text}")
            else:
                pieces.append((speaker, text))
        for speaker, text in pieces:
            yield Speech(text, cue.start, cue.end, speaker)


def _named_lines(lines: list[str]) -> dict[int, tuple[str, str]]:
    """By the number of each line that begins with a speaker's name: the name, and the rest."""
    text = "\n".join(lines)
    labels = speaker_labels.labels(text, [])
    if not labels:
        return {}
    found: dict[int, tuple[str, str]] = {}
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    number = 0
    for label in labels:
        while starts[number + 1] <= label.start:
            number += 1
        rest = text[label.end : starts[number + 1] - 1]
        found[number] = (label.name, rest.lstrip("：: \t"))
    return found
