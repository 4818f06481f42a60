"""How sentences and texts end, in every script that writes it, by the properties of Unicode."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache

from icu4py.breakers import SentenceBreaker

from refrain.speaker_labels import labels
from refrain.time_marks import time_marks

_ALSO_ENDS = "…\u0f0d\u0f0e\u0f0f\u0f10\u0f11\u0f12"
"""Unicode has no property for these: the ellipsis, and the shads of Tibetan, which end phrases."""
_AFTER_A_WORD = re.compile(r"(?<=[\u0370-\u03ff\u1f00-\u1fff]);|\u037e")
"""The Greek question mark."""
_MARKUP = "*_~`"
_DASHES = "Pd"
_CLOSING = ("Pe", "Pf")
_LAST_LINE = 500
"""Characters at the end of a text that say how it ends."""
_ADDRESS = re.compile(
    r"""(?:^|[\s(<\[])(?:
        [a-z][a-z+.-]*://\S+ | \S+@[\w-]+\.\S+ | [@\#]\w+ | [\w-]+(?:\.[^\W\d_][\w-]*)+(?:/\S*)?
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
"""A link, an address, a handle or a tag."""
_HEADING_OR_ITEM = re.compile(r"[ \t]*(?:#{1,6}[ \t]|[-*+•‣◦–—][ \t]|\(?\d{1,3}[.)][ \t]|\|)")
_AFTER_A_DASH = re.compile(r"\s[-–—]{1,3}[ \t]*([^\s–—][^\r\n–—]{0,60})\Z")
_MOST_WORDS_OF_NAMES = 6
_LONGEST_PARTICLE = 3
_UNMARKED = re.compile("[\u0e00-\u0eff]")
"""Thai and Lao, which end sentences with a space."""


@cache
def marks() -> str:
    """The characters that end sentences: those of Unicode's property Sentence_Terminal, by ICU's
    sentence breaker, and _ALSO_ENDS."""
    punctuation = (
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(character) == "Po"
    )
    # ICU has no simpler way to ask: a sentence ends where the next one begins.
    ends = (c for c in punctuation if len(list(SentenceBreaker(f"a{c} A", "en").segments())) > 1)
    return "".join(ends) + _ALSO_ENDS


@cache
def pattern() -> re.Pattern[str]:
    """What ends a sentence in a text.

    The marks of alphabets that have spaces between sentences end one only before white space or
    what closes, as in `3.5` and `example.org` there is none.
    """
    spaced = "".join(c for c in marks() if c.isascii())
    others = "".join(c for c in marks() if not c.isascii())
    return re.compile(rf"[{re.escape(spaced)}](?=[\s\"'”’“‘»«)\]}}*_]|$)|[{re.escape(others)}]")


def is_closed(text: str) -> bool:
    """Whether a text ends as whole ones do.

    It ends a sentence, or with what closes (Unicode's categories Pe and Pf, a quotation mark after
    a word), breaks off (a dash), or pictures something (So); or with a link, an address or a tag,
    or in a line that is a heading, an item of a list, or a name. White space, format characters,
    markup, other symbols, times and speakers' labels at the end do not count. Thai and Lao do
    not mark where sentences end, so any text does that ends in these.

    >>> is_closed("„Komm doch.“"), is_closed("See you! 👋"), is_closed("And then we")
    (True, True, False)
    """
    bare = _without_decoration(_spoken(text[-_LAST_LINE:]))
    if bare is None or _UNMARKED.search(bare[-60:]):
        return True
    if not bare or _closes(bare) or _ADDRESS.search(bare):
        return True
    if bare.endswith(":") and text.rstrip()[-1] in _MARKUP:
        return True
    if (signature := _AFTER_A_DASH.search(bare)) and _is_name(signature[1]):
        return is_closed(bare[: signature.start()])
    before, _, line = bare.rpartition("\n")
    return bool(_HEADING_OR_ITEM.match(line)) or (_is_name(line) and is_closed(before))


def _spoken(tail: str) -> str:
    """The end of a text without the times and speakers' labels after its last word.

    A time in brackets stays: it may stand for words that were not understood.

    >>> _spoken("And so we\\n**Ann Lee:** "), _spoken("And so we [00:43]")
    ('And so we', 'And so we [00:43]')
    """
    unspoken = [(start, end) for start, end, _ in labels(tail)]
    unspoken += [(start, end) for start, end in time_marks(tail) if tail[end - 1].isdecimal()]
    for start, end in sorted(unspoken, reverse=True):
        if tail[end:].strip():
            break
        tail = tail[:start]
    return tail.rstrip()


def _without_decoration(tail: str) -> str | None:
    """The end of a text without what only decorates it; None where that is a picture."""
    for at in range(len(tail), 0, -1):
        character = tail[at - 1]
        category = unicodedata.category(character)
        if category == "So":
            return None
        ignored = category[0] in "ZS" or category in ("Cc", "Cf", "Mn", "Me")
        if not ignored and character not in _MARKUP:
            return tail[:at]
    return ""


def _closes(bare: str) -> bool:
    last = bare[-1]
    category = unicodedata.category(last)
    if last in marks() or category in _CLOSING or category == _DASHES:
        return True
    if _AFTER_A_WORD.match(bare, len(bare) - 1):
        return True
    # The mark that opens a quotation in one language closes it in another.
    is_quotation_mark = category == "Pi" or last in "\"'"
    return is_quotation_mark and not bare[-2:-1].isspace() and len(bare) > 1


def _is_name(line: str) -> bool:
    """Whether a line of its own is a signature: a few words, with capitals but for short ones.

    >>> _is_name("Transcribed by Ann van der Lee"), _is_name("And then we"), _is_name("Now")
    (True, False, False)
    """
    words = line.split()
    if not 2 <= len(words) <= _MOST_WORDS_OF_NAMES:
        return False
    particles = [word for word in words[1:-1] if len(word) <= _LONGEST_PARTICLE]
    return all(word[0].isupper() for word in words if word not in particles)
