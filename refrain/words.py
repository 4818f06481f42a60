"""Text to words: the only place that decides what a word is.

A word is a run of letters and digits with the marks that belong to them; an apostrophe between two
letters stays inside it. Two words are equal after Unicode compatibility normalisation (NFKC) and
case folding, and without their apostrophes, because speech is transcribed both ways: `don't`,
`don’t` and `DONT` are one word. Everything else (punctuation, symbols, white space) only separates.

Scripts that put no space between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) are cut by
ICU's word breaker, which has dictionaries for them (Unicode UAX 29; by icu4py, whose wheels bring
ICU along): 我们今天 are the two words 我们 and 今天.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from icu4py.breakers import WordBreaker

APOSTROPHES = "'’ʼ＇"
# \w leaves out combining marks (category M), without which many scripts fall apart mid-word.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e\u200d"
FIRST, LATER = re.compile(r"[^\W_]"), re.compile(rf"[\w{_MARKS}]")
"""What a word, or its part after an apostrophe, begins with, and what it goes on with."""
_PART = rf"{FIRST.pattern}{LATER.pattern}*"
_WORD = re.compile(rf"{_PART}(?:[{APOSTROPHES}]{_PART})*")
# Thai and Lao, Burmese, Khmer, kana, Han.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
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
    return spans(text)[0]


def spans(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The words of a text as `words` gives them, with the character offsets (start, end) of each.

    >>> spans("so, well")
    (['so', 'well'], [(0, 2), (4, 8)])
    >>> spans("我们今天")
    (['我们', '今天'], [(0, 2), (2, 4)])
    """
    if is_unspaced(text):
        bounds = list(_unspaced(text))
    else:
        bounds = [match.span() for match in _WORD.finditer(text)]
    return [normalise(text[start:end]) for start, end in bounds], bounds


def is_unspaced(text: str) -> bool:
    """Whether some of the text is in a script that puts no space between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def _unspaced(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of the words, in a text some of which is written without spaces."""
    for run in _WORD.finditer(text):
        begin, end = run.span()
        characters = run.group()
        if not _UNSPACED.search(characters):
            yield begin, end
            continue
        for start, stop in _segments(characters):
            if characters[start:stop].isalnum():
                yield begin + start, begin + stop
                continue
            # A segment may begin with a mark, which begins no word.
            for word in _WORD.finditer(text, begin + start, begin + stop):
                yield word.span()


def _segments(run: str) -> Iterable[tuple[int, int]]:
    """Where ICU cuts a run of characters into words: start and end of each."""
    segments = WordBreaker(run, "en").segments()
    if max(run) <= "\uffff":
        return segments
    # ICU counts in UTF-16, where what is beyond the first 65,536 code points counts twice.
    units = [at for at, character in enumerate(run) for _ in range(1 + (character > "\uffff"))]
    units.append(len(run))
    return [(units[start], units[stop]) for start, stop in segments]


def count(text: str) -> int:
    """How many words a text has as people count them: parts between white space.

    >>> count("So, I don't -- you know")
    6
    """
    return len(text.split())
