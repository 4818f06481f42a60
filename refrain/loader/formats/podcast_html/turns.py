"""Who says what, and when, from the tags and texts of a page, in order."""

from __future__ import annotations

from typing import NamedTuple

from refrain.loader import clock
from refrain.loader.html_pieces import Piece, attribute
from refrain.loader.timed_text import Speech

_LABELS = ("cite", "time")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PASSED_OVER = frozenset({"head", "nav", "header", "footer", "aside", "form", "button", "select"})
_BLOCKS = frozenset({"blockquote", "br", "dd", "div", "dt", "hr", "li", "p", "td", "tr"})
_ENDS_LABEL = {"/cite", "/time", "cite", "time", "/body", *_BLOCKS, *(f"/{tag}" for tag in _BLOCKS)}
_DEPTH = 100
_AROUND_TIME = " \t\r\n[](){}-–—:"
_EXCERPT = 60


class Flaw(NamedTuple):
    """Something wrong: the character at which it stands, its kind, and a message."""

    at: int
    kind: str
    message: str


class Turns:
    """What is spoken on a page, and what is wrong with it."""

    def __init__(self) -> None:
        """Begin before the first tag."""
        self.spoken: list[Speech] = []
        self.labelled = 0
        """How many of what is spoken have a speaker or a time of their own."""
        self.title = ""
        self.language: str | None = None
        self.flaws: list[Flaw] = []
        self._speaker: str | None = None
        self._time: float | None = None
        self._is_labelled = False
        self._label: list[str] | None = None
        self._label_tag = ""
        self._inside: list[Piece] = []
        self._heading: str | None = None
        self._in_paragraph = False
        self._words: list[str] = []
        self._has_words = False

    def take(self, piece: Piece) -> None:
        """The next tag or text of the page."""
        if not piece.tag:
            self._text(piece)
            return
        if self._label is not None and piece.tag in _ENDS_LABEL:
            self._end_label(piece.at)
        if piece.tag.startswith("/"):
            self._end(piece.tag[1:])
        else:
            self._start(piece)

    def finish(self) -> None:
        """The page ends."""
        if self._label is not None:
            self._end_label(0)
        self._end_paragraph()
        for piece in self._inside[:1]:
            message = f"<{piece.tag}> does not end, and what stands in it was left out."
            self.flaws.append(Flaw(piece.at, "stray-line", message))
        self.flaws.sort(key=lambda flaw: flaw.at)

    def _end_paragraph(self) -> None:
        text = " ".join("".join(self._words).split())
        if text:
            self.spoken.append(Speech(text, self._time, None, self._speaker))
            self.labelled += self._is_labelled
            self._time, self._is_labelled = None, False
        self._in_paragraph, self._words, self._has_words = False, [], False

    def _add(self, text: str) -> None:
        self._words.append(text)
        self._has_words = self._has_words or not text.isspace()

    def _start(self, piece: Piece) -> None:
        tag = piece.tag
        if tag == "html":
            self.language = attribute(piece, "lang")
        elif tag == "body":
            self._inside.clear()
        elif tag in _PASSED_OVER:
            self._inside.append(piece)
        elif tag in _HEADINGS or tag == "title":
            self._end_paragraph()
            self._heading = tag
        elif tag in _LABELS:
            self._label, self._label_tag = [], tag
        elif tag == "p":
            self._end_paragraph()
            self._in_paragraph, self._heading = True, None
        elif tag in _BLOCKS:
            self._words.append(" ")

    def _end(self, tag: str) -> None:
        if tag in _PASSED_OVER and any(piece.tag == tag for piece in self._inside[-_DEPTH:]):
            while self._inside.pop().tag != tag:
                pass
        elif tag == self._heading:
            self._heading = None
        elif tag == "p":
            self._end_paragraph()
        elif tag in _BLOCKS:
            self._words.append(" ")

    def _end_label(self, at: int) -> None:
        label, self._label = " ".join("".join(self._label or ()).split()), None
        if self._inside or self._heading or not label:
            return
        if self._label_tag == "cite":
            self._said_by(label)
        else:
            self._said_at(label, at)

    def _text(self, piece: Piece) -> None:
        text = piece.text
        if self._heading is not None:
            if self._heading in ("title", "h1") and not self.title:
                self.title = " ".join(text.split())
        elif self._inside:
            return
        elif self._label is not None:
            self._label.append(text)
        elif self._in_paragraph or self._is_labelled:
            self._add(text)
        elif text.strip():
            shown = " ".join(text.split())[:_EXCERPT]
            message = f"“{shown}” stands outside of a paragraph (<p>) and was left out."
            self.flaws.append(Flaw(piece.at, "stray-line", message))

    def _said_by(self, label: str) -> None:
        """A `<cite>`: a label before a paragraph, or with a colon in it; else part of the text."""
        name = label.rstrip(" :：")
        if self._in_paragraph and self._has_words and name == label:
            self._add(label)
            return
        self._begin_turn()
        self._speaker = name or self._speaker

    def _said_at(self, label: str, at: int) -> None:
        """A `<time>`: of what comes next, or part of the text."""
        if self._in_paragraph and self._has_words:
            self._add(label)
            return
        self._begin_turn()
        self._time = clock.seconds(label.strip(_AROUND_TIME))
        if self._time is None:
            message = f"The time {label[:40]!r} cannot be read; its text was kept."
            self.flaws.append(Flaw(at, "unreadable-time", message))

    def _begin_turn(self) -> None:
        if self._has_words:
            paragraph = self._in_paragraph
            self._end_paragraph()
            self._in_paragraph = paragraph
        self._is_labelled = True
