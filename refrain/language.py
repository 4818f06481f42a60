"""Which language a text is in, by the model that py3langid ships: nothing is downloaded."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from refrain.extras import needed

with needed("check"):
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

MAX_PASSAGES = 12
"""The most passages of a text that are looked at, spread evenly over it."""
PASSAGE_CHARS = 1_000
"""Characters of a passage."""
MIN_CHARS = 200
"""Characters below which a text is too short to tell its language."""
MIN_PROBABILITY = 0.9
"""Probability from which a passage counts."""
MAJORITY = 0.6
"""Share of passages that must agree on a text's language, and of texts on a corpus's."""


class DetectedLanguage(NamedTuple):
    """The language of a text (ISO 639-1), and the character at which the first passage in it
    begins."""

    code: str
    at: int


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """The model that py3langid ships: 97 languages."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str) -> DetectedLanguage | None:
    """The language that most passages of a text are in; None where the text is too short, or its
    passages disagree.

    >>> detect("well this is how people talk when they talk about the weather " * 5)
    DetectedLanguage(code='en', at=0)
    """
    if len(text) < MIN_CHARS:
        return None
    last = max(len(text) - PASSAGE_CHARS, 0)
    count = min(MAX_PASSAGES, last // PASSAGE_CHARS + 1)
    starts = np.unique(np.linspace(0, last, count).astype(int)).tolist()
    passages = [
        (*_identifier().classify(text[start : start + PASSAGE_CHARS]), start) for start in starts
    ]
    votes = Counter(code for code, probability, _ in passages if probability >= MIN_PROBABILITY)
    if not votes:
        return None
    winner, count = votes.most_common(1)[0]
    if count < MAJORITY * len(passages):
        return None
    return DetectedLanguage(winner, next(start for code, _, start in passages if code == winner))


def two_letter_code(tag: str) -> str:
    """The code (ISO 639-1) in a language tag, without region and in lower case; empty for others.

    >>> two_letter_code("EN_us"), two_letter_code("de-AT"), two_letter_code("German")
    ('en', 'de', '')
    """
    code = tag.strip().casefold().replace("_", "-").split("-")[0]
    return code if len(code) == 2 else ""
