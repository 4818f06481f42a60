"""What a recogniser does wrong: loops, another language, very few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd

from refrain import language
from refrain.audit.context import AuditContext, Finding, quote
from refrain.audit.lexical_diversity import WINDOW, mattr
from refrain.audit.outliers import modified_z_score
from refrain.loops import loops

LOW_RATIO = 0.5
"""Share of different words below which a vocabulary is little."""
MAX_DEVIATIONS, LOW_RATIO_OF_OUTLIER = -4.0, 0.6
"""A vocabulary is also little if it is so many robust standard deviations from the rest, and its
share of different words below that."""
MIN_TEXTS = 8
"""Texts below which none can be unlike the rest."""


def find(context: AuditContext) -> Iterator[Finding]:
    """Findings about how the speech was written down."""
    loop_findings = list(_looping(context))
    yield from loop_findings
    yield from _wrong_language(context)
    looping = {finding["text_id"] for finding in loop_findings}
    # A loop is the reason for few different words, so that is not reported as well.
    yield from (
        finding for finding in _little_vocabulary(context) if finding["text_id"] not in looping
    )


def _looping(context: AuditContext) -> Iterator[Finding]:
    """Texts in which a phrase comes again and again, one finding for all its loops."""
    texts = context.index.texts.set_index("text_id")["text"]
    for text_id, loops_of_text in loops(context.index).groupby("text_id", sort=False):
        text = texts[text_id]
        worst = loops_of_text.loc[loops_of_text["words"].idxmax()]
        phrase = quote(text[worst["start"] : worst["phrase_end"]])
        name = context.names[text_id]
        words = int(loops_of_text["words"].sum())
        others = len(loops_of_text) - 1
        more = f", and {others} more such places" if others else ""
        message = f"{name} loops: {phrase} comes {worst['turns']:,} times in a row{more}."
        yield context.finding(
            text_id,
            "loop",
            message,
            at=int(worst["start"]),
            places=tuple(int(start) for start in loops_of_text["start"]),
            measure="words in loops",
            value=words,
        )


def _wrong_language(context: AuditContext) -> Iterator[Finding]:
    """Texts that are not in the language they state, or without one, not in that of most texts."""
    texts = context.index.texts
    detected = {
        text_id: text_language
        for text_id, text in zip(texts["text_id"], texts["text"], strict=True)
        if (text_language := language.detect(text))
    }
    votes = Counter(code for code, _ in detected.values())
    usual, count = votes.most_common(1)[0] if votes else ("", 0)
    has_majority = count >= 2 and count >= language.MAJORITY * len(detected)
    for text_id, (code, at) in detected.items():
        stated = context.first_appearances[text_id].language
        stated_code = "" if pd.isna(stated) else language.two_letter_code(stated)
        if stated_code:
            is_wrong = code != stated_code
            message = f"is said to be in “{stated}”, but seems to be in “{code}”."
        else:
            is_wrong = has_majority and code != usual
            message = (
                f"seems to be in “{code}”; {count:,} of {len(detected):,} texts are in “{usual}”."
            )
        if is_wrong:
            message = f"{context.names[text_id]} {message}"
            yield context.finding(text_id, "wrong-language", message, at=at)


def _little_vocabulary(context: AuditContext) -> Iterator[Finding]:
    """Texts of WINDOW words or more that use few different ones."""
    counts = context.index.word_counts
    text_ids = counts.index[counts >= WINDOW]
    ratios = np.array([mattr(context.index.words(text_id).ids) for text_id in text_ids])
    deviations = modified_z_score(ratios) if len(ratios) >= MIN_TEXTS else np.zeros(len(ratios))
    outlying = (deviations <= MAX_DEVIATIONS) & (ratios < LOW_RATIO_OF_OUTLIER)
    little = (ratios < LOW_RATIO) | outlying
    for text_id, ratio in zip(text_ids[little], ratios[little], strict=True):
        message = (
            f"{context.names[text_id]} has {ratio * WINDOW:.0f} different words in {WINDOW}, on "
            f"average; the median text has {np.median(ratios) * WINDOW:.0f}."
        )
        yield context.finding(
            text_id,
            "little-vocabulary",
            message,
            measure=f"different words in {WINDOW}",
            value=round(ratio * WINDOW, 1),
        )
