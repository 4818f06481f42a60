"""The words of much text at once: those of `refrain.words.spans`, where spaces part words.

A text becomes bytes, one a character: ASCII letters and digits stay as they are, and everything
else becomes a byte that stands for what it does to words. So most of the work is done by
`bytes.translate` and by NumPy on one byte a character.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from refrain import words

FOREIGN = 127
"""The byte for every letter or digit beyond ASCII."""
FOREIGN_LATER = 1
"""The byte for what goes on in words but begins none, beyond ASCII."""
_SPACE, _UNDERSCORE, _APOSTROPHE = b" _'"
_LATER = bytes([FOREIGN_LATER, _UNDERSCORE])
_MEANT_OTHERWISE = (chr(FOREIGN), chr(FOREIGN_LATER))
_INSIDE = bytes(
    byte in (FOREIGN, *_LATER) or (byte < 128 and chr(byte).isalnum()) for byte in range(256)
)
_OUTSIDE = bytes(byte for byte in range(256) if not _INSIDE[byte])
# Common in what is ASCII otherwise, and done first: that is far faster than a table of Unicode.
_COMMON = {"’": "'", "‘": " ", "“": " ", "”": " ", "—": " ", "–": " ", "…": " "}


class ScannedWords(NamedTuple):
    """By word: `start`, `end`, `letters` (bytes of it in `spelled`); and `spelled`, all words one
    after another, in lower case and without apostrophes."""

    start: np.ndarray
    end: np.ndarray
    letters: np.ndarray
    spelled: bytes


def as_bytes(text: str) -> bytes:
    """A text as `scan` takes it: as many bytes as it has characters."""
    if text.isascii():
        if not any(mark in text for mark in _MEANT_OTHERWISE):
            return text.encode("ascii")
    else:
        for mark, plain in _COMMON.items():
            text = text.replace(mark, plain)
    try:
        return text.encode("latin-1").translate(_table(8).tobytes())
    except UnicodeEncodeError:
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        return _table(int(points.max()).bit_length())[points].tobytes()


def scan(text: bytes) -> ScannedWords:
    """The words of a text from `as_bytes`."""
    characters = np.frombuffer(text, dtype=np.uint8)
    start, end = _runs(np.frombuffer(text.translate(_INSIDE), dtype=bool))
    text, start, end = _without_odd_beginnings(text, characters, start, end)
    letters = end - start
    # An apostrophe between two runs makes them one word.
    gap = np.flatnonzero(start[1:] == end[:-1] + 1)
    joined = gap[characters[end[gap]] == _APOSTROPHE]
    if len(joined):
        begins = np.ones(len(start), dtype=bool)
        begins[joined + 1] = False
        letters = np.add.reduceat(letters, np.flatnonzero(begins))
        start, end = start[begins], end[np.append(begins[1:], True)]
    return ScannedWords(start, end, letters, text.translate(None, _OUTSIDE).lower())


def _runs(inside: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where each run of what can be in a word begins and ends."""
    edges = np.empty(len(inside) + 1, dtype=bool)
    edges[0], edges[-1] = inside[:1].any(), inside[-1:].any()
    np.not_equal(inside[1:], inside[:-1], out=edges[1:-1])
    at = np.flatnonzero(edges).astype(np.int32)  # a text has less than 2³¹ characters
    return at[::2].copy(), at[1::2].copy()


def _without_odd_beginnings(
    text: bytes, characters: np.ndarray, start: np.ndarray, end: np.ndarray
) -> tuple[bytes, np.ndarray, np.ndarray]:
    """Marks and underscores that begin a run are in no word: they become blanks, and the run begins
    after them, if anything of it is left."""
    begin = characters[start]
    odd = np.flatnonzero((begin == FOREIGN_LATER) | (begin == _UNDERSCORE))
    if len(odd) == 0:
        return text, start, end
    blanked = bytearray(text)
    for at in odd.tolist():
        run = text[start[at] : end[at]]
        later = len(run) - len(run.lstrip(_LATER))
        blanked[start[at] : start[at] + later] = b" " * later
        start[at] += later
    return bytes(blanked), start[start < end], end[start < end]


@cache
def _table(bits: int) -> np.ndarray:
    """By code point of so many bits: the byte that it becomes."""
    everything = "".join(map(chr, range(min(1 << bits, 0x110000))))
    table = np.full(len(everything), _SPACE, dtype=np.uint8)
    for mark in map(ord, words.APOSTROPHES):
        table[mark : mark + 1] = _APOSTROPHE
    for pattern, byte in ((words.LATER, FOREIGN_LATER), (words.FIRST, FOREIGN)):
        table[[match.start() for match in pattern.finditer(everything)]] = byte
    plain = np.frombuffer(_INSIDE, dtype=bool)[:128].copy()
    plain[[FOREIGN_LATER, FOREIGN]] = False
    table[:128][plain[: len(table)]] = np.flatnonzero(plain)
    return table
