"""What characters do in words, by their Unicode category; sets stand as in a regular expression
between brackets."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import chain

APOSTROPHES = "'’ʼ＇׳"
"""The last is the Hebrew geresh."""
LETTER_APOSTROPHE = "ʼ"
"""The apostrophe that Unicode calls a letter: it begins no word, but may end one."""
NUMBER_POINTS = ".,٫٬"
"""What stays inside a word between two digits."""
MIDDLE_POINTS = "·‧״"
"""What stays inside a word between two letters: Catalan `col·lega`, Hebrew `צה״ל`."""
HEBREW = "א-ת"
"""Letters between which a straight quotation mark stands for the gershayim."""
HYPHENS = "-‐\u00ad"
"""What a line ends with where a word goes on in the next: hyphens, and the soft one."""
ZERO_WIDTH_SPACE = "\u200b"
ZERO_WIDTH_JOINERS = "\u200c\u200d"

# The planes with marks and format characters: looking through all would take nine times as long.
_CHARACTERS = [chr(code) for code in (*range(0x20000), *range(0xE0000, 0xE0200))]
_BY_CATEGORY: dict[str, list[str]] = {}
for _character in _CHARACTERS:
    _BY_CATEGORY.setdefault(unicodedata.category(_character), []).append(_character)


def _of(*categories: str) -> list[str]:
    found = (of for category, of in _BY_CATEGORY.items() if category.startswith(categories))
    return sorted(chain.from_iterable(found))


def _set(characters: Iterable[str]) -> str:
    edges: list[list[int]] = []
    for code in sorted(map(ord, characters)):
        if edges and edges[-1][1] == code - 1:
            edges[-1][1] = code
        else:
            edges.append([code, code])
    return "".join(rf"\U{first:08x}-\U{last:08x}" for first, last in edges)


FORMAT = [c for c in _of("Cf") if c != ZERO_WIDTH_SPACE]
"""Format characters. The zero-width space is called one, and parts words."""
MARKS = _set(_of("M"))
INNER = "_" + _set(FORMAT)
"""What stays inside a word, and neither begins nor ends one."""
CAPITALS = _set(_of("Lu", "Lt"))
VOWELS = "".join(
    c for c in _of("L") if unicodedata.normalize("NFKD", c)[0] in "aeiouyAEIOUY" or c in "æÆœŒ"
)
"""Latin vowels, with and without accents."""
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f\u1780-\u17ff\u3005-\u3007\u3031-\u3035\u3040-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Scripts without spaces: Thai and Lao, Burmese, Khmer, kana, Han."""
IGNORABLE = frozenset(
    {
        *FORMAT,
        "\u034f",  # joins graphemes
        *"\u17b4\u17b5",  # Khmer vowels that are not written
        *"\u180b\u180c\u180d\u180f",  # Mongolian variation selectors
        *map(chr, range(0xFE00, 0xFE10)),
        *map(chr, range(0xE0100, 0xE01F0)),
    }
    # Signs above or before numbers and words, which are seen.
    - {*map(chr, range(0x0600, 0x0606)), *"\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"}
    - {*"\ufff9\ufffa\ufffb", *map(chr, range(0x13430, 0x13440))}
)
"""What Unicode ignores by default (Default_Ignorable_Code_Point) and can be inside a word."""
