"""Rolling captions: lines that move up, so that each is there in several cues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refrain.loader.formats.captions.blocks import Block
from refrain.loader.formats.captions.markup import Line, lines_of

_MOMENT = 0.0205
_SHARE = 0.2


def is_rolling(blocks: Sequence[Block]) -> bool:
    """Whether a fifth of the cues or more last 20 milliseconds or less, but not all: where all do,
    the times say nothing."""
    lengths = [
        block.end - block.start
        for block in blocks
        if block.start is not None and block.end is not None
    ]
    moments = sum(0 <= length <= _MOMENT for length in lengths)
    return 0 < moments < len(lengths) and moments >= _SHARE * len(blocks)


def new_lines(blocks: Sequence[Block]) -> Iterator[tuple[Block, list[Line]]]:
    """Each cue with those of its lines that were not there in the cue before.

    The lines at the top of a cue that end the cue before have moved up. A line with times inside is
    being said, and so it is new, even if it is said a second time. One that begins with the last
    line of the cue before has grown: what it has more is new.
    """
    shown: list[str] = []
    for block in blocks:
        lines = lines_of(block.lines)
        old = _moved_up(shown, lines)
        fresh = lines[old:]
        if shown and fresh and not old and _has_grown(shown[-1], fresh[0]):
            more = fresh[0].text[len(shown[-1]) :].strip()
            fresh = [fresh[0]._replace(text=more), *fresh[1:]]
        yield block, fresh
        if lines:
            shown = [line.text for line in lines]


def _has_grown(before: str, line: Line) -> bool:
    return line.inner_time is None and line.text.startswith(f"{before} ")


def _moved_up(shown: Sequence[str], lines: Sequence[Line]) -> int:
    """How many of the first lines end what was shown before."""
    for count in range(min(len(shown), len(lines), 4), 0, -1):
        top = lines[:count]
        if [line.text for line in top] == list(shown[-count:]) and not any(
            line.inner_time is not None for line in top
        ):
            return count
    return 0
