"""Which texts may have a phrase: most of those that have it not are left out, and none that has it,
without cutting any into words.

It looks for one word of the phrase as it stands in nearly all texts: letter by letter, in any case,
with apostrophes or without. What else may stand for these letters has to be looked at word by word:
characters that are compared as others (`ﬁ`, `½`), or not at all (soft hyphens), entities, tags
within a word, and words that go on in the next line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from refrain import words
from refrain.schemas import STRING
from refrain.word_characters import APOSTROPHES, HYPHENS

_LONGEST = 60
"""So many letters of a word are looked for."""
# Beyond them are signs of one script each, none of which is compared as a letter of ASCII.
_MAY_BE_FOLDED = (*range(0x80, 0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE1000))
_ABOVE_I = "\u0307"
"""The dot that `normalise` takes from a small i."""


def may_have(texts: pd.Series, forms: Collection[tuple[str, ...]]) -> np.ndarray:
    """By text, whether it may have one of these sequences of words, as `normalise` gives them."""
    sought = [_sought(form) for form in forms]
    if None in sought:
        return np.ones(len(texts), dtype=bool)
    pattern = "|".join([*filter(None, sought), _elsewise()])
    found = pc.match_substring_regex(pa.array(texts.astype(STRING)), pattern)
    return np.asarray(found.to_numpy(zero_copy_only=False), dtype=bool)


def _sought(form: tuple[str, ...]) -> str | None:
    """What the longest word of a form that is all ASCII looks like in a text; None without one."""
    plain = [word for word in form if word.isascii()]
    if not plain:
        return None
    word = max(plain, key=len)
    letters = word[:_LONGEST]
    # No letter of ASCII is beside a word, but for those that begin or end in a sign (.NET).
    before = r"(?:^|[^A-Za-z])" if letters[0].isalnum() else ""
    after = r"(?:$|[^A-Za-z])" if word[-1].isalnum() and letters == word else ""
    between = f"[{_escaped(APOSTROPHES)}]*"
    return f"(?i:{before}{between.join(map(re.escape, letters))}{after})"


@cache
def _elsewise() -> str:
    """What of a text makes that a word of ASCII may look otherwise in it."""
    folded = [char for char in map(chr, _MAY_BE_FOLDED) if _is_folded(char)]
    return "|".join(
        [
            f"[{_escaped([*folded, _ABOVE_I])}]",
            f"[{_escaped(HYPHENS)}][\\r\\n]",
            r"&#?[0-9A-Za-z]+;",
            r"[^\s<]<[^\s<>]",
        ]
    )


def _is_folded(char: str) -> bool:
    """Whether a character that is not ASCII is compared as one that is, or not at all."""
    # Not through its cache, which is for words.
    plain = words.normalise.__wrapped__(char)
    return char not in APOSTROPHES and (
        not plain or any(one.isascii() and one.isalnum() for one in plain)
    )


def _escaped(characters: Iterable[str]) -> str:
    """Characters as RE2 has them in brackets."""
    return "".join(f"\\x{{{ord(char):x}}}" for char in characters)
