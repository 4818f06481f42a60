"""Half characters (surrogates), which no file in UTF-8 can have: what is written in their place.

They come in by an escape (`"\\ud83d"` in YAML, or half of what JSON writes for an emoji) and by the
names of files whose bytes are not UTF-8.
"""

from __future__ import annotations

import os
from pathlib import Path


def replaced(text: str) -> str:
    """The text with each pair of halves as the character that it stands for, and each half without
    its other as U+FFFD.

    >>> replaced("a\\ud83d\\ude00"), replaced("b\\ud83d")
    ('a😀', 'b�')
    """
    try:
        text.encode()  # quicker than to look for one
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def readable(path: str | os.PathLike[str]) -> str:
    """A path as text, with / between its parts: bytes that are not UTF-8 are written as \\xNN.

    >>> readable("caf\\udce9.txt")
    'caf\\\\xe9.txt'
    """
    return os.fsencode(Path(path).as_posix()).decode("utf-8", "backslashreplace")
