"""The segments of a prompt dump to its prompts: paragraphs, and the block of labels below them.

A block is a run of labels with nothing but blank lines and fences (lines of `#`) between; the
paragraphs since the block before are its texts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from refrain.loader.formats.prompt_dump import damage
from refrain.loader.formats.prompt_dump.segments import Label, Segment, read_segments
from refrain.records import Problem


@dataclass
class Prompt:
    """The paragraphs above a block of labels, and the block; the last of a file may have none."""

    paragraphs: list[Segment] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


def read_prompts(text: str, source: str) -> tuple[list[Prompt], list[Problem]]:
    """The prompts of a text, and its problems; no prompts where it has no label."""
    segments = read_segments(text)
    if not any(segment.label for segment in segments):
        return [], []
    problems, fences = damage.cut_off(segments, text, source)
    fences |= damage.fences_of_labels(segments, source, problems)
    prompts = [Prompt()]
    for n, segment in enumerate(segments):
        if segment.label:
            prompts[-1].labels.append(segment.label)
        elif segment.is_text:
            _add(prompts, segment)
        elif n not in fences:
            message = "This line of # belongs to no label. Remove it, or add its label."
            problems.append(Problem(source, segment.line, "stray-fence", message))
    return prompts, problems


def _add(prompts: list[Prompt], segment: Segment) -> None:
    """A paragraph to the prompt it belongs to: the one below the last block of labels."""
    if prompts[-1].labels:
        prompts.append(Prompt())
    above = prompts[-1].paragraphs
    if above:
        segment.gap = segment.line - above[-1].last_line - 1
    above.append(segment)
