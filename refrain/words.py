"""Text to words: the only place that decides what a word is.

A word is a run of letters and digits with the marks that belong to them (Unicode category M: vowel
signs, accents, points). Punctuation, symbols and white space part words, and these rules see to the
rest:

- Format characters (category Cf: soft hyphen, joiners, marks of direction) and underscores stay
  inside a word; none begins or ends one. The zero-width space (U+200B) parts words.
- An apostrophe between letters stays inside (`don't`, `rock'n'roll`), but where French, Italian and
  Catalan leave a vowel out, it parts two words: `l’huile` is `l` and `huile` (see ELIDED).
- A full stop or comma between digits stays inside: `3.14` and `1,000` are words. So does a middle
  point between letters (`col·lega`), and in Hebrew a quotation mark (`צה"ל`).
- A hyphen at the end of a line joins what stands before and after it, between two letters of which
  the second is no capital: `inter-` and `national` are one word. Any other hyphen parts words.
- One letter before `++` or `#` is a word with them (`C++`, `F#`), and so is `.NET`, at the end of
  another word too (`ASP.NET`), in lower case not.
- What nobody says is no word: speakers' labels (`refrain.speaker_labels`), time marks
  (`refrain.time_marks`) and markup (`refrain.markup`). An entity is the character that it stands
  for: `don&#39;t` is `don't`.
- Scripts that put no space between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) are cut by
  ICU's word breaker, which has dictionaries for them (by icu4py, whose wheels bring ICU along):
  我们今天 are the two words 我们 and 今天.

That is Unicode's definition (UAX 29) but for what `tests/test_uax29.py` lists.

Words are compared by `normalise`, and shown as they are most often written (`as_written`).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from io import StringIO

from icu4py.breakers import WordBreaker

from refrain import markup
from refrain.markup import FILLER
from refrain.speaker_labels import blanked, labels, unspoken
from refrain.time_marks import Span, time_marks
from refrain.word_characters import (
    APOSTROPHES,
    CAPITALS,
    FORMAT,
    HEBREW,
    HYPHENS,
    IGNORABLE,
    INNER,
    LETTER_APOSTROPHE,
    MARKS,
    MIDDLE_POINTS,
    NUMBER_POINTS,
    UNSPACED,
    VOWELS,
    ZERO_WIDTH_JOINERS,
)

_ELIDED = """
c d j l m n qu s t jusqu lorsqu puisqu quoiqu
alcun all anch bell buon cent coll com cos dall dell dov gl mezz nell nessun neanch quand quell
quest sant senz sott sull trent tutt un v vent
"""
ELIDED = tuple(_ELIDED.split())
"""What is left of words of French, Italian and Catalan before an apostrophe and a vowel or h."""
_ENGLISH = ("oh", "you", "ya", "ye")
"""What follows `d'` in English, where nothing is parted."""
UNSPOKEN = markup.NOTHING
"""Stands in place of what nobody says: it is in no word, and no line end."""
UNICODE = f"{unicodedata.unidata_version}, icu4py {version('icu4py')}"
"""What letters and words are changes with these."""

_APOSTROPHE = f"[{APOSTROPHES}]"
_LATER = rf"\w{MARKS}"
_ANY = rf"[{_LATER}{INNER}]"
_LINE_END = r"(?:\r\n?|\n)[ \t]*"
_BROKEN = re.compile(rf"[{HYPHENS}]{_LINE_END}")
LINE_BREAK = re.compile(rf"(?<=[{_LATER}])(?<![\d_])[{HYPHENS}]{_LINE_END}(?=[^\W\d_{CAPITALS}])")
"""The hyphen and the line end inside a word that goes on in the next line."""


_PART = rf"[^\W_{LETTER_APOSTROPHE}][{_LATER}{INNER}]*(?<![{INNER}])"
MIDDLE = re.compile(
    rf"(?<=[{_LATER}])(?<![\d_])(?:[{MIDDLE_POINTS}]|(?<=[{HEBREW}])\"(?=[{HEBREW}]))(?=[^\W\d_])"
)
"""A point or quotation mark inside a word, between two letters."""
_BETWEEN_DIGITS = rf"(?<=\d)[{NUMBER_POINTS}](?=\d)"
_INSIDE = f"{_APOSTROPHE}|{_BETWEEN_DIGITS}|{MIDDLE.pattern}|{LINE_BREAK.pattern}"
_WORD = re.compile(f"{_PART}(?:(?:{_INSIDE}){_PART})*")
_INNER = re.compile(f"[{INNER}]")
_UNSPACED = re.compile(f"[{UNSPACED}]")

_SIGN = re.compile(r"\+\+|#|\.[Nn]")
_NAME = re.compile(
    rf"(?:(?<!{_ANY})|(?<=[{UNSPACED}]))[A-Za-z](?:\+\+(?![A-Za-z_+#])|#(?![A-Za-z0-9_+#]))"
    rf"|(?<!\.)(?:\.N[Ee][Tt]|(?<!{_ANY})\.net)(?![A-Za-z0-9_])"
)
_ELISION = re.compile(
    rf"(?!(?ai:d){FILLER}*{_APOSTROPHE}(?ai:{'|'.join(_ENGLISH)})(?!{_ANY}))"
    rf"(?ai:{'|'.join(ELIDED)}){FILLER}*({_APOSTROPHE})(?=[hH{VOWELS}])"
)
_ELISION_SIGN = re.compile(rf"{_APOSTROPHE}(?=[hH{VOWELS}])")
# One or none that stands by itself, and the marks that belong to it.
_CLUSTER = re.compile(rf"[^{MARKS}{INNER}]?[{MARKS}{INNER}]*")

_DOTTED_I = re.compile("i\u0307+")
_IGNORED = dict.fromkeys(map(ord, IGNORABLE))
_NOT_COMPARED = _IGNORED | dict.fromkeys(map(ord, APOSTROPHES)) | {ord('"'): "״"}
_NOT_SHOWN = dict.fromkeys(map(ord, {*FORMAT, FILLER} & IGNORABLE - {*ZERO_WIDTH_JOINERS}))


@lru_cache(maxsize=200_000)
def normalise(word: str) -> str:
    """The form under which two spellings of a word are equal.

    That is Unicode's NFKC_Casefold, without apostrophes, the dot that a small i keeps from İ, and
    the hyphen where a line ends.

    >>> normalise("Don’t"), normalise("DONT"), normalise("ﬁne"), normalise("Straße")
    ('dont', 'dont', 'fine', 'strasse')
    """
    plain = _BROKEN.sub("", word).translate(_NOT_COMPARED)
    folded = unicodedata.normalize("NFKC", plain).casefold()
    # NFKC may bring an apostrophe in: ŉ is ʼ and n.
    decomposed = _DOTTED_I.sub("i", unicodedata.normalize("NFD", folded))
    return unicodedata.normalize("NFKC", decomposed.translate(_NOT_COMPARED))


@lru_cache(maxsize=200_000)
def as_written(word: str) -> str:
    """A word as people are shown it: composed (NFC), without the hyphen where a line ends, soft
    hyphens and marks of direction.

    >>> as_written("Inter-\\nnational"), as_written("Straße")
    ('International', 'Straße')
    """
    return unicodedata.normalize("NFC", _BROKEN.sub("", word).translate(_NOT_SHOWN))


def words(text: str, *, include_unspoken: bool = False) -> list[str]:
    """The words of a text in order, each as it compares; those that nobody says only if asked for.

    >>> words("So, I don't -- you know -- I DONT!")
    ['so', 'i', 'dont', 'you', 'know', 'i', 'dont']
    >>> words("C’est l’huile de C++ et .NET")
    ['c', 'est', 'l', 'huile', 'de', 'c++', 'et', '.net']
    """
    spoken = text if include_unspoken else mask_unspoken(text)
    places = bounds(spoken, include_unspoken=True)
    return [normalise(spoken[start:end]) for start, end in places]


def spans(text: str) -> tuple[list[str], list[Span]]:
    """The words of a text as `words` gives them, with the character offsets (start, end) of each.

    >>> spans("so, well")
    (['so', 'well'], [(0, 2), (4, 8)])
    >>> spans("我们今天")
    (['我们', '今天'], [(0, 2), (2, 4)])
    """
    spoken = mask_unspoken(text)
    places = list(bounds(spoken, include_unspoken=True))
    return [normalise(spoken[start:end]) for start, end in places], places


def count(text: str) -> int:
    """How many words a text has. Of many texts, `word_scanner.counts` is faster.

    >>> count("So, I don't -- you know"), count("我们今天讨论机器学习")
    (5, 5)
    """
    return sum(1 for _ in bounds(text))


def bounds(text: str, *, include_unspoken: bool = False) -> Iterator[Span]:
    """Where the words of a text begin and end, in characters, in order."""
    text = text if include_unspoken else mask_unspoken(text)
    places = _runs(text)
    if _ELISION_SIGN.search(text):
        places = (word for run in places for word in elided(text, *run))
    if is_unspaced(text):
        places = (word for run in places for word in _segmented(text, run))
    return places


def mask_unspoken(text: str, places: Sequence[Span] | None = None) -> str:
    """A text of the same length, with UNSPOKEN for each character of its speakers' labels, time
    marks and tags, and with the characters that its entities stand for.

    `places` are those of its labels and time marks, where they are known.
    """
    if places is None:
        times = time_marks(text)
        places = unspoken(times, labels(text, times))
    return blanked(markup.without(text), places, UNSPOKEN)


def is_unspaced(text: str) -> bool:
    """Whether some of the text is in a script that puts no space between words."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def name_at(text: str, sign: int) -> Span | None:
    """Where the word with this sign is, such as `C++`, `F#` or `.NET`; None where it is in none.

    `sign` is the place of the first plus, the number sign or the full stop.
    """
    name = _NAME.match(text, sign if text[sign] == "." else max(sign - 1, 0))
    return name.span() if name else None


