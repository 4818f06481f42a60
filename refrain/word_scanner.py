"""Words found in many texts at once: those of `refrain.words.bounds`, for scripts with spaces.

A text becomes bytes, one a character: ASCII stays as it is, and everything else becomes a byte that
stands for what it does to words. So most of the work is done by `bytes.translate` and by NumPy, on
one byte a character. What is rare (a hyphen at the end of a line, `C++`, `l’huile`) is looked for
in the bytes, and decided in the text by the rules of `refrain.words`.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cache
from typing import NamedTuple

import numpy as np

from refrain import markup, words
from refrain.time_marks import Span
from refrain.word_characters import (
    APOSTROPHES,
    INNER,
    LETTER_APOSTROPHE,
    MARKS,
    MIDDLE_POINTS,
    NUMBER_POINTS,
)

BATCH = 1_000_000
"""Characters looked at together: enough for the work to be NumPy's, few enough for the processor's
caches."""
Unspoken = Mapping[str, Sequence[Span] | None]
"""By text, where its labels and time marks are, as far as that is known."""
NOT_KNOWN: Unspoken = {}


class Byte(IntEnum):
    """Bytes that stand for what a character does: control characters, which mean nothing in text.

    An apostrophe, a point, a sign or a line end becomes another byte where it is inside a word.
    """

    SEPARATOR = 0  # between texts: in no word, and no line end
    MARK = 1
    INNER = 2  # format characters
    LETTER = 3  # letters and digits beyond ASCII, but for
    DIGIT = 4  # decimal digits
    LETTER_APOSTROPHE = 5
    FOREIGN_POINT = 6
    FOREIGN_POINT_INSIDE = 7
    CURLY = 8  # the apostrophes beyond ASCII that are no letters
    CURLY_INSIDE = 11
    STRAIGHT_INSIDE = 12
    STOP_INSIDE = 14
    COMMA_INSIDE = 15
    PLUS_INSIDE = 16
    SHARP_INSIDE = 17
    LINE_END_INSIDE = 18  # the hyphen before it, too
    MIDDLE_POINT = 19
    WORD_END = 20  # what comes behind a word, where words are spelled with a line end behind each


_SPACE, _UNDERSCORE, _HYPHEN, _STRAIGHT = b" _-'"
_INSIDE_NOT_OUTSIDE = {
    _STRAIGHT: Byte.STRAIGHT_INSIDE,
    Byte.CURLY: Byte.CURLY_INSIDE,
    ord("."): Byte.STOP_INSIDE,
    ord(","): Byte.COMMA_INSIDE,
    Byte.FOREIGN_POINT: Byte.FOREIGN_POINT_INSIDE,
    ord("+"): Byte.PLUS_INSIDE,
    ord("#"): Byte.SHARP_INSIDE,
}


def _flags(of: Iterable[int]) -> np.ndarray:
    flags = np.zeros(256, dtype=bool)
    flags[list(of)] = True
    return flags


_ASCII = [byte for byte in range(128) if chr(byte).isalnum()]
_BEYOND = [Byte.LETTER, Byte.DIGIT]
_BEGINS = _flags([*_ASCII, *_BEYOND, Byte.STOP_INSIDE])
"""What begins words; a full stop is inside at the beginning of `.NET`."""
_ENDS = _flags([*_ASCII, *_BEYOND, Byte.MARK, Byte.LETTER_APOSTROPHE])
_ENDS_A_RUN = ~_flags([Byte.INNER, _UNDERSCORE])
_DIGITS = _flags([*b"0123456789", Byte.DIGIT])
_FOREIGN = _flags(
    [*_BEYOND, Byte.MARK, Byte.INNER, Byte.LETTER_APOSTROPHE, Byte.FOREIGN_POINT_INSIDE]
)
_INSIDE = (
    _ENDS | _FOREIGN | _flags([_UNDERSCORE, Byte.LINE_END_INSIDE, *_INSIDE_NOT_OUTSIDE.values()])
)
_OUTSIDE = bytes(np.flatnonzero(~_INSIDE).tolist())
_BETWEEN = _OUTSIDE.replace(bytes([Byte.WORD_END]), b"")
_NOT_AT_START = bytes(np.flatnonzero(_INSIDE & ~_BEGINS).tolist())
_NOT_AT_END = bytes(np.flatnonzero(~_ENDS_A_RUN).tolist())
_MAY_BE_VOWEL = _flags([*b"aeiouyhAEIOUYH", Byte.LETTER])
# A mark may stand for the rest of an entity (`refrain.markup`).
_MAY_BE_ELIDED = _flags([*(byte for byte in _ASCII if chr(byte).isalpha()), Byte.MARK])
_APOSTROPHES = _flags([Byte.STRAIGHT_INSIDE, Byte.CURLY_INSIDE, Byte.LETTER_APOSTROPHE])
_SIGNS = _flags(
    [*b"'.,\"+#\n\r", Byte.CURLY, Byte.FOREIGN_POINT, Byte.MIDDLE_POINT, Byte.LETTER_APOSTROPHE]
)
"""What may be inside words or outside: the rules look at these places alone."""
_TO_INSIDE = np.arange(256, dtype=np.uint8)
_TO_INSIDE[list(_INSIDE_NOT_OUTSIDE)] = list(_INSIDE_NOT_OUTSIDE.values())
# Common in what is ASCII otherwise, and done first: that is far faster than a table of Unicode.
_IN_LATIN_1 = "\x92"
_COMMON = {"’": _IN_LATIN_1, "‘": " ", "“": " ", "”": " ", "—": " ", "–": " ", "…": " "}


class Form(NamedTuple):
    """How words are spelled: as bytes `table` and without those in `left_out`; and as text."""

    table: bytes
    left_out: bytes
    spell: Callable[[str], str]


_APOSTROPHES_INSIDE = bytes([Byte.STRAIGHT_INSIDE, Byte.CURLY_INSIDE])
_LINE_END = bytes([Byte.LINE_END_INSIDE])
_AS_WRITTEN = bytes.maketrans(bytes(_INSIDE_NOT_OUTSIDE.values()), bytes(_INSIDE_NOT_OUTSIDE))
COMPARED = Form(_AS_WRITTEN.lower(), _LINE_END + _APOSTROPHES_INSIDE, words.normalise)
"""As `words.normalise` has them."""
WRITTEN = Form(_AS_WRITTEN, _LINE_END, words.as_written)
"""As `words.as_written` has them, but with Byte.CURLY for the apostrophe of that form."""


class ScannedWords(NamedTuple):
    """The words of several texts, with a character between them and after the last.

    By word: `starts` and `ends`, in characters of all. `text` is all of them, and `bytes` what each
    character does.
    """

    starts: np.ndarray
    ends: np.ndarray
    text: str
    characters: np.ndarray

    def spelled(self, form: Form) -> tuple[np.ndarray, bytes]:
        """By word, the bytes that it has in the form; and all of these, one after another.

        A word that `foreign` names is spelled by its text: its bytes do not tell it from others.
        """
        characters = self.characters.tobytes()
        of_all = characters.translate(form.table, _OUTSIDE + form.left_out)
        return self._lengths(characters, form), of_all

    def closed(self, form: Form) -> tuple[np.ndarray, bytes]:
        """As `spelled`, with a line end behind each word, but for those that are `touching`."""
        marked = self.characters.copy()
        closes = np.ones(len(self.ends), dtype=bool)
        closes[self.touching()] = False
        marked[self.ends[closes]] = Byte.WORD_END
        characters = marked.tobytes()
        table = bytearray(form.table)
        table[Byte.WORD_END] = ord("\n")
        of_all = characters.translate(bytes(table), _BETWEEN + form.left_out)
        return self._lengths(characters, form) + closes, of_all

    def touching(self) -> np.ndarray:
        """Which words have nothing between them and the next."""
        return np.flatnonzero(self.ends[:-1] == self.starts[1:])

    def _lengths(self, characters: bytes, form: Form) -> np.ndarray:
        left_out = _which(characters, _flags(form.left_out))
        lengths = self.ends - self.starts
        left: np.ndarray = lengths - np.bincount(self._words_at(left_out), minlength=len(lengths))
        return left

    def foreign(self) -> np.ndarray:
        """Which words have a character beyond ASCII, other than an apostrophe."""
        return np.unique(self._words_at(_which(self.characters.tobytes(), _FOREIGN)))

    def _words_at(self, places: np.ndarray) -> np.ndarray:
        return np.searchsorted(self.starts, places, "right") - 1


def scan(texts: Sequence[str], unspoken: Unspoken = NOT_KNOWN) -> ScannedWords:
    """The words of some texts, none of which `words.is_unspaced`."""
    masked = [words.mask_unspoken(text, unspoken.get(text)) for text in texts]
    text = words.UNSPOKEN.join([*masked, ""])
    joined = bytes([Byte.SEPARATOR]).join([*map(_as_bytes, masked), b""])
    characters = np.frombuffer(bytearray(joined), dtype=np.uint8)
    signs = _which(joined, _SIGNS)
    names = _names(characters, text, signs)
    in_names = _covered(names)
    of_names = _TO_INSIDE[characters[in_names]]
    # Blanks for now, so that nothing is joined to a name.
    characters[in_names] = _SPACE
    _keep_apostrophes(characters, signs)
    _keep_points(characters, signs)
    _keep_middle_points(characters, text, signs)
    _keep_line_ends(characters, text, signs)
    characters[in_names] = of_names
    starts, ends = _runs(characters, names)
    _trim(characters, starts, ends)
    some = starts < ends
    starts, ends = _elided(characters, text, starts[some], ends[some], signs)
    return ScannedWords(starts, ends, text, characters)


def _which(characters: bytes, flags: np.ndarray) -> np.ndarray:
    """The places of the bytes that are flagged."""
    return np.flatnonzero(np.frombuffer(characters.translate(flags.tobytes()), dtype=bool))


def counts(texts: Iterable[str]) -> np.ndarray:
    """How many words each text has."""
    numbers = [np.zeros(0, dtype=np.int64)]
    for batch, unspaced in batches(texts):
        if unspaced:
            numbers.append(np.array([words.count(text) for text in batch]))
        else:
            numbers.append(by_text(scan(batch), batch))
    return np.concatenate(numbers)


def by_text(scanned: ScannedWords, texts: Sequence[str]) -> np.ndarray:
    """How many of the words are in each text."""
    first = np.cumsum([0, *(len(text) + 1 for text in texts)])
    return np.diff(np.searchsorted(scanned.starts, first))


def batches(texts: Iterable[str]) -> Iterator[tuple[list[str], bool]]:
    """Neighbouring texts, and whether they are not to be scanned: such a text is one by itself."""
    batch: list[str] = []
    size = 0
    for text in texts:
        unspaced = words.is_unspaced(markup.without(text) if "&#" in text else text)
        if batch and (unspaced or size + len(text) > BATCH):
            yield batch, False
            batch, size = [], 0
        if unspaced:
            yield [text], True
            continue
        batch.append(text)
        size += len(text)
    if batch:
        yield batch, False


def _as_bytes(text: str) -> bytes:
    """As many bytes as the text has characters."""
    if text.isascii():
        return text.encode("ascii").translate(_latin_1())
    if _IN_LATIN_1 not in text:
        plain = text
        for mark, other in _COMMON.items():
            plain = plain.replace(mark, other)
        try:
            return plain.encode("latin-1").translate(_latin_1())
        except UnicodeEncodeError:
            pass
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return _table(int(points.max()).bit_length())[points].tobytes()


@cache
def _latin_1() -> bytes:
    """By byte of Latin-1, with an apostrophe more: the byte that it becomes."""
    table = _table(8).copy()
    table[ord(_IN_LATIN_1)] = Byte.CURLY
    return table.tobytes()


@cache
def _table(bits: int) -> np.ndarray:
    """By code point of so many bits: the byte that it becomes."""
    everything = "".join(map(chr, range(min(1 << max(bits, 8), 0x110000))))
    table = np.full(len(everything), _SPACE, dtype=np.uint8)
    for characters, byte in (
        (f"[{APOSTROPHES}]", Byte.CURLY),
        (f"[{NUMBER_POINTS}]", Byte.FOREIGN_POINT),
        (f"[{MIDDLE_POINTS}]", Byte.MIDDLE_POINT),
        (f"[{MARKS}]", Byte.MARK),
        (f"[{INNER}]", Byte.INNER),
        (r"[^\W_]", Byte.LETTER),
        (r"\d", Byte.DIGIT),
        (LETTER_APOSTROPHE, Byte.LETTER_APOSTROPHE),
        ("\u2010", _HYPHEN),
    ):
        table[[match.start() for match in re.finditer(characters, everything)]] = byte
    # ASCII stands for itself, but for the control characters that are no line ends.
    table[:128] = [byte if byte > 31 or byte in b"\n\r" else _SPACE for byte in range(128)]
    return table


def _names(characters: np.ndarray, text: str, signs: np.ndarray) -> np.ndarray:
    """Where `C++` and the like begin and end: a row each."""
    sign, following = characters[signs], characters[signs + 1]
    stop, plus, sharp = (sign == ord(one) for one in ".+#")
    may_be = sharp | (stop & (following | 32 == ord("n"))) | (plus & (following == ord("+")))
    places = array("i")
    for at in signs[may_be].tolist():
        if name := words.name_at(text, at):
            places.extend(name)
    return np.array(places, dtype=np.int32).reshape(-1, 2)


def _covered(spans: np.ndarray) -> np.ndarray:
    """The characters that the spans cover."""
    lengths = spans[:, 1] - spans[:, 0]
    before = np.cumsum(lengths) - lengths
    covered: np.ndarray = np.repeat(spans[:, 0] - before, lengths) + np.arange(lengths.sum())
    return covered


def _keep_apostrophes(characters: np.ndarray, signs: np.ndarray) -> None:
    sign = characters[signs]
    at = signs[(sign == _STRAIGHT) | (sign == Byte.CURLY)]
    # The separator at the end stands before the first character, too.
    at = at[_ENDS[characters[at - 1]] & _BEGINS[characters[at + 1]]]
    characters[at] = _TO_INSIDE[characters[at]]


def _keep_points(characters: np.ndarray, signs: np.ndarray) -> None:
    sign = characters[signs]
    at = signs[(sign == ord(".")) | (sign == ord(",")) | (sign == Byte.FOREIGN_POINT)]
    at = at[_DIGITS[characters[at - 1]] & _DIGITS[characters[at + 1]]]
    characters[at] = _TO_INSIDE[characters[at]]


def _keep_middle_points(characters: np.ndarray, text: str, signs: np.ndarray) -> None:
    sign = characters[signs]
    at = signs[(sign == Byte.MIDDLE_POINT) | (sign == ord('"'))]
    before, after = characters[at - 1], characters[at + 1]
    hebrew = (before == Byte.LETTER) & (after == Byte.LETTER)
    maybe = (hebrew | (characters[at] == Byte.MIDDLE_POINT)) & _ENDS[before] & _BEGINS[after]
    for place in at[maybe].tolist():
        if words.MIDDLE.match(text, place):
            characters[place] = Byte.FOREIGN_POINT_INSIDE


def _keep_line_ends(characters: np.ndarray, text: str, signs: np.ndarray) -> None:
    sign = characters[signs]
    at = signs[(sign == ord("\n")) | (sign == ord("\r"))]
    before = characters[at - 1]
    for place in at[(before == _HYPHEN) | (before == Byte.INNER)].tolist():
        match = words.LINE_BREAK.match(text, place - 1)
        if match and _ENDS[characters[place - 2]] and _BEGINS[characters[match.end()]]:
            characters[place - 1 : match.end()] = Byte.LINE_END_INSIDE


def _runs(characters: np.ndarray, names: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where each run of what is inside words begins and ends; a name is one by itself."""
    inside = np.frombuffer(characters.tobytes().translate(_INSIDE.tobytes()), dtype=bool)
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    if inside[:1].any():
        edges = np.append(0, edges)
    edges = edges.astype(np.int32)  # a batch has less than 2³¹ characters
    starts, ends = edges[::2].copy(), edges[1::2].copy()
    places = np.unique(names)
    parted = places[inside[places - 1] & inside[places]]
    return (_with(starts, parted), _with(ends, parted)) if len(parted) else (starts, ends)


