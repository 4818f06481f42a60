"""The few-shot prompt dump: texts, one per paragraph, and *then* the block of labels for them.

A label is a line `Shot: NAME` or `Target: NAME` between two lines of `#`; a block is a run of
labels, and the paragraphs since the block before are its texts, in the order of its labels. Dumps
in the wild are damaged in every way; each damage has a kind of problem, and loses nothing.
`segments` finds labels, paragraphs and lines of `#`, `damage` what is wrong with them, `blocks`
makes prompts of them, and `matching` gives each label its text.
"""

from __future__ import annotations

from collections.abc import Iterator

from refrain.loader.endings import MARKDOWN, TEXT
from refrain.loader.formats.prompt_dump.blocks import Prompt, read_prompts
from refrain.loader.formats.prompt_dump.kinds import KINDS
from refrain.loader.formats.prompt_dump.label_texts import LabelTexts, PromptContext
from refrain.loader.formats.prompt_dump.matching import match
from refrain.loader.formats.prompt_dump.segments import Label, Segment, has_labels
from refrain.loader.source import Source
from refrain.records import Problem, Transcript

__all__ = ["ENDINGS", "KINDS", "NAME", "read", "recognises"]

NAME = "few-shot prompt dump"
ENDINGS: tuple[str, ...] = TEXT + MARKDOWN


def recognises(source: Source) -> bool:
    """Whether a label is in the text, whatever the file's name."""
    return has_labels(source.text)


def read(source: Source) -> Iterator[Transcript | Problem]:
    """The transcripts and problems of a dump.

    Offsets count characters of its text; prompts count from 1.
    """
    text = source.text
    prompts, problems = read_prompts(text, source.name)
    label_texts = LabelTexts.of(prompts, text)
    for number, prompt in enumerate(prompts, 1):
        context = PromptContext(text, source.name, number)
        spans, doubts = match(prompt, context, label_texts)
        yield from _transcripts(prompt, spans, context)
        problems += doubts
        problems += _block_problems(prompt, context)
    yield from sorted(problems, key=lambda problem: problem.line or 0)


def _transcripts(
    prompt: Prompt, spans: list[Segment | None], context: PromptContext
) -> Iterator[Transcript]:
    unlabelled = [Label("transcript", "", 0, 0)] * len(spans)
    for position, (label, span) in enumerate(
        zip(prompt.labels or unlabelled, spans, strict=True), 1
    ):
        yield Transcript(
            source=context.source,
            place=f"{context.prompt}.{position}",
            line=span.line if span else label.line,
            prompt=context.prompt,
            position=position,
            role=label.role,
            topic=label.topic or None,
            topic_from="label" if label.topic else None,
            text=context.text_of(span) if span else None,
            start=span.start if span else label.start,
            end=span.end if span else label.start,
        )


def _block_problems(prompt: Prompt, context: PromptContext) -> Iterator[Problem]:
    if not prompt.labels:
        return
    targets = [label for label in prompt.labels if label.role == "target"]
    last = prompt.labels[-1]
    if not targets:
        message = (
            f"Prompt {context.prompt} has no target: all its labels are shots. Add its target."
        )
        yield context.problem(last.line, "no-target", message)
    elif len(targets) > 1:
        message = f"Prompt {context.prompt} has {len(targets)} targets. Leave one."
        yield context.problem(targets[1].line, "many-targets", message)
    elif targets[0] is not last:
        message = (
            f"{targets[0]} of prompt {context.prompt} is not its last label. Move it to the end."
        )
        yield context.problem(targets[0].line, "target-not-last", message)
