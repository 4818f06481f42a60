"""The lines of a prompt dump to its prompts: the paragraphs, and the block of labels below them.

A block is a run of labels with nothing but blank lines and fences (lines of `#`) between; the
paragraphs since the block before are its texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from refrain.loader.result import Problem

_LINE = re.compile(r"[^\r\n]+")
_LABEL = re.compile(r"\s*(shot|target)[^\S\r\n]*:", re.IGNORECASE)


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
class Part:
    """A line that is a fence or a label, a paragraph, or a run of paragraphs, and where it is.

    `gap` is the number of lines without text between it and the paragraph above.
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

    def touches(self, below: Part) -> bool:
        """Whether no line is between them."""
        return self.last_line + 1 == below.line


@dataclass
class Prompt:
    """The paragraphs above a block of labels, and the block; the last of a file may have none."""

    paragraphs: list[Part] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


def prompts(text: str, source: str) -> tuple[list[Prompt], list[Problem]]:
    """The prompts of a text and what is damaged in it; no prompts where it has no label."""
    parts = _merged(_settled(list(_parts(text))))
    if not any(part.label for part in parts):
        return [], []
    problems, fences = _cut_off(parts, text, source)
    fences |= _fences_of_labels(parts, source, problems)
    found = [Prompt()]
    for n, part in enumerate(parts):
        if part.label:
            found[-1].labels.append(part.label)
        elif part.is_text:
            _add(found, part)
        elif n not in fences:
            message = "This line of # belongs to no label. Remove it, or add its label."
            problems.append(Problem(source, part.line, "stray-fence", message))
    return found, problems


def _add(found: list[Prompt], part: Part) -> None:
    if found[-1].labels:
        found.append(Prompt())
    above = found[-1].paragraphs
    if above:
        part.gap = part.line - above[-1].last_line - 1
    above.append(part)


# -- lines to parts -------------------------------------------------------------------------------


def _parts(text: str) -> Iterator[Part]:
    """Fences, what may be labels, and paragraphs, in the order of the text."""
    number, end = 1, 0
    paragraph: Part | None = None
    for match in _LINE.finditer(text):
        start = match.start()
        number += _line_ends(text, end, start)
        end = match.end()
        content = match.group()
        if content.isspace():
            continue
        part = _part(content, start, number)
        if part.is_text and paragraph and paragraph.touches(part):
            # Blanks at the end of a line are part of the text: it stays verbatim.
            paragraph.end, paragraph.last_line = end, number
            continue
        if paragraph:
            yield paragraph
        paragraph = part if part.is_text else None
        if not part.is_text:
            yield part
    if paragraph:
        yield paragraph


def _line_ends(text: str, start: int, end: int) -> int:
    if end - start < 2:
        return end - start
    crlf = text.count("\r\n", start, end)
    return text.count("\n", start, end) + text.count("\r", start, end) - crlf


def _part(content: str, start: int, number: int) -> Part:
    part = Part(start, start + len(content), number, number)
    bare = content.strip()
    if bare[0] == "#":
        part.is_fence = len(bare) >= 3 and not bare.strip("#")
    elif match := _LABEL.match(content):
        part.label = Label(match[1].lower(), content[match.end() :].strip(), number, start)
    return part


def _settled(parts: list[Part]) -> list[Part]:
    """What looks like a label and has no fence near is something that was said."""
    n = 0
    while n < len(parts):
        last = n
        while parts[n].label and last + 1 < len(parts) and parts[last + 1].label:
            last += 1
        if parts[n].label:
            _settle(parts, n, last)
        n = last + 1
    return parts


def _settle(parts: list[Part], first: int, last: int) -> None:
    """A run of labels is one between two fences; of any other only its ends can be labels."""
    above = parts[first - 1] if first and parts[first - 1].is_fence else None
    below = parts[last + 1] if last + 1 < len(parts) and parts[last + 1].is_fence else None
    touched = above is not None and above.touches(parts[first])
    touches = below is not None and parts[last].touches(below)
    if above and below and (first == last or (touched and touches)):
        return
    for n in range(first, last + 1):
        if not (n == first and touched) and not (n == last and touches):
            parts[n].label = None


def _merged(parts: list[Part]) -> list[Part]:
    """A line that is no label after all goes back into the paragraph it was part of."""
    merged: list[Part] = []
    for part in parts:
        above = merged[-1] if merged else None
        if above and above.is_text and part.is_text and above.touches(part):
            above.end, above.last_line = part.end, part.last_line
        else:
            merged.append(part)
    return merged


# -- damage ---------------------------------------------------------------------------------------


def _cut_off(parts: list[Part], text: str, source: str) -> tuple[list[Problem], set[int]]:
    """The problem of a file that ends within a label, and which parts are all there is of it."""
    last = len(parts) - 1
    what, rest = _cut_label(parts, text[parts[last].start : parts[last].end].strip())
    if not what:
        return [], set()
    if parts[last].label is None:
        # What is left of a line of # or of a label is not a text.
        parts[last].is_fence = True
    message = f"The file ends in the middle of {what}: it may be cut off here. Add the rest."
    return [Problem(source, parts[last].line, "cut-off", message)], rest


def _cut_label(parts: list[Part], ending: str) -> tuple[str, set[int]]:
    """What the file ends in the middle of, "" if nothing, and which parts are left of it."""
    n = len(parts) - 1
    last, above = parts[n], parts[n - 1] if n else None
    if last.label:
        return f"the label {last.label}", set()
    if last.is_fence and not (above and above.label):
        return "a label, after its line of #", {n}
    one_line = last.is_text and last.line == last.last_line
    if not one_line or above is None or above.is_text or not above.touches(last):
        return "", set()
    if ending in ("#", "##"):
        return (f"the line of # below {above.label}" if above.label else "a line of #"), {n}
    closes = n > 1 and parts[n - 2].label
    begins = any(label.startswith(ending.lower()) for label in ("shot:", "target:"))
    if above.is_fence and not closes and begins:
        return f"a label, '{ending}'", {n - 1, n}
    return "", set()


def _fences_of_labels(parts: list[Part], source: str, problems: list[Problem]) -> set[int]:
    """Which parts are fences that enclose labels; labels that lack one are reported."""
    used = set()
    for n, part in enumerate(parts):
        if part.label is None:
            continue
        above = n > 0 and parts[n - 1].is_fence
        below = n + 1 < len(parts) and parts[n + 1].is_fence
        used |= {n - 1} if above else set()
        used |= {n + 1} if below else set()
        if not part.label.topic:
            problems.append(_unnamed(part.label, source))
        # The end of a file that ends in a label is reported as that.
        if not (above and (below or n + 1 == len(parts))):
            problems.append(_damaged(part.label, source, above, below))
    return used


def _unnamed(label: Label, source: str) -> Problem:
    message = f"This {label.role} has no name, and so its text has no topic. Write it after the :."
    return Problem(source, label.line, "unnamed-label", message)


def _damaged(label: Label, source: str, above: bool, below: bool) -> Problem:
    side = "below" if above else "above" if below else "above or below"
    message = f"The label {label} has no line of # {side} it. Add one to be sure."
    return Problem(source, label.line, "damaged-label", message)
