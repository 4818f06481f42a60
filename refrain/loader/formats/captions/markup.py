"""What in the lines of a cue is markup and not said: tags, entities, overrides of subtitles."""

from __future__ import annotations

import re
from typing import NamedTuple

from refrain.loader.clock import seconds
from refrain.loader.entities import decoded

_CLASSES = r"(?:\.[^\s<>]{0,300})?"
_ATTRIBUTES = (
    r"(?:[ \t]+[\w:-]{1,40}=(?:\"[^\"<>\n]{0,400}\"|'[^'<>\n]{0,400}'|[^\s<>\"']{1,400})){0,20}"
)
_FORMATS = (
    "a b big blockquote c center cite code del em h1 h2 h3 i ins kbd lang mark ol q ruby s small "
    "span strike strong sub sup tt u ul"
)
_MARK = re.compile(
    rf"""
    <v{_CLASSES}[ \t]+(?P<voice>[^<>\n]{{1,200}})>
    | (?P<silence></v[ \t]{{0,9}}>|<v{_CLASSES}[ \t]{{0,9}}>)
    | <(?P<time>\d{{1,4}}:[\d:.,]{{1,30}})>
    | (?P<reading><r[tp]{_CLASSES}{_ATTRIBUTES}[ \t]{{0,9}}>)
    | (?P<read></(?:r[tp]|ruby)[ \t]{{0,9}}>)
    | (?P<line><br[ \t]{{0,9}}/?>|</?(?:div|li|p){_ATTRIBUTES}[ \t]{{0,9}}>|\[br\]|\\n)
    | (?P<space>\\h)
    | (?P<format></?(?:{"|".join(_FORMATS.split())}){_CLASSES}{_ATTRIBUTES}[ \t]{{0,9}}/?>
        | <lang{_CLASSES}[ \t]+[\w-]{{1,40}}[ \t]{{0,9}}>
        | </?font\b[^<>\n]{{0,400}}>)
    | (?P<override>\{{\\[^{{}}\n]{{0,300}}\}}|\{{[ycfsp]:[^{{}}\n]{{1,60}}\}}|\{{/?[bius]\}})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SIGNS = ("<", "{", "\\", "[", "#xywh=")
"""Whatever has a mark, or is a picture, has one of these."""
_PICTURE = re.compile(r"\S{1,400}#xywh=[\w,:.]{1,60}", re.ASCII)
"""A part of a picture, which players show above the bar of time."""


class Line(NamedTuple):
    """A line of a cue without its markup: what is said, by whom (where a tag says so), and when the
    first inner time of the line is (None without one)."""

    text: str
    voice: str | None = None
    inner_time: float | None = None


def lines_of(written: list[str]) -> list[Line]:
    """The lines of a cue that say something, without their markup.

    Entities are decoded first, up to three times: what was encoded as a whole has its tags then.

    >>> lines_of(["<v Ann>So <i>this</i>", "&gt;&gt; that.", "</v>No!"])
    [Line(text='So this', voice='Ann', inner_time=None), Line(text='>> that.', voice='Ann', \
inner_time=None), Line(text='No!', voice=None, inner_time=None)]
    """
    text = decoded("\n".join(written), times=3)
    if any(sign in text for sign in _SIGNS):
        return _Said().lines(text)
    return [Line(line.strip()) for line in text.split("\n") if line.strip()]


class _Said:
    """What a cue says, as far as it is read. `_held` are readings of ruby until they end: one that
    does not end is text."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._pieces: list[str] = []
        self._held: list[str] | None = None
        self._voice: str | None = None
        self._time: float | None = None

    def lines(self, text: str) -> list[Line]:
        """The lines of a text that say something."""
        at = 0
        for mark in _MARK.finditer(text):
            self._say(text[at : mark.start()])
            self._take(mark)
            at = mark.end()
        self._say(text[at:])
        held, self._held = self._held, None
        self._say("".join(held or []))
        self._end_line()
        return self._lines

    def _say(self, text: str) -> None:
        if self._held is not None:
            self._held.append(text)
            return
        first, *others = text.split("\n")
        self._pieces.append(first)
        for line in others:
            self._end_line()
            self._pieces.append(line)

    def _take(self, mark: re.Match[str]) -> None:
        kind = mark.lastgroup
        if kind in ("voice", "silence"):
            self._end_line()
            self._voice = " ".join((mark["voice"] or "").split()) or None
        elif kind == "time" and self._time is None:
            self._time = seconds(mark["time"])
        elif kind == "reading" and self._held is None:
            self._held = []
        elif kind == "read":
            self._held = None
        elif kind in ("line", "space"):
            self._say("\n" if kind == "line" else " ")

    def _end_line(self) -> None:
        text = "".join(self._pieces).strip()
        if text and not _PICTURE.fullmatch(text):
            self._lines.append(Line(text, self._voice, self._time))
        self._pieces, self._time = [], None
