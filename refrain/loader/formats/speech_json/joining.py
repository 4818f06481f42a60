"""Words with their times, joined: with the spaces that they need, and into cues.

A cue of words ends where the speaker changes, where the next word begins PAUSE seconds later, with
a sentence (once it has SHORTEST characters), and at the next word once it has LONGEST characters;
never inside a word that comes in pieces.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from refrain.loader.formats.speech_json.spacing import (
    CLOSING,
    JOINS,
    OPENING,
    joined,
    pieces_of,
    size,
    spaced,
)
from refrain.loader.timed_text import Speech

PAUSE = 1.0
SHORTEST = 20
LONGEST = 200

_SENTENCE_ENDS = ".!?…؟。！？．।॥።"
_AFTER_SENTENCE = "\"'”’»)]」』）】"
_MOST_WORD_CHARS, _MOST_UNSPACED_CHARS = 12, 2.5


def cues_of(speeches: Iterable[Speech]) -> list[Speech]:
    """The speeches, those of single words or less joined into cues; a mark goes to what is before
    it."""
    pieces = [piece for piece in speeches if piece.text]
    return grouped(spaced(pieces)) if _are_words(pieces) else _with_marks(pieces)


def cues_of_words(words: Iterable[Speech], whole: str = "") -> list[Speech]:
    """Words in order, joined into cues; `whole` is their text as the file has it besides.

    Spaces and marks between words are those of the whole, where it has all that the words have.
    """
    return grouped(pieces_of(list(words), whole))


def fullest(*levels: Sequence[Speech]) -> Sequence[Speech]:
    """Of several ways in which a file says the same, the first that lacks nothing of the others.

    One in 200 characters may be missing: numbers and marks are written in more than one way.
    """
    counts = [sum(size(speech.text) for speech in level) for level in levels]
    most = max(counts, default=0)
    return next(
        (level for level, n in zip(levels, counts, strict=True) if n >= most * 0.995), levels[0]
    )


def grouped(pieces: Iterable[Speech], breaks: Container[int] = ()) -> list[Speech]:
    """Pieces of speech that bring their own spaces, joined into cues; one begins with each piece
    whose number is in `breaks`, too."""
    return list(_grouped(pieces, breaks))


def _grouped(pieces: Iterable[Speech], breaks: Container[int]) -> Iterator[Speech]:
    cue: list[Speech] = []
    length, until, speaker, said = 0, None, None, ""
    for number, piece in enumerate(pieces):
        if cue and _parts(said, cue[-1].text[-1:], piece.text):
            other = number in breaks or piece.speaker not in (None, speaker)
            if other or _is_over(said, length) or _pauses(until, piece.start):
                yield joined(cue, speaker)
                cue, length, until, speaker = [], 0, None, None
        cue.append(piece)
        length += len(piece.text)
        if bare := piece.text.strip():
            said = bare
            speaker = speaker or piece.speaker
            until = piece.end if piece.end is not None else piece.start or until
    if cue:
        yield joined(cue, speaker)


def _with_marks(pieces: Iterable[Speech]) -> list[Speech]:
    groups: list[list[Speech]] = []
    for piece in pieces:
        bare = piece.text.strip()
        if groups and not bare.strip(CLOSING):
            groups[-1].append(piece._replace(text=bare))
        else:
            groups.append([piece])
    return [one[0] if len(one) == 1 else joined(one, one[0].speaker) for one in groups]


def _parts(said: str, last: str, after: str) -> bool:
    """Whether a cue may end after what was said, with the last character before a piece: not within
    a word, nor before what closes."""
    bare = after.strip()
    if not said or not bare.strip(CLOSING):
        return False
    if last.isspace() or after[0].isspace():
        return said[-1] not in OPENING
    return bool(JOINS.match(last) and JOINS.match(bare))


def _is_over(said: str, length: int) -> bool:
    ends = said.rstrip(_AFTER_SENTENCE)[-1:]
    is_sentence = bool(ends) and ends in _SENTENCE_ENDS
    return length >= LONGEST or (is_sentence and length >= SHORTEST)


def _pauses(until: float | None, start: float | None) -> bool:
    return until is not None and start is not None and start - until >= PAUSE


def _are_words(speeches: Sequence[Speech]) -> bool:
    """Whether each is a word or less, on average."""
    texts = [speech.text.strip() for speech in speeches]
    if len(texts) < 3:
        return False
    chars = sum(map(len, texts)) / len(texts)
    unspaced = 2 * sum(bool(JOINS.match(text)) for text in texts) > len(texts)
    if unspaced:
        return chars <= _MOST_UNSPACED_CHARS
    return chars <= _MOST_WORD_CHARS and sum(len(t.split()) for t in texts) <= 1.2 * len(texts)