def _with(places: np.ndarray, more: np.ndarray) -> np.ndarray:
    """Places, and more of them, in order; both are in order by themselves."""
    return np.insert(places, np.searchsorted(places, more), more)


def _trim(characters: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> None:
    """Let runs begin and end with what words begin and end with; nothing may be left of one."""
    odd = ~_BEGINS[characters[starts]] | ~_ENDS_A_RUN[characters[ends - 1]]
    for n in np.flatnonzero(odd).tolist():
        run = characters[starts[n] : ends[n]].tobytes()
        bare = run.lstrip(_NOT_AT_START)
        first = len(run) - len(bare)
        last = first + len(bare.rstrip(_NOT_AT_END))
        characters[starts[n] : starts[n] + first] = _SPACE
        characters[starts[n] + last : ends[n]] = _SPACE
        starts[n], ends[n] = starts[n] + first, starts[n] + last


def _elided(
    characters: np.ndarray, text: str, starts: np.ndarray, ends: np.ndarray, signs: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Part the words in which an apostrophe stands for a vowel."""
    at = signs[_APOSTROPHES[characters[signs]]]
    at = at[_MAY_BE_ELIDED[characters[at - 1]] & _MAY_BE_VOWEL[characters[at + 1]]]
    more_starts, more_ends = array("i"), array("i")
    for n in map(int, np.unique(np.searchsorted(starts, at, "right") - 1)):
        of_run = list(words.elided(text, int(starts[n]), int(ends[n])))
        more_starts.extend(start for start, _ in of_run[1:])
        more_ends.extend(end for _, end in of_run[:-1])
    new_starts, new_ends = (np.array(more, dtype=np.int32) for more in (more_starts, more_ends))
    characters[new_ends] = _SPACE
    return _with(starts, new_starts), _with(ends, new_ends)
