"""The captions of YouTube as XML: srv1 (`<transcript><text start dur>`), srv2 (`<timedtext><text
t d>`) and srv3 (`<timedtext format="3"><body><p t d><s t>`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from refrain.finding_kinds import FindingKind
from refrain.loader import clock, safe_xml
from refrain.loader.formats.captions.markup import lines_of
from refrain.loader.formats.captions.speakers import Shown, speeches
from refrain.loader.source import Source
from refrain.loader.timed_text import timed_text
from refrain.records import Problem, Transcript

NAME = "YouTube XML"
ENDINGS: tuple[str, ...] = (".srv1", ".srv2", ".srv3", ".xml")
KINDS: Mapping[str, FindingKind] = safe_xml.KINDS

_ROOTS = ("timedtext", "transcript")
_LINE = re.compile(r"<(?:text|p)[\s/>]")
_FORMAT_3 = re.compile(r"""\bformat\s{0,9}=\s{0,9}["']3["']""")
# The parts of a character's reading (ruby) that a pen writes: brackets, and the reading.
_READINGS = frozenset({"2", "3", "4", "5"})
_EXCERPT = 60


def recognises(source: Source) -> bool:
    """Whether its root is that of one of the three, with a line of captions in it; or its name
    says so, and it begins with a tag."""
    if "<" not in source.beginning[:1000]:
        return False
    if safe_xml.root_name(source.beginning) in _ROOTS and _LINE.search(source.beginning):
        return True
    named = source.ending.startswith(".srv") and source.ending in ENDINGS
    return named and bool(safe_xml.root(source.beginning))


def read(source: Source) -> Iterator[Transcript | Problem]:
    """One transcript: a cue is a line of captions (`text`, or `p` with its `s`).

    Lines that only scroll (`a="1"`, a line end) have no words and are passed over.
    """
    root = safe_xml.root_name(source.beginning)
    if root not in _ROOTS:
        message = (
            f"Its name says captions of YouTube, but it begins with <{root[:_EXCERPT]}>, and was "
            "left out. Download it again, or remove it."
        )
        yield Problem(source.name, None, "unknown-structure", message)
        return
    lines, problems = safe_xml.read(source, _Lines)
    lines.finish()
    text, cues, speaker = timed_text(speeches(lines.shown))
    if text:
        yield Transcript(
            source=source.name, text=text, cues=cues, speaker=speaker, format=_format(source, root)
        )
    yield from problems
    yield from (Problem(source.name, *flaw) for flaw in lines.flaws)
    if not text:
        message = "These are captions of YouTube, but none has words. Download them again."
        yield Problem(source.name, None, "no-speech", message)


def _format(source: Source, root: str) -> str:
    if root == "transcript":
        return f"{NAME} (srv1)"
    is_third = _FORMAT_3.search(safe_xml.root(source.beginning))
    return f"{NAME} (srv3)" if is_third else f"{NAME} (srv2)"


class _Lines(safe_xml.Handler):
    """The lines of captions of a file, in order, and what is wrong: line, kind, message."""

    def __init__(self) -> None:
        """Begin before the root."""
        self.shown: list[Shown] = []
        self.flaws: list[tuple[int, str, str]] = []
        self._pens: set[str] = set()
        self._pieces: list[str] | None = None
        self._times: tuple[float | None, float | None] = (None, None)
        self._reading = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "pen" and attributes.get("rb") in _READINGS:
            self._pens.add(attributes.get("id", ""))
        elif tag in ("p", "text"):
            self.finish()
            self._pieces = []
            self._times = self._when(attributes)
        elif self._reading or (tag == "s" and attributes.get("p") in self._pens):
            self._reading += 1
        elif tag == "br" and self._pieces is not None:
            self._pieces.append("\n")

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in ("p", "text"):
            self.finish()
        elif self._reading:
            self._reading -= 1

    def data(self, text: str) -> None:
        """Text in the element that was begun last."""
        if self._reading:
            return
        if self._pieces is not None:
            self._pieces.append(text)
        elif text.strip():
            shown = " ".join(text.split())[:_EXCERPT]
            message = f"“{shown}” stands outside of the lines of captions and was left out."
            line = self.place() - text.lstrip().count("\n")
            self.flaws.append((line, "stray-line", message))

    def finish(self) -> None:
        """The line ends, or the file ends within it."""
        if self._pieces is None:
            return
        lines = lines_of("".join(self._pieces).split("\n"))
        self._pieces, self._reading = None, 0
        if lines:
            self.shown.append(Shown(*self._times, lines))

    def _when(self, attributes: Mapping[str, str]) -> tuple[float | None, float | None]:
        """When a line begins and ends: srv1 has seconds, the others milliseconds."""
        milliseconds = "t" in attributes
        begin = attributes.get("t" if milliseconds else "start", "")
        duration = attributes.get("d" if milliseconds else "dur", "")
        scale = 0.001 if milliseconds else 1
        start = clock.in_range(begin, scale)
        length = clock.in_range(duration, scale)
        for written, time in ((begin, start), (duration, length)):
            if written and time is None:
                message = f"The time {written[:40]!r} cannot be read; its text was kept."
                self.flaws.append((self.place(), "unreadable-time", message))
        end = None if start is None or length is None else clock.in_range(start + length)
        return start, end
