"""Which language a text is in, by the model that py3langid ships: nothing is downloaded."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import numpy as np
from py3langid.langid import MODEL_FILE, LanguageIdentifier

SAMPLES, SAMPLE = 12, 1_000
"""A text's language is that of so many passages at most, of so many characters."""
SHORTEST = 200
"""Texts shorter than this, in characters, are in any language."""
SURE = 0.9
"""Probability from which a passage counts."""
MAJORITY = 0.6
"""Share of passages that a text's language has at least, and share of texts that a corpus's has."""


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """The model that py3langid ships: 97 languages, nothing is downloaded."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language(text: str) -> tuple[str, int] | None:
    """The language of a text as a code of ISO 639-1, and the character at which its first passage
    in it begins; None where it is too short or too mixed to tell.

    >>> language("well this is how people talk when they talk about the weather " * 5)
    ('en', 0)
    """
    if len(text) < SHORTEST:
        return None
    last = max(len(text) - SAMPLE, 0)
    places = np.unique(np.linspace(0, last, min(SAMPLES, last // SAMPLE + 1)).astype(int))
    told = [(*_identifier().classify(text[at : at + SAMPLE]), int(at)) for at in places]
    votes = Counter(code for code, probability, _ in told if probability >= SURE)
    if not votes:
        return None
    code, count = votes.most_common(1)[0]
    if count < MAJORITY * len(told):
        return None
    return code, next(at for other, _, at in told if other == code)


def two_letters(stated: str) -> str:
    """The code of a stated language (`en`, `en-US`, `EN_us`), empty where it is none."""
    code = stated.strip().casefold().replace("_", "-").split("-")[0]
    return code if len(code) == 2 else ""


# -- vocabulary -----------------------------------------------------------------------------------
