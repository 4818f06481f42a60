"""Whether a file begins as captions do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refrain.loader.formats.captions.timing import times_of
from refrain.loader.formats.prompt_dump.segments import has_labels
from refrain.loader.source import Source

_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
# As `str.splitlines` has them, but found as they are asked for: most files are told by the first.
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_HEAD = 20_000
"""Characters above the first times of a file that is named as captions."""


def first_lines(source: Source) -> Iterator[str]:
    """The lines of its beginning that are not blank."""
    head = source.beginning[:_HEAD].lstrip("\ufeff")
    lines = (line.group() for line in _LINE.finditer(head))
    return (line for line in lines if not line.isspace())


def has_times(source: Source, endings: tuple[str, ...], *, arrow: bool) -> bool:
    """Whether times are in its first line, or below a number there; in a file with one of the
    endings, in any of its first lines. Whether there is an `arrow` between the times is given."""
    is_named_so = source.ending in endings
    for number, line in enumerate(first_lines(source)):
        if times_of(line) is not None:
            return _has_arrow(line) == arrow and is_no_dump(source, endings)
        if not is_named_so and (number > 0 or not _NUMBER.fullmatch(line.strip())):
            return False
    return False


def is_no_dump(source: Source, endings: tuple[str, ...]) -> bool:
    """Whether no labels of prompts are in it: captions may be the texts of a dump, too."""
    return source.ending in endings or not has_labels(source.text)


def _has_arrow(line: str) -> bool:
    return ">" in line or "→" in line
