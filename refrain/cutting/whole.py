"""From words that go to characters that go, so that what is left is whole.

What goes is less or more than the words, by these rules:

- A token stays whole: where some words of `e-mail` or of an address go and others stay, all stay.
- What comes in pairs (brackets, quotation marks, tags, emphasis) goes when all words inside go,
  and stays in its place otherwise.
- A speaker's label goes when all that is said under it goes, and a time mark when all goes up to
  the next; otherwise both stay.
- A line goes when all its words go. The line break before words that stay stays.
- Of the white space and the marks on both sides of a gap, one side goes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from refrain.cutting import marks
from refrain.cutting.delimiters import markup
from refrain.cutting.spans import Places, Spans, table
from refrain.speaker_labels import labels
from refrain.time_marks import Span, time_marks
from refrain.word_characters import UNSPACED

_BREAKS = "\n\r\u2028\u2029"
_LINE = re.compile(rf"[^\s{_BREAKS}](?:[^{_BREAKS}]*[^\s{_BREAKS}])?")
_IN_ADDRESS = r"[^\s<>\"“”「」]"
_ADDRESS = re.compile(
    rf"(?<!\w)(?:\w{{1,20}}://|www\.){_IN_ADDRESS}+|(?<![\w.+-])[\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+"
)
_JOINTS = re.compile(r"[-‐‑–'’ʼ/\\@.:&+~=#%_·]{1,3}")
_UNSPACED = re.compile(f"[{UNSPACED}]")


class Piece(NamedTuple):
    """A stretch of a text that goes: `start` and `end` (characters), the first of the words in it,
    and how many there are."""

    start: int
    end: int
    word: int
    words: int


def pieces(text: str, starts: np.ndarray, ends: np.ndarray, gone: np.ndarray) -> list[Piece]:
    """What goes from a text when some of its words go: stretches in order, apart from each other.

    `starts` and `ends` are where its words begin and end, `gone` which of them go.
    """
    frame = _Frame.of(text, starts, ends)
    spoken = frame.spoken
    goes = _without_parts(text, frame, gone[spoken])
    if not goes.any():
        return []
    if goes.all():
        return [Piece(0, len(text), 0, len(starts))]
    decision = _decided(text, frame, goes)
    gap = _Gap(text, decision, frame.entities)
    apart = _split(text, decision.removed, decision.protected)
    return _counted(starts, ends, Spans.of(gap.trimmed(start, end) for start, end in apart))


class _Frame(NamedTuple):
    """A text's words that are spoken, and what they stand in.

    `spoken` says of each word of the text whether it is one, `starts` and `ends` where these are.
    `pairs` and `heads` have four columns: where a delimiter begins and ends, and where the one
    that closes it does. The head of a turn is its label, with nothing that closes it.
    """

    spoken: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    pairs: np.ndarray
    heads: np.ndarray
    entities: Spans

    @classmethod
    def of(cls, text: str, starts: np.ndarray, ends: np.ndarray) -> _Frame:
        times = time_marks(text)
        turns = [(label.start, label.end) for label in labels(text, times)]
        unspoken = Spans.of([*turns, *times])
        ends_from = np.append(ends, 0)

        def is_free(places: np.ndarray) -> np.ndarray:
            word = np.searchsorted(starts, places, "right") - 1
            in_word = (word >= 0) & (places < ends_from[word])
            free: np.ndarray = ~(in_word | unspoken.cover(places))
            return free

        found = markup(text, is_free)
        spoken = ~found.unspoken.cover(starts)
        starts, ends = starts[spoken].astype(np.int64), ends[spoken].astype(np.int64)
        heads = _heads(turns, times, len(text))
        return cls(spoken, starts, ends, found.pairs, heads, found.entities)


def _heads(turns: list[Span], times: list[Span], length: int) -> np.ndarray:
    """Labels, up to the next label; time marks, up to the next of both."""
    in_labels = Spans.of(turns)
    times = [mark for mark in times if not in_labels.has(mark[0])]
    turn_starts = [start for start, _ in turns]
    both = sorted([*turn_starts, *(start for start, _ in times)])

    def following(starts: list[int], place: int) -> int:
        after = bisect_left(starts, place)
        return starts[after] if after < len(starts) else length

    rows = [(start, end, following(turn_starts, end)) for start, end in turns]
    rows += [(start, end, following(both, end)) for start, end in times]
    return table(((start, end, stop, stop) for start, end, stop in rows), 4)


def _without_parts(text: str, frame: _Frame, gone: np.ndarray) -> np.ndarray:
    """Which spoken words go, without parts of tokens of which other words stay."""
    goes = gone.copy()
    addresses = _addresses(text)
    starts, ends = frame.starts, frame.ends
    for edge in (np.flatnonzero(goes[1:] != goes[:-1]) + 1).tolist():
        at, step = (edge, 1) if goes[edge] else (edge - 1, -1)
        while 0 <= at < len(goes) and goes[at]:
            right = at if step > 0 else at + 1
            if right >= len(goes):
                break
            together = _is_one_token(text, int(ends[right - 1]), int(starts[right]))
            if not together and not addresses.share(int(ends[right - 1]) - 1, int(starts[right])):
                break
            goes[at] = False
            at += step
    return goes


def _addresses(text: str) -> Spans:
    """Where addresses of pages and of mail are."""
    if "://" not in text and "www." not in text and "@" not in text:
        return Spans.of([])
    return Spans.of(match.span() for match in _ADDRESS.finditer(text))


def _is_one_token(text: str, end: int, start: int) -> bool:
    """Whether what is between two words, the end of one and the start of the next, joins them."""
    if start > end:
        return _JOINTS.fullmatch(text, end, start) is not None
    # Neighbours are two words in a script without spaces, or where a vowel is left out.
    return not (_UNSPACED.match(text, start) or _UNSPACED.match(text, end - 1))


class _Decision(NamedTuple):
    """What is removed and what is protected from it; `heads` are the ends of protected openings,
    `tails` the starts of protected closings."""

    removed: Spans
    protected: Spans
    heads: Places
    tails: Places


def _decided(text: str, frame: _Frame, goes: np.ndarray) -> _Decision:
    kept = np.append(0, np.cumsum(~goes))

    def words_in(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How many words are between the second and third column, and how many of them stay."""
        first, last = np.searchsorted(frame.starts, rows[:, 1:3].T)
        return last - first, kept[last] - kept[first]

    around = np.concatenate([frame.pairs, frame.heads])
    all_words, kept_words = words_in(around)
    emptied = around[(all_words > 0) & (kept_words == 0), ::3]
    staying = around[kept_words > 0]
    delimiters = np.concatenate([staying[:, :2], staying[:, 2:]])
    delimiters = delimiters[delimiters[:, 1] > delimiters[:, 0]]
    lines = table(_lines(text), 3)
    all_words, kept_words = words_in(lines)
    protected = np.sort(delimiters[:, 0])
    holds = np.diff(np.searchsorted(protected, lines[:, 1:]), axis=1)[:, 0]
    stays = (kept_words > 0) | (holds > 0)
    lost = lines[(all_words > 0) & ~stays, ::2]
    held = Spans(delimiters)
    edges = np.flatnonzero(np.diff(goes, prepend=False, append=False)).reshape(-1, 2)
    runs = table(
        (
            _with_marks(text, held, int(frame.starts[first]), int(frame.ends[last - 1]))
            for first, last in edges
        ),
        2,
    )
    closing = staying[staying[:, 3] > staying[:, 2]]
    return _Decision(
        Spans(np.concatenate([emptied, lost, runs])),
        Spans(np.concatenate([delimiters, lines[stays, :2]])),
        Places(staying[:, 1]),
        Places(closing[:, 2]),
    )


