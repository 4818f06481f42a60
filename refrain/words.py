"""Text to words: the only place that decides what a word is.

A word is a run of letters and digits with the marks that belong to them; an apostrophe between two
letters stays inside it. Two words are equal after Unicode compatibility normalisation (NFKC) and
case folding, and without their apostrophes, because speech is transcribed both ways: `don't`,
`don’t` and `DONT` are one word. Everything else (punctuation, symbols, white space) only separates.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = "'’ʼ＇"
# \w leaves out combining marks (category M), without which many scripts fall apart mid-word.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e\u200d"
FIRST, LATER = re.compile(r"[^\W_]"), re.compile(rf"[\w{_MARKS}]")
"""What a word, or its part after an apostrophe, begins with, and what it goes on with."""
_PART = rf"{FIRST.pattern}{LATER.pattern}*"
_WORD = re.compile(rf"{_PART}(?:[{APOSTROPHES}]{_PART})*")
_DROP_APOSTROPHES = {ord(mark): None for mark in APOSTROPHES}


@lru_cache(maxsize=200_000)
def normalise(word: str) -> str:
    """The form under which two spellings of a word are equal.

    >>> normalise("Don’t"), normalise("DONT"), normalise("ﬁne")
    ('dont', 'dont', 'fine')
    """
    folded = unicodedata.normalize("NFKC", word).casefold()
    return unicodedata.normalize("NFKC", folded).translate(_DROP_APOSTROPHES)


def words(text: str) -> list[str]:
    """The words of a text in order, each as it compares.

    >>> words("So, I don't -- you know -- I DONT!")
    ['so', 'i', 'dont', 'you', 'know', 'i', 'dont']
    """
    return [normalise(word) for word in _WORD.findall(text)]


def spans(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The words of a text as `words` gives them, with the character offsets (start, end) of each.

    >>> spans("so, well")
    (['so', 'well'], [(0, 2), (4, 8)])
    """
    found = list(_WORD.finditer(text))
    return [normalise(match.group()) for match in found], [match.span() for match in found]


def count(text: str) -> int:
    """How many words a text has as people count them: parts between white space.

    >>> count("So, I don't -- you know")
    6
    """
    return len(text.split())
