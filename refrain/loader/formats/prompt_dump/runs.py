"""Neighbouring paragraphs joined into one text."""

from __future__ import annotations

from itertools import accumulate, pairwise

from refrain.loader.formats.prompt_dump.segments import Segment


def split_at_gaps(paragraphs: list[Segment], count: int) -> list[Segment]:
    """Split at the wider gaps only, where some width of gap gives `count` texts; else no texts."""
    if count == 1 and paragraphs:
        return [join(paragraphs)]
    if not 1 < count < len(paragraphs):
        return []
    width = sorted((paragraph.gap for paragraph in paragraphs[1:]), reverse=True)[count - 2]
    cuts = [n for n, paragraph in enumerate(paragraphs) if n and paragraph.gap >= width]
    if len(cuts) != count - 1:
        return []
    return [join(paragraphs[a:b]) for a, b in pairwise([0, *cuts, len(paragraphs)])]


def join_by_counts(paragraphs: list[Segment], counts: list[int]) -> list[Segment]:
    """The first paragraphs joined: so many into the first text, so many into the second, ..."""
    ends = list(accumulate(counts, initial=0))
    return [join(paragraphs[start:end]) for start, end in pairwise(ends)]


def join(paragraphs: list[Segment]) -> Segment:
    """One segment from the start of the first paragraph to the end of the last."""
    first, last = paragraphs[0], paragraphs[-1]
    return Segment(first.start, last.end, first.line, last.last_line)
