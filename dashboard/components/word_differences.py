"""What differs between two passages, marked word by word in both: what was changed, what of the one
is missing in the other, and what was added there. Lines tell them apart, in any theme."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from html import escape
from operator import itemgetter
from typing import Literal, NamedTuple

import streamlit as st

from dashboard import cached
from dashboard.components.transcript_style import STYLE
from refrain import wording
from refrain.corpus import Corpus
from refrain.differences import Difference, differences_of_words
from refrain.fragments import TextWords
from refrain.time_marks import Span
from refrain.words import spans

MOST_CHARS = 300_000
"""Characters of the longest passage that is compared word by word: a talk of some hours."""
Side = Literal["a", "b"]
"""The one passage, or the other."""
_TAGS = {"changed": "span", "missing": "del", "added": "ins"}


class Passage(NamedTuple):
    """A passage of a text: its characters from `start` to `end`."""

    text_id: str
    start: int
    end: int


class Stretch(NamedTuple):
    """Words of one passage that the other has not: which characters of the text, what became of
    them (changed, missing or added), and what the other has instead."""

    start: int
    end: int
    kind: str
    instead: str


class Comparison(NamedTuple):
    """What differs between two passages: the stretches of each, in order, and how many words are
    equal, changed, missing and added."""

    a: list[Stretch]
    b: list[Stretch]
    equal: int
    changed: int
    missing: int
    added: int

    @property
    def similarity(self) -> float:
        """The share of equal words among these and those that are changed, missing or added."""
        return self.equal / max(self.equal + self.changed + self.missing + self.added, 1)

    @property
    def in_words(self) -> str:
        """How many words differ, and in which way.

        >>> Comparison([], [], 20, 1, 0, 3).in_words
        '1 word changed, none missing, 3 added'
        """
        missing, added = (f"{count:,}" if count else "none" for count in self[4:])
        changed = wording.plural(self.changed, "word") if self.changed else "no word"
        return f"{changed} changed, {missing} missing, {added} added"


def compared(corpus: Corpus, one: Passage, other: Passage) -> Comparison | None:
    """What differs between two passages; None where they are too long to be compared."""
    return None if _is_too_long(one, other) else cached.once(_compared, corpus, one, other)


def _compared(corpus: Corpus, one: Passage, other: Passage) -> Comparison:
    texts = corpus.texts
    pair = [one.text_id, other.text_id]
    texts = texts[texts["text_id"].isin(pair)].set_index("text_id")["text"]
    engine = cached.index(corpus)
    here, there = (_known(engine.words(passage.text_id)) for passage in (one, other))
    found = differences_of_words(*_of_passage(*here, one), *_of_passage(*there, other))
    return _comparison(found, texts[one.text_id], texts[other.text_id])


def _is_too_long(one: Passage, other: Passage) -> bool:
    return max(one.end - one.start, other.end - other.start) > MOST_CHARS


def _known(words: TextWords) -> tuple[Sequence[Hashable], list[Span]]:
    places = zip(words.starts.tolist(), words.ends.tolist(), strict=True)
    return words.ids.tolist(), list(places)


def between(text: str, one: Passage, other_text: str, other: Passage) -> Comparison | None:
    """What differs between a passage of one text and one of another; None where they are too long
    to be compared."""
    if _is_too_long(one, other):
        return None
    found = differences_of_words(
        *_of_passage(*spans(text), one), *_of_passage(*spans(other_text), other)
    )
    return _comparison(found, text, other_text)


def _of_passage(
    words: Sequence[Hashable], places: list[Span], passage: Passage
) -> tuple[Sequence[Hashable], list[Span]]:
    """The words of a text that a passage has, and where they stand in the text. A passage alone
    would not tell which of them are labels of speakers, and so no words."""
    first = bisect_left(places, passage.start, key=itemgetter(0))
    stop = bisect_left(places, passage.end, key=itemgetter(0))
    return words[first:stop], places[first:stop]


def _comparison(found: list[Difference], text: str, other_text: str) -> Comparison:
    return Comparison(
        [
            Stretch(part.start, part.end, part.kind, other_text[part.other_start : part.other_end])
            for part in found
            if part.kind in ("changed", "missing")
        ],
        [
            Stretch(part.other_start, part.other_end, part.kind, text[part.start : part.end])
            for part in found
            if part.kind in ("changed", "added")
        ],
        *(_words(found, kind) for kind in ("equal", "changed", "missing", "added")),
    )


def _words(found: list[Difference], kind: str) -> int:
    return sum(max(part.words, part.other_words) for part in found if part.kind == kind)


def marked(text: str, start: int, end: int, stretches: list[Stretch]) -> str:
    """The characters of a text from `start` to `end` as HTML, with what differs marked."""
    pieces, cursor = [], start
    for stretch in stretches:
        begin, stop = max(stretch.start, cursor), min(stretch.end, end)
        if begin >= stop:
            continue
        tag, title = _TAGS[stretch.kind], _title(stretch)
        pieces.append(escape(text[cursor:begin]))
        pieces.append(
            f'<{tag} class="{stretch.kind}" title="{escape(title)}">'
            f"{escape(text[begin:stop])}</{tag}>"
        )
        cursor = stop
    return "".join([*pieces, escape(text[cursor:end])])


def _title(stretch: Stretch) -> str:
    """What a pointer that rests on a stretch is told."""
    if stretch.kind == "changed":
        return f"changed: the other has “{stretch.instead}”"
    return f"{stretch.kind}: the other has nothing here"


def legend() -> None:
    """How the lines tell what is changed, missing and added."""
    st.html(
        f'{STYLE}<div class="transcript key lines"><span class="changed">changed</span>: other '
        'words stand in their place · <del class="missing">missing</del>: only the first has '
        'them · <ins class="added">added</ins>: only the second has them</div>'
    )


def show(text: str, passage: Passage, stretches: list[Stretch], most: int) -> None:
    """A passage by itself with what differs marked; of a long one, the beginning."""
    end = min(passage.end, passage.start + most)
    rest = passage.end - end
    more = f'<span class="skipped">… and {rest:,} characters more</span>' if rest > 0 else ""
    st.html(
        f'{STYLE}<div class="transcript box">{marked(text, passage.start, end, stretches)}'
        f"{more}</div>"
    )
