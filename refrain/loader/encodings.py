"""Which encoding some bytes are in that are not UTF-8: the likeliest first.

chardet knows how letters follow each other in each language and encoding. A short text can still
look likeliest as nonsense, so what no text has counts first: letters of two alphabets in a word, a
symbol or a capital inside a word, and what is no character at all.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import chardet

WESTERN = "cp1252"
# What text files in the wild are in, of those that browsers read (https://encoding.spec.whatwg.org)
# and DOS wrote; where one contains another, the wider. The rest would only come first by chance.
_LIKELY = (
    *("cp1250", "cp1251", WESTERN, "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("cp874", "iso8859-2", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "koi8-r", "koi8-u"),
    *("mac-roman", "mac-cyrillic", "cp437", "cp850", "cp866"),
    *("gb18030", "big5hkscs", "cp932", "euc_jis_2004", "cp949", "iso2022_jp_2", "iso2022_kr"),
)
_CANDIDATES = 12
_FEW = 4
_LOOKED_AT = 2_000
_HIGH = re.compile(rb"[\x80-\xff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_ALPHABETS = {"ARMENIAN", "CYRILLIC", "GEORGIAN", "GREEK", "HALFWIDTH", "HEBREW", "LATIN", "THAI"}
_ALPHABETS |= {"ARABIC"}
_INSIDE_WORDS = "’ʼ·"


class Reading(NamedTuple):
    """A text as an encoding reads it."""

    encoding: str
    text: str


def readings(sample: bytes) -> list[Reading]:
    """How some bytes may be read, the likeliest first; no two readings are equal.

    >>> readings("Řekl, že přijde později, protože čeká".encode("cp1250"))[0].encoding
    'cp1250'
    """
    ranked = chardet.detect_all(
        sample, ignore_threshold=True, compat_names=False, include_encodings=_LIKELY
    )
    names = [str(found["encoding"]) for found in ranked if found["encoding"]][:_CANDIDATES]
    high = sum(1 for _ in islice(_HIGH.finditer(sample), _LOOKED_AT))
    # With hardly a letter to go by, the encoding that most files are in.
    names = [WESTERN, *names] if high < _FEW else [*names, WESTERN]
    texts: dict[str, str] = {}
    for name in dict.fromkeys(names):
        text = sample.decode(name, "replace")
        if text not in texts.values():
            texts[name] = text
    oddities = {name: _oddities(text) for name, text in texts.items()}
    # A few there may be in any text.
    most = min(oddities.values()) + high // 20
    return [Reading(name, text) for name, text in texts.items() if oddities[name] <= most]


def difference(text: str, other: str) -> tuple[str, str]:
    """The first word in which two readings of some bytes differ, in each.

    >>> difference("a může b", "a mù¾e b")
    ('může', 'mù¾e')
    """
    pairs = enumerate(zip(text, other, strict=False))
    at = next((n for n, (one, two) in pairs if one != two), min(len(text), len(other)) - 1)
    return _word_at(text, at), _word_at(other, at)


def _word_at(text: str, at: int) -> str:
    before = re.search(r"\S{0,15}$", text[max(at - 15, 0) : at])
    after = re.match(r"\S{0,15}", text[at:])
    return (before.group() if before else "") + (after.group() if after else "")


def _oddities(text: str) -> int:
    """How many characters beyond ASCII stand where no text has one, among the first."""
    padded = f" {text} "
    places = islice(_NOT_ASCII.finditer(padded), _LOOKED_AT)
    return sum(_is_odd(*padded[match.start() - 1 : match.start() + 2]) for match in places)


def _is_odd(before: str, character: str, after: str) -> bool:
    category = unicodedata.category(character)
    if character == "\ufffd" or category in ("Cc", "Cn", "Co"):
        return True
    if category.startswith("L"):
        alphabets = {_alphabet(letter) for letter in (before, character, after)} - {""}
        is_capital_inside = category == "Lu" and before.islower()
        return is_capital_inside or (len(alphabets) > 1 and _alphabet(character) != "")
    is_inside = bool(_alphabet(before) and _alphabet(after))
    return is_inside and character not in _INSIDE_WORDS and not category.startswith(("M", "Cf"))


@lru_cache(maxsize=10_000)
def _alphabet(character: str) -> str:
    """The alphabet of a letter, whose letters make no word with those of another; else ""."""
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "").partition(" ")[0]
    return name if name in _ALPHABETS else ""
