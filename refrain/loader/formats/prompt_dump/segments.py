"""The lines of a prompt dump to segments: fences (lines of `#`), labels and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]+")
_LABEL = re.compile(r"\s*(shot|target)[^\S\r\n]*:", re.IGNORECASE)
_MAYBE_LABEL = re.compile(r"(shot|target)[^\S\r\n]*:", re.IGNORECASE)


@dataclass(slots=True)
class Label:
    """A label as it stands in the file."""

    role: str
    topic: str
    line: int
    start: int

    def __str__(self) -> str:
        return f"{self.role.capitalize()} '{self.topic}'"


@dataclass(slots=True)
class Segment:
    """A stretch of the file: a fence, a label, a paragraph, or a run of paragraphs.

    `start` and `end` count characters, `line` and `last_line` lines from 1; `gap` is the
    number of lines without text between it and the paragraph above.
    """

    start: int
    end: int
    line: int
    last_line: int
    is_fence: bool = False
    label: Label | None = None
    gap: int = 0

    @property
    def is_text(self) -> bool:
        """Whether it is neither a fence nor a label."""
        return not self.is_fence and self.label is None

    def touches(self, below: Segment) -> bool:
        """Whether no line is between them."""
        return self.last_line + 1 == below.line


def has_labels(text: str) -> bool:
    """Whether some line of a text is a label, and not only looks like one."""
    # Most texts have no fence, or nothing like a label: to see that takes a fraction of the time.
    if "###" not in text or not _MAYBE_LABEL.search(text):
        return False
    return any(segment.label for segment in _settled(list(_candidates(text))))


def read_segments(text: str) -> list[Segment]:
    """The segments of a text, in its order; none where it is blank."""
    return _merged(_settled(list(_candidates(text))))


def _candidates(text: str) -> Iterator[Segment]:
    """Fences, paragraphs, and lines that look like labels, in the order of the text."""
    number, end = 1, 0
    paragraph: Segment | None = None
    for match in _LINE.finditer(text):
        start = match.start()
        number += _line_ends(text, end, start)
        end = match.end()
        content = match.group()
        if content.isspace():
            continue
        segment = _segment(content, start, number)
        if segment.is_text and paragraph and paragraph.touches(segment):
            # Blanks at the end of a line belong to the text: it stays verbatim.
            paragraph.end, paragraph.last_line = end, number
            continue
        if paragraph:
            yield paragraph
        paragraph = segment if segment.is_text else None
        if not segment.is_text:
            yield segment
    if paragraph:
        yield paragraph


def _line_ends(text: str, start: int, end: int) -> int:
    if end - start < 2:
        return end - start
    crlf = text.count("\r\n", start, end)
    return text.count("\n", start, end) + text.count("\r", start, end) - crlf


def _segment(content: str, start: int, number: int) -> Segment:
    segment = Segment(start, start + len(content), number, number)
    bare = content.strip()
    if bare[0] == "#":
        segment.is_fence = len(bare) >= 3 and not bare.strip("#")
    elif match := _LABEL.match(content):
        segment.label = Label(match[1].lower(), content[match.end() :].strip(), number, start)
    return segment


def _settled(segments: list[Segment]) -> list[Segment]:
    """Lines that look like labels but have no fence beside them become text."""
    n = 0
    while n < len(segments):
        last = n
        while segments[n].label and last + 1 < len(segments) and segments[last + 1].label:
            last += 1
        if segments[n].label:
            _settle(segments, n, last)
        n = last + 1
    return segments


def _settle(segments: list[Segment], first: int, last: int) -> None:
    """Decide about a run of lines that look like labels.

    All are labels where a fence touches the first and another the last, and a single one also where
    blank lines are between; otherwise only the first and the last can be, each by its own fence.
    """
    above = segments[first - 1] if first and segments[first - 1].is_fence else None
    below = segments[last + 1] if last + 1 < len(segments) and segments[last + 1].is_fence else None
    touched = above is not None and above.touches(segments[first])
    touches = below is not None and segments[last].touches(below)
    if above and below and (first == last or (touched and touches)):
        return
    for n in range(first, last + 1):
        if not (n == first and touched) and not (n == last and touches):
            segments[n].label = None


def _merged(segments: list[Segment]) -> list[Segment]:
    """A line that is no label after all goes back into the paragraph it was in."""
    merged: list[Segment] = []
    for segment in segments:
        above = merged[-1] if merged else None
        if above and above.is_text and segment.is_text and above.touches(segment):
            above.end, above.last_line = segment.end, segment.last_line
        else:
            merged.append(segment)
    return merged
