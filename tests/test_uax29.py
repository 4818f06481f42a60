"""Our words beside Unicode's (UAX 29, word boundaries), by Unicode's own test file.

The file comes with the package unicode-data of Debian and Ubuntu. A word of ours is one of its
segments with a letter or digit in it, without what begins and ends no word (format characters,
underscores). Where we differ, on purpose:

- a colon parts words. UAX 29 keeps it inside for the sake of Swedish (`USA:s`), and leaves it to
  others to part there: `Ann:hello` is two words in most languages;
- an apostrophe between a letter and a digit stays inside, so that `80's` is `80s`;
- a mark or a format character behind an apostrophe or a point, which no language writes, parts
  words: the apostrophe is not between two letters.

Not in the file are names with signs (`C++`), vowels left out (`l’huile`), and a hyphen at the end
of a line: UAX 29 leaves these to each language. Runs of Thai, Lao, Khmer, Burmese, Han and kana are
cut by dictionaries, as it recommends.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from refrain import words

FILE = Path("/usr/share/unicode/auxiliary/WordBreakTest.txt")
ON_PURPOSE = {"colon": 15, "apostrophe and digit": 12, "mark behind a sign": 41}
"""How many cases differ, of the 1,823 of Unicode 15.0."""

pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason="needs WordBreakTest.txt, of the package unicode-data"
)


def cases() -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The texts of the file, and where Unicode's words with a letter or digit are."""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        marks = line.partition("#")[0].split()
        if not marks:
            continue
        text, edges = "", []
        for mark in marks:
            if mark == "÷":
                edges.append(len(text))
            elif mark != "×":
                text += chr(int(mark, 16))
        segments = pairwise(edges)
        yield text, [bare(text, *segment) for segment in segments if has_letter(text, *segment)]


def has_letter(text: str, start: int, end: int) -> bool:
    return any(map(str.isalnum, text[start:end]))


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A segment without what is only inside words at its edges."""
    while not text[start].isalnum():
        start += 1
    while not (text[end - 1].isalnum() or unicodedata.category(text[end - 1]).startswith("M")):
        end -= 1
    return start, end


def kind(text: str) -> str:
    """Why a text may differ, "" where there is no reason."""
    if re.search(r"[^\W\d_][^\w\s]*:[^\w\s]*[^\W\d_]", text):
        return "colon"
    if re.search(r"[',.][\u0308\u2060]+\w", text):
        return "mark behind a sign"
    if re.search(r"[^\W\d_]\W*'\W*\d|\d\W*'\W*[^\W\d_]", text):
        return "apostrophe and digit"
    return ""


def test_words_are_those_of_unicode_but_for_what_differs_on_purpose():
    differ = [text for text, expected in cases() if list(words.bounds(text)) != expected]
    counts = Counter(map(kind, differ))
    assert counts.keys() == ON_PURPOSE.keys()
    if "WordBreakTest-15.0.0" in FILE.read_text(encoding="utf-8"):
        assert counts == ON_PURPOSE
        assert sum(1 for _ in cases()) == 1_823


def test_the_file_is_read_and_has_words():
    assert sum(len(expected) for _, expected in cases()) > 1_000
