"""Which language a text is in, or is said to be in.

What it is in tells the model of `refrain.language_classifier`; what a person meant by `Spanish`,
`español`, `spa` or `es-419`, the tables of langcodes (IANA's registry and Unicode's CLDR). Nothing
is downloaded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np

from refrain.extras import needed
from refrain.language_classifier import Classified, classify

with needed("check"):
    import langcodes

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
_SEVERAL = re.compile(r"[,;/|+&]|\band\b")
# A shorter one is a code, or nothing: `it` and `so` are also the names of languages.
_SHORTEST_NAME = 4
_LONGEST_STATEMENT = 200
# What says that a language is not known, or none, or several, or a person's own.
_NO_LANGUAGE = re.compile(r"und|mul|mis|zxx|art|q[a-t][a-z]|x-.*")


class DetectedLanguage(NamedTuple):
    """The language of a text (ISO 639-1), and the character at which the first passage in it
    begins."""

    code: str
    at: int


def detect(text: str) -> DetectedLanguage | None:
    """The language that most passages of a text are in; None where the text is too short, or its
    passages disagree.

    >>> detect("well this is how people talk when they talk about the weather " * 5)
    DetectedLanguage(code='en', at=0)
    """
    return detect_all([text])[0]


def detect_all(texts: Collection[str]) -> list[DetectedLanguage | None]:
    """What `detect` says of each of many texts, at a fifth of the cost."""
    starts = [_starts(len(text)) for text in texts]
    classified = classify(
        text[start : start + PASSAGE_CHARS]
        for text, of_text in zip(texts, starts, strict=True)
        for start in of_text
    )
    return [_agreed(of_text, list(islice(classified, len(of_text)))) for of_text in starts]


def _starts(length: int) -> list[int]:
    """Where the passages that are looked at begin in a text of so many characters."""
    if length < MIN_CHARS:
        return []
    last = max(length - PASSAGE_CHARS, 0)
    count = min(MAX_PASSAGES, last // PASSAGE_CHARS + 1)
    return sorted({int(start) for start in np.linspace(0, last, count)})


def _agreed(starts: list[int], passages: list[Classified]) -> DetectedLanguage | None:
    codes = [code for code, probability in passages if probability >= MIN_PROBABILITY]
    winner, count = most_common(codes)
    if not winner or count < MAJORITY * len(passages):
        return None
    first = next(n for n, passage in enumerate(passages) if passage.code == winner)
    return DetectedLanguage(winner, starts[first])


def most_common(codes: Sequence[str]) -> tuple[str, int]:
    """The language that most codes are forms of, by its commonest code, and how many there are.

    >>> most_common(["nn", "de", "nb", "nb"]), most_common([])
    (('nb', 3), ('', 0))
    """
    forms = Counter(map(macrolanguage, codes))
    if not forms:
        return "", 0
    usual, count = forms.most_common(1)[0]
    code, _ = Counter(code for code in codes if macrolanguage(code) == usual).most_common(1)[0]
    return code, count


@lru_cache(maxsize=10_000)
def stated(statement: str) -> tuple[str, ...]:
    """The languages that a statement names, by their shortest codes (ISO 639-1, or 639-3), without
    region and script; empty where it names none.

    >>> stated("EN_us"), stated("Deutsch"), stated("spa; français"), stated("gibberish")
    (('en',), ('de',), ('es', 'fr'), ())
    """
    if len(statement) > _LONGEST_STATEMENT:
        return ()
    names = _SEVERAL.split(statement) if _SEVERAL.search(statement) else [statement]
    codes = [_code(name.strip()) for name in names]
    return tuple(dict.fromkeys(codes)) if all(codes) else ()


def _code(name: str) -> str:
    """The code of one language, or ""."""
    try:
        if langcodes.tag_is_valid(name):
            code = langcodes.get(name).language or ""
        elif name.isascii() and len(name) < _SHORTEST_NAME:
            return ""
        else:
            code = langcodes.find(name).language or ""
    except (LookupError, ValueError):
        return ""
    return "" if _NO_LANGUAGE.fullmatch(code) else code


@lru_cache(maxsize=1_000)
def macrolanguage(code: str) -> str:
    """The language that a code is a form of, as its own code: `no` for `nb` and `nn`, `zh` for
    Cantonese, `ms` for Indonesian; a code that is no form of another stays.

    >>> macrolanguage("nb"), macrolanguage("hr") == macrolanguage("sr"), macrolanguage("de")
    ('no', True, 'de')
    """
    shortest = langcodes.get(code).language or code
    macro: str = langcodes.data_dicts.MACROLANGUAGES.get(shortest, shortest)
    return macro
