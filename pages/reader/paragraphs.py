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
_BLANK = " \t\r"


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
    columns = ("start", "start_char", "speaker")
    begun, shown, before, speaking = 0.0, -LEAST_BETWEEN, 0, ""
    for start, char, name in zip(*(cues[column].tolist() for column in columns), strict=True):
        own = _begins_line(text, before, char)
        before = char
        second = None if start != start else start
        speaker = "" if name is None or name != name else name
        turns = speaker != speaking and bool(speaker) and not _says(text, char, speaker)
        breaks = not own and (turns or _is_long(text, char, begun, second))
        if (own or breaks) and second is not None:
            begun = second
        shows = (own or breaks) and second is not None and abs(second - shown) >= LEAST_BETWEEN
        shown = second if shows and second is not None else shown
        if shows or breaks or turns:
            yield Mark(char, second if shows else None, breaks, speaker if turns else "")
        speaking = speaker


def _begins_line(text: str, since: int, char: int) -> bool:
    """Whether only blanks stand between a line end, or the beginning of the text, and a place."""
    piece = text[since:char].rstrip(_BLANK)
    return piece.endswith("\n") or (since == 0 and not piece)


def _is_long(text: str, char: int, begun: float, second: float | None) -> bool:
    if second is None or second - begun < SENTENCES:
        return False
    return second - begun >= LONGEST or bool(_SENTENCE_END.search(text, max(char - 8, 0), char))


def _says(text: str, char: int, speaker: str) -> bool:
    """Whether the text itself names the speaker there."""
    return speaker in text[char : char + len(speaker) + 30]
