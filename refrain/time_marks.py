"""Where a text says when it is spoken: time marks such as `[00:01:02]`, which nobody says.

A clock time is `1:02`, `01:02:03` or `00:01:02,500`. It is a mark

- in brackets, anywhere: `[00:01:02]`, `(1:02)`, `<00:00:01.000>`, escaped as in Markdown
  (`\\[1:02\\]`), or two times with a dash, `to` or an arrow between them;
- in the line above a subtitle: `00:01:02,500 --> 00:01:04,000`, with the settings behind it
  (`align:start`) and the number above it;
- alone on a line;
- at the start of a line that goes on, where another line of the text begins with a time, too.

Any other is speech: `we met at 12:30` says a time.
"""

from __future__ import annotations

import re

Span = tuple[int, int]
"""Where something begins and ends, in characters."""

CLOCK = r"\d{1,3}:\d{2}(?::\d{2}){0,2}(?:[.,]\d{1,6})?"
_CLOCKS = rf"{CLOCK}(?:[ \t]*(?:-->|[-–—→]|to)[ \t]*{CLOCK})?"
# It begins with a letter that is quick to look for.
_SIGN = re.compile(r":(?<=\d:)\d\d", re.ASCII)
_WIDEST_MARGIN = 40
_BEFORE = re.compile(r"(?:(?P<bracket>\\?[\[(<])|^)[ \t]*\d{1,3}\Z", re.ASCII | re.MULTILINE)
_IN_BRACKETS = re.compile(rf"\\?[\[(<][ \t]*{_CLOCKS}[ \t]*\\*[\])>]", re.ASCII)
_SUBTITLE = re.compile(rf"[ \t]*{CLOCK}[ \t]*-->[ \t]*{CLOCK}(?:[ \t]+[a-z]+:\S+)*", re.ASCII)
_NUMBER_ABOVE = re.compile(r"^\d{1,7}[ \t]*\r?\n\Z", re.ASCII | re.MULTILINE)
_FIRST_IN_LINE = re.compile(rf"[ \t]*{_CLOCKS}(?=\s|\Z)", re.ASCII)
_LINE_ENDS = re.compile(r"[ \t]*(?:\n|\Z)")


def time_marks(text: str) -> list[Span]:
    """Where the time marks of a text are, in order; none overlap.

    >>> text = "12:30\\nWe met at 12:30 [00:01:02] sharp."
    >>> [text[start:end] for start, end in time_marks(text)]
    ['12:30', '[00:01:02]']
    """
    # A line end of its own where a lone carriage return is one, too.
    lines = text.replace("\r", "\n") if "\r" in text else text
    places: list[Span] = []
    first_in_line: list[Span] = []
    cursor = 0
    for sign in _SIGN.finditer(lines):
        if sign.start() < cursor:
            continue
        before = _BEFORE.search(lines, max(sign.start() - _WIDEST_MARGIN, cursor), sign.start())
        if not before:
            continue
        at = before.start()
        if before["bracket"]:
            if mark := _IN_BRACKETS.match(lines, at):
                places.append(mark.span())
        elif mark := _SUBTITLE.match(lines, at):
            number = _NUMBER_ABOVE.search(lines, max(at - _WIDEST_MARGIN, 0), at)
            places.append((number.start() if number else at, mark.end()))
        elif mark := _FIRST_IN_LINE.match(lines, at):
            first_in_line.append(mark.span())
        cursor = mark.end() if mark else cursor
    alone = [place for place in first_in_line if _LINE_ENDS.match(lines, place[1])]
    return sorted(places + (first_in_line if len(first_in_line) > 1 else alone))
