"""What stands between words: the white space and the marks that a text has there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from refrain.loader.timed_text import Speech
from refrain.word_characters import UNSPACED

CLOSING = ",.!?;:%…)]}»”’،؛؟。、，．！？：；」』）】》।॥።፣"
OPENING = "([{«“‘¿¡「『（【《"
# Nothing stands between two characters of these: scripts without spaces, and their marks.
JOINS = re.compile(f"[{UNSPACED}\u3001-\u3003\u3008-\u3011\uff01-\uff0f\uff1a-\uff20]")
_REACH, _FURTHEST = 60, 1_200


def pieces_of(words: Sequence[Speech], whole: str = "") -> Sequence[Speech]:
    """Words with what stands between them: in the whole, where it has all that the words have."""
    known = size(whole) >= sum(size(word.text) for word in words)
    return (known and placed(words, whole)) or spaced(words)


def placed(words: Sequence[Speech], whole: str) -> list[Speech]:
    """The whole text in pieces, each from a word to the next; a word that is not there has none.

    Empty where more than a tenth of the words are not there.

    >>> [piece.text for piece in placed([Speech("So"), Speech("well")], "So, well.")]
    ['So, ', 'well.']
    """
    found: list[tuple[int, Speech]] = []
    at = missed = in_a_row = 0
    for word in words:
        said = word.text.strip()
        reach = min(_REACH * (in_a_row + 1), _FURTHEST)
        place = whole.find(said, at, at + len(said) + reach) if said else -1
        if place >= 0:
            found.append((place, word))
            at, in_a_row = place + len(said), 0
        elif said:
            missed, in_a_row = missed + 1, in_a_row + 1
    if not found or missed * 10 > len(words):
        return []
    starts = [0, *(place for place, _ in found[1:])]
    ends = [*starts[1:], len(whole)]
    return [
        word._replace(text=whole[start:end])
        for start, end, (_, word) in zip(starts, ends, found, strict=True)
    ]


def spaced(words: Sequence[Speech]) -> list[Speech]:
    """Words with the spaces before them that they need, where they do not bring their own.

    >>> [word.text for word in spaced([Speech("So"), Speech(","), Speech("well"), Speech("那"),
    ...                                Speech("么")])]
    ['So', ',', ' well', ' 那', '么']
    """
    own = sum(word.text[:1].isspace() or word.text[-1:].isspace() for word in words)
    if 5 * own >= len(words):
        return list(words)
    result, before = [], ""
    for word in words:
        if word.text:
            between = " " if before and _needs_space(before, word.text) else ""
            result.append(word._replace(text=between + word.text))
            before = word.text
    return result


def whole_words(pieces: Iterable[Speech]) -> list[Speech]:
    """Pieces of which those that begin a word begin with a space, with the parts of words joined.

    Where no piece begins with a space, or the script has none, each is a word of its own.
    """
    words: list[list[Speech]] = []
    parts = [piece for piece in pieces if piece.text]
    spaces = any(piece.text[0].isspace() for piece in parts)
    for piece in parts:
        before = words[-1][-1].text[-1] if words else " "
        goes_on = not before.isspace() and not piece.text[0].isspace()
        if spaces and goes_on and not JOINS.match(before) and not JOINS.match(piece.text):
            words[-1].append(piece)
        else:
            words.append([piece])
    return [one[0] if len(one) == 1 else joined(one, one[0].speaker) for one in words]


def joined(pieces: list[Speech], speaker: str | None) -> Speech:
    """Pieces that bring their own spaces as one, from the first start to the last end."""
    said = [piece for piece in pieces if piece.text.strip()]
    starts = [piece.start for piece in said if piece.start is not None]
    ends = [piece.end for piece in said if piece.end is not None]
    text = "".join(piece.text for piece in pieces)
    end = ends[-1] if ends and (not starts or ends[-1] >= starts[0]) else None
    return Speech(text, starts[0] if starts else None, end, speaker)


def size(text: str) -> int:
    """How many characters of a text are no white space."""
    return sum(map(len, text.split()))


def _needs_space(before: str, after: str) -> bool:
    if before[-1].isspace() or after[0].isspace():
        return False
    if before in OPENING or not after.strip(CLOSING):
        return False
    return not (JOINS.match(before[-1]) and JOINS.match(after))