def _lines(text: str) -> Iterator[tuple[int, int, int]]:
    """By line that is not blank: where the line breaks before it begin, and where it begins and
    ends."""
    cursor = None
    for match in _LINE.finditer(text):
        start, end = match.span()
        yield start if cursor is None else cursor, start, end
        cursor = end


def _with_marks(text: str, protected: Spans, start: int, end: int) -> Span:
    """A run of words with the signs that belong to its first and last word."""
    while start and marks.leads(text[start - 1]) and not protected.has(start - 1):
        start -= 1
    if start and marks.is_dash(text[start - 1]) and (start == 1 or text[start - 2].isspace()):
        start -= 1
    while end < len(text) and marks.trails(text[end]) and not protected.has(end):
        end += 1
    return start, end


class _Gap:
    """What goes at the edges of a stretch that goes."""

    def __init__(self, text: str, decision: _Decision, entities: Spans) -> None:
        self._text = text
        self._protected = decision.protected
        self._heads = decision.heads
        self._tails = decision.tails
        self._entities = entities

    def trimmed(self, start: int, end: int) -> Span:
        """A stretch with the spaces and marks that it makes needless, or without marks that the
        words before it need."""
        text = self._text
        before = self._spaces_before(start)
        if before in self._heads:
            # What was between a label and the speech stays there.
            while start < end and text[start].isspace():
                start += 1
        begins = before == 0 or text[before - 1] in _BREAKS or before in self._heads
        follows = not begins and _may_end(text[before - 1])
        if follows and not text[start].isspace() and self._is_line_end(end):
            end = self._without_marks(start, end)
        after = self._marks_after(end)
        if follows and after > end:
            return before, end
        if not begins and self._hangs(before, text[end:after]):
            return before - 1, end
        if begins or marks.ends_sentence(text[before - 1]):
            after = self._dash_after(after)
        return self._spaced(before, start, after)

    def _spaced(self, before: int, start: int, end: int) -> Span:
        """With the spaces on one side of it, or those on both at the edge of a line."""
        text = self._text
        in_head = before in self._heads
        if start == 0 or text[start - 1].isspace() or in_head:
            wide = start == 0 or in_head
            while end < len(text) and text[end].isspace() and (wide or text[end] not in _BREAKS):
                end += 1
        if in_head:
            return start, end
        following = end
        while following < len(text) and text[following].isspace():
            following += 1
        if following in self._tails:
            return before, following
        return (before if self._is_line_end(end) else start), end

    def _spaces_before(self, place: int) -> int:
        while place and self._text[place - 1].isspace() and self._text[place - 1] not in _BREAKS:
            place -= 1
        return place

    def _closes(self, place: int) -> bool:
        """Whether a mark that ends something is there: one that belongs to nothing else."""
        return (
            marks.closes(self._text[place])
            and not self._protected.has(place)
            and not self._entities.has(place)
        )

    def _marks_after(self, place: int) -> int:
        text = self._text
        while place < len(text) and self._closes(place):
            place += 1
        return place

    def _without_marks(self, start: int, end: int) -> int:
        while end > start and self._closes(end - 1):
            end -= 1
        return end

    def _dash_after(self, place: int) -> int:
        """Past a dash with spaces around it: it would begin what is left."""
        match = _DASH.match(self._text, place)
        return match.end() if match else place

    def _hangs(self, before: int, after: str) -> bool:
        """Whether a comma or the like is left before the end of a sentence."""
        return (
            marks.pauses(self._text[before - 1])
            and self._closes(before - 1)
            and any(map(marks.ends_sentence, after))
        )

    def _is_line_end(self, place: int) -> bool:
        return place >= len(self._text) or self._text[place] in _BREAKS


_DASH = re.compile(rf"[^\S{_BREAKS}]*[-‐‑‒–—―](?=[^\S{_BREAKS}])")


def _may_end(character: str) -> bool:
    """Whether what ends with this may be followed by a closing mark."""
    return character.isalnum() or marks.trails(character) or character == "\u2026"


def _split(text: str, removed: Spans, protected: Spans) -> Iterator[Span]:
    """What is removed without what is protected, in order; stretches with nothing but spaces
    between are one."""
    last: Span | None = None
    for start, end in removed.without(protected):
        if text[start:end].isspace() and protected.has(start - 1) and protected.has(end):
            continue
        if last and text[last[1] : start].isspace() and not protected.has(last[1]):
            last = last[0], end
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def _counted(starts: np.ndarray, ends: np.ndarray, spans: Spans) -> list[Piece]:
    rows = table(spans, 2)
    first = np.searchsorted(starts, rows[:, 0])
    last = np.searchsorted(ends, rows[:, 1], "right")
    columns = (rows[:, 0], rows[:, 1], first, np.maximum(last - first, 0))
    return list(map(Piece._make, zip(*(column.tolist() for column in columns), strict=True)))
