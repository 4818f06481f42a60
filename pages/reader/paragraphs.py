"""Where a timed text is broken into paragraphs for reading, and which times stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

LEAST_BETWEEN = 20.0
"""Seconds between two times that stand beside the text, at least."""
SENTENCES, LONGEST = 30.0, 45.0
"""Seconds after which a new paragraph begins with the next sentence, and with the next cue."""
_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*\s*\Z")


class Mark(NamedTuple):
    """What stands before a character: the second when it is said (None: no time is shown), whether
    a paragraph is begun for it, and the name of who begins to speak ("" where the text says it)."""

    char: int
    second: float | None
    breaks: bool
    speaker: str


def marks(text: str, cues: pd.DataFrame) -> Iterator[Mark]:
    """What stands beside a text, in order; `cues` are the rows of `Corpus.cues` that are its own.

    A time stands where a line begins, LEAST_BETWEEN seconds after the one before. A line that goes
    on for long is broken at a cue. The text itself stays as it is.
    """
    columns = ("start", "start_char", "end_char", "speaker")
    begun, shown, behind, speaking = 0.0, -LEAST_BETWEEN, 0, ""
    for start, char, end, name in zip(*(cues[column].tolist() for column in columns), strict=True):
        line = _line(text, behind, char)
        own = line is not None
        place = char if line is None else line
        behind = max(end, behind)
        second = None if start != start else start
        speaker = "" if name is None or name != name else name
        turns = (
            speaker != speaking
            and bool(speaker)
            and speaker not in text[place : char + len(speaker) + 30]
        )
        breaks = not own and (turns or _is_long(text, char, begun, second))
        if (own or breaks) and second is not None:
            begun = second
        shows = (own or breaks) and second is not None and abs(second - shown) >= LEAST_BETWEEN
        shown = second if shows and second is not None else shown
        if shows or breaks or turns:
            yield Mark(place, second if shows else None, breaks, speaker if turns else "")
        speaking = speaker


def _line(text: str, behind: int, char: int) -> int | None:
    """Where the line of a place begins, if that is behind the cue before: labels and time marks
    may stand there first. None where the cue before is on that line, too."""
    newline = text.rfind("\n", behind, char)
    return newline + 1 if newline >= 0 else 0 if behind == 0 else None


def _is_long(text: str, char: int, begun: float, second: float | None) -> bool:
    if second is None or second - begun < SENTENCES:
        return False
    return second - begun >= LONGEST or bool(_SENTENCE_END.search(text, max(char - 8, 0), char))