def elided(text: str, start: int, end: int) -> Iterator[Span]:
    """The words that a run with apostrophes inside is: several where vowels are left out.

    >>> text = "qu’aujourd’hui"
    >>> [text[start:end] for start, end in elided(text, 0, len(text))]
    ['qu', 'aujourd’hui']
    """
    while elision := _ELISION.match(text, start, end):
        yield start, elision.start(1)
        start = elision.end()
    yield start, end


def _runs(text: str) -> Iterator[Span]:
    """The words of a text as if all scripts had spaces and no vowel was left out."""
    cursor = 0
    for start, end in _names(text):
        yield from _matches(text, cursor, start)
        yield start, end
        cursor = end
    yield from _matches(text, cursor, len(text))


def _matches(text: str, start: int, end: int) -> Iterator[Span]:
    return (match.span() for match in _WORD.finditer(text, start, end))


def _names(text: str) -> Iterator[Span]:
    if any(sign in text for sign in ("#", "++", ".N", ".n")):
        for sign in _SIGN.finditer(text):
            if name := name_at(text, sign.start()):
                yield name


def _segmented(text: str, run: Span) -> Iterator[Span]:
    """The words of a run that may be in a script without spaces."""
    start, end = run
    if not _UNSPACED.search(text, start, end):
        yield run
        return
    characters = text[start:end]
    for first, last in _segments(characters):
        if characters[first:last].isalnum() and characters[first] != LETTER_APOSTROPHE:
            yield start + first, start + last
        else:  # what is cut off may begin with what begins no word
            yield from _matches(text, start + first, start + last)


def _segments(run: str) -> Iterator[Span]:
    """The pieces that ICU cuts a run of characters into."""
    is_plain = not _INNER.search(run) and FILLER not in run
    if is_plain and max(run) <= "\uffff" and unicodedata.is_normalized("NFC", run):
        yield from WordBreaker(run, "en").segments()
        return
    # ICU's dictionaries have composed characters, and it counts in UTF-16, where what is beyond the
    # first 65,536 code points counts twice.
    composed = StringIO()
    places = array("l")
    for cluster in _CLUSTER.finditer(run):
        character = unicodedata.normalize("NFC", cluster.group().translate(_IGNORED))
        composed.write(character)
        places.extend([cluster.start()] * (len(character.encode("utf-16-le")) // 2))
    places.append(len(run))
    for start, end in WordBreaker(composed.getvalue(), "en").segments():
        if places[start] < places[end]:
            yield places[start], places[end]
