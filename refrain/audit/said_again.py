"""Texts that say something again right away: a recogniser in a loop, captions that roll."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from refrain.audit.context import AuditContext, Finding, quote
from refrain.loops import MIN_CHARS
from refrain.wording import percent, plural

MIN_TURNS, MIN_REPEATED_WORDS = 6, 10
"""A loop that is told comes so often in a row, and is so many words longer than its phrase."""
MIN_REPEATED_AT_ANY_TURNS = 24
"""Or is so many words longer than its phrase."""
MIN_ROLLED_SHARE, MIN_ROLLED_LINES = 0.2, 10
"""The share of its words that a text of rolling captions says again right away, and at how many
places, at least."""


def find(context: AuditContext) -> Iterator[Finding]:
    """Rolling captions, and loops beyond what speakers do.

    In 21 million words of 2,086 podcast episodes, the longest repetitions that people meant were
    one word 9 times in a row, two or three words 5 times (three of them a song), longer phrases 4
    times (16 words more than one turn) and 3 times (18 words). None said more than 1.3% of its
    words again right away.
    """
    yield from _rolling(context)
    yield from _looping(context)


def _rolling(context: AuditContext) -> Iterator[Finding]:
    texts = context.index.texts.set_index("text_id")["text"]
    for text_id, lines in context.repetition.rolled.groupby("text_id", sort=False):
        words = int(lines["words"].sum())
        share = words / context.index.word_counts[text_id]
        if share < MIN_ROLLED_SHARE or len(lines) < MIN_ROLLED_LINES:
            continue
        first = lines.iloc[0]
        line = quote(texts[text_id][first["start"] : first["end"]])
        message = (
            f"{context.names[str(text_id)]} has captions that scroll: {line} comes twice in a row, "
            f"and so do {len(lines) - 1:,} more lines ({percent(share)} of the words)."
        )
        yield context.finding(
            str(text_id),
            "rolling-captions",
            message,
            at=int(first["start"]),
            places=tuple(int(start) for start in lines["start"]),
            measure="words said again",
            value=words,
        )


def _looping(context: AuditContext) -> Iterator[Finding]:
    """Texts in which a phrase comes again and again, one finding for all its loops."""
    texts = context.index.texts.set_index("text_id")["text"]
    loops = context.repetition.loops
    loops = loops[_is_beyond_speech(loops)]
    for text_id, loops_of_text in loops.groupby("text_id", sort=False):
        text = texts[text_id]
        worst = loops_of_text.loc[(loops_of_text["end"] - loops_of_text["start"]).idxmax()]
        phrase = quote(text[worst["start"] : worst["phrase_end"]])
        others = len(loops_of_text) - 1
        more = f", and {plural(others, 'more such place')}" if others else ""
        message = (
            f"{context.names[text_id]} loops: {phrase} comes {worst['turns']:,} times in a "
            f"row{more}."
        )
        yield context.finding(
            text_id,
            "loop",
            message,
            at=int(worst["start"]),
            places=tuple(int(start) for start in loops_of_text["start"]),
            measure="words in loops",
            value=int(loops_of_text["words"].sum()),
        )


def _is_beyond_speech(loops: pd.DataFrame) -> np.ndarray:
    repeated = loops["words"] - loops["phrase"]
    often = (loops["turns"] >= MIN_TURNS) & (repeated >= MIN_REPEATED_WORDS)
    in_a_word = (loops["words"] == 1) & (loops["end"] - loops["start"] >= MIN_CHARS)
    return np.asarray(often | in_a_word | (repeated >= MIN_REPEATED_AT_ANY_TURNS), dtype=bool)
