"""Captions: SubRip (SRT), WebVTT and SBV, whatever is damaged in them, by one reader.

`blocks` finds the cues, `timing` reads their times, `markup` what in them is not said, `rolling`
takes lines out that only moved up, and `speakers` finds who speaks. `srt`, `webvtt` and `sbv` are
the formats; `first_lines` is what they are told by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from refrain.loader.formats.captions.blocks import Block, read_captions
from refrain.loader.formats.captions.markup import Line, lines_of
from refrain.loader.formats.captions.rolling import is_rolling, new_lines
from refrain.loader.formats.captions.speakers import Shown, speeches
from refrain.loader.source import Source
from refrain.loader.timed_text import timed_text, transcript_of
from refrain.records import Problem, Transcript


def read_as(
    name: str, source: Source, *, notes: bool = False, language: str | None = None
) -> Iterator[Transcript | Problem]:
    """The transcript of a caption file, and what is wrong in it; `name` is the format's."""
    captions = read_captions(source.text, notes=notes)
    for stray in captions.strays:
        message = "This line stands above the first times, so it was left out. Give it times."
        yield Problem(source.name, stray.number, "stray-line", message)
    rolling = is_rolling(captions.blocks)
    shown = new_lines if rolling else _all_lines
    cues = []
    for block, lines in shown(captions.blocks):
        if lines:
            yield from _doubts(block, source)
            cues.append(Shown(block.start, _end(block), lines))
    spoken = timed_text(speeches(cues))
    line = captions.blocks[0].line if captions.blocks else 1
    detail = "rolling" if rolling else ""
    yield transcript_of(source, name, spoken, line=line, language=language, detail=detail)


def _all_lines(blocks: Sequence[Block]) -> Iterator[tuple[Block, list[Line]]]:
    return ((block, lines_of(block.lines)) for block in blocks)


def _end(block: Block) -> float | None:
    is_backward = block.start is not None and block.end is not None and block.end < block.start
    return None if is_backward else block.end


def _doubts(block: Block, source: Source) -> Iterator[Problem]:
    if block.start is None or block.end is None:
        message = "A time of this cue cannot be read, or is missing. Write it as 00:01:02.500."
        yield Problem(source.name, block.line, "unreadable-time", message)
    elif block.end < block.start:
        message = "This piece ends before it begins, so its end was left out. Mend its times."
        yield Problem(source.name, block.line, "backward-time", message)
