"""What punctuation does, by its Unicode category and name."""

from __future__ import annotations

import unicodedata
from functools import cache

_NO_CLOSING = "\"#%&'*@\\/§¶†‡•‣·‰‱′″‴※⁂"
"""Other punctuation (Po) that does not end a sentence or a part of one."""
_OPENING = "¿¡"
_BEFORE_A_WORD = "\"'#@&*_~^`§" + _OPENING
_BEHIND_A_WORD = "\"'%‰*_~^`"


@cache
def closes(character: str) -> bool:
    """Whether it ends a sentence or a part of one: `.`, `,`, `。`, `؟`, `।`."""
    return unicodedata.category(character) == "Po" and character not in _NO_CLOSING + _OPENING


@cache
def pauses(character: str) -> bool:
    """Whether it ends a part of a sentence: `,`, `;`, `:`, `、`."""
    name = unicodedata.name(character, "")
    return closes(character) and any(
        mark in name for mark in ("COMMA", "COLON", "LITTLE SECTION", "PAUSE")
    )


def ends_sentence(character: str) -> bool:
    """Whether it ends a sentence: `.`, `?`, `。`."""
    return closes(character) and not pauses(character)


@cache
def is_dash(character: str) -> bool:
    """Whether it is a dash or a hyphen."""
    return unicodedata.category(character) == "Pd"


@cache
def leads(character: str) -> bool:
    """Whether, right before a word, it belongs to it: `#`, `$`, an opening quotation mark."""
    category = unicodedata.category(character)
    return category in ("Ps", "Pi") or category[0] == "S" or character in _BEFORE_A_WORD


@cache
def trails(character: str) -> bool:
    """Whether, right behind a word, it belongs to it: `%`, `°`, a closing quotation mark."""
    category = unicodedata.category(character)
    return category in ("Pe", "Pf") or category[0] == "S" or character in _BEHIND_A_WORD
