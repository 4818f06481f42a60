"""The body of a TTML file, element by element: what is said, when, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from refrain.loader.formats.captions.markup import Line
from refrain.loader.formats.captions.speakers import Shown
from refrain.loader.formats.ttml.head import Head
from refrain.loader.formats.ttml.layout import Layout
from refrain.loader.formats.ttml.times import TimeBase
from refrain.loader.formats.ttml.timing import Span, Timing
from refrain.loader.safe_xml import Handler

_NO_TEXT = frozenset({"metadata", "rp", "rt", "set", "style", "region", "animate"})
_METADATA = "#metadata"
_BACKGROUND = "x-bg"
_BREAK = "\1"
"""Stands for a line break; XML has no such character."""


class Flaw(NamedTuple):
    """Something wrong: its line, its kind, and what stands there."""

    line: int
    kind: str
    what: str


class _Open(NamedTuple):
    """An element that was begun, and what holds in it."""

    name: str
    span: Span = Span()
    speaker: str | None = None
    language: str | None = None


class Body(Handler):
    """What is spoken in a file, by language and in order, and what is wrong in it."""

    def __init__(self) -> None:
        """Begin before the root."""
        self.root = ""
        self.head = Head()
        self.shown: dict[str | None, list[Shown]] = {}
        self.flaws: list[Flaw] = []
        self.layout = Layout()
        self._timing = Timing()
        self._in_head = 0
        """How many elements are open from the head on."""
        self._passed_over = 0
        self._open: list[_Open] = []
        self._paragraph = 0
        """How many elements were open when the paragraph began; 0 outside of one."""
        self._speaker: str | None = None
        self._pieces: list[str] = []
        self._spans: list[Span] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = _local(tag)
        plain = {_local(key): value for key, value in attributes.items()}
        self._timing.note(attributes)
        if not self.root:
            self.root = tag
            self._timing.base = TimeBase.of(plain)
            self._open.append(_Open(name, language=plain.get("lang") or None))
        elif self._in_head or name == "head":
            self._in_head += 1
            self.head.start(name, plain)
        elif self._passed_over or self._is_passed_over(tag, name, plain):
            self._passed_over += 1
        else:
            self._begin(name, plain)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = _local(tag)
        if self._in_head:
            self.head.end(name)
            self._in_head -= 1
        elif self._passed_over:
            self._passed_over -= 1
        else:
            if len(self._open) == self._paragraph:
                self.finish()
            if self._open.pop().name == _BACKGROUND:
                self._pieces.append(" ")

    def data(self, text: str) -> None:
        """Text in the element that was begun last."""
        if self._in_head:
            self.head.data(text)
        elif self._passed_over:
            return
        elif self._paragraph:
            self._pieces.append(self.layout.piece(text))
        elif text.strip():
            line = self.place() - text.lstrip().count("\n")
            self.flaws.append(Flaw(line, "stray-line", text))

    def finish(self) -> None:
        """The paragraph ends, or the file ends within it."""
        if not self._paragraph:
            return
        paragraph = self._open[self._paragraph - 1]
        written = "".join(self._pieces).split(_BREAK)
        lines = [" ".join(line.split()) for line in written]
        text = " ".join(map(self.layout.text, lines)).strip()
        start, end = self._when(paragraph.span)
        if text and start is not None and end is not None and end < start:
            self.flaws.append(Flaw(self.place(), "backward-time", text))
            end = None
        if text:
            shown = Shown(start, end, [Line(line, self._speaker) for line in lines])
            self.shown.setdefault(paragraph.language, []).append(shown)
        self._paragraph, self._pieces, self._spans = 0, [], []

    def lines(self, language: str | None) -> Iterator[Shown]:
        """What is shown in a language, laid out as it is read; asked for when all was read."""
        for shown in self.shown[language]:
            lines = [line._replace(text=self.layout.text(line.text)) for line in shown.lines]
            yield shown._replace(lines=[line for line in lines if line.text.strip()])

    def _when(self, span: Span) -> Span:
        """When a paragraph is said: where it does not say so, its pieces do."""
        starts = [piece.start for piece in self._spans if piece.start is not None]
        ends = [piece.end for piece in self._spans if piece.end is not None]
        return Span(
            min(starts, default=None) if span.start is None else span.start,
            max(ends, default=None) if span.end is None else span.end,
        )

    def _is_passed_over(self, tag: str, name: str, attributes: Mapping[str, str]) -> bool:
        return name in _NO_TEXT or _METADATA in tag or not self.head.is_spoken(attributes)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        parent = self._open[-1]
        span = self._timing.span(attributes, parent.span)
        line = self.place()
        self.flaws += [Flaw(line, "unreadable-time", what) for what in self._timing.unread]
        self._timing.unread.clear()
        speaker = self.head.speaker(attributes) or parent.speaker
        language = parent.language
        if name in ("body", "div"):
            language = attributes.get("lang") or language
        if name == "span" and attributes.get("role") == _BACKGROUND:
            # What is sung in the background often stands right behind the line.
            name = _BACKGROUND
        if name == "p":
            self.finish()
        self._open.append(_Open(name, span, speaker, language))
        if name == "p":
            self._paragraph, self._speaker = len(self._open), speaker
        elif self._paragraph:
            self._in_paragraph(name, span, speaker)

    def _in_paragraph(self, name: str, span: Span, speaker: str | None) -> None:
        self._spans.append(span)
        self._speaker = self._speaker or speaker
        if name in ("br", _BACKGROUND):
            self._pieces.append(_BREAK if name == "br" else " ")


def _local(name: str) -> str:
    return name.rpartition("}")[2]
