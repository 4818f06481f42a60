"""The few-shot prompt dump: texts, one per paragraph, and *then* the block of labels for them.

A label is a line `Shot: NAME` or `Target: NAME` between two lines of `#`; a block is a run of
labels, and the paragraphs since the block before are its texts, in the order of its labels. Dumps
in the wild are damaged in every way; each damage has a kind of problem, and loses nothing.
`blocks` finds the labels and the paragraphs, `matching` brings them together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from refrain.loader.formats.prompt_dump import blocks
from refrain.loader.formats.prompt_dump.blocks import Label, Part, Prompt
from refrain.loader.formats.prompt_dump.matching import LabelTexts, Place, match
from refrain.loader.result import LoadResult, Problem


def parse(text: str, source: str) -> LoadResult | None:
    """The rows and problems of a dump, None where the text has no label and so is none.

    Offsets count characters of `text`; prompts count from 1.
    """
    prompts, problems = blocks.prompts(text, source)
    if not prompts:
        return None
    found = LoadResult(problems=problems)
    known = LabelTexts.of(prompts, text)
    for number, prompt in enumerate(prompts, 1):
        where = Place(text, source, number)
        spans, doubts = match(prompt, where, known)
        found.rows.extend(_rows(prompt, spans, where))
        found.problems.extend(doubts)
        found.problems.extend(_block_problems(prompt, where))
    found.problems.sort(key=lambda problem: problem.line or 0)
    return found


def _rows(prompt: Prompt, spans: list[Part | None], where: Place) -> Iterator[dict[str, Any]]:
    nobody = [Label("transcript", "", 0, 0)] * len(spans)
    for position, (label, span) in enumerate(zip(prompt.labels or nobody, spans, strict=True), 1):
        yield {
            "transcript_id": f"{where.source}:{where.prompt}.{position}",
            "source": where.source,
            "line": span.line if span else label.line,
            "prompt": where.prompt,
            "position": position,
            "role": label.role,
            "topic": label.topic or None,
            "text": where.of(span) if span else None,
            "start": span.start if span else label.start,
            "end": span.end if span else label.start,
        }


def _block_problems(prompt: Prompt, where: Place) -> Iterator[Problem]:
    if not prompt.labels:
        return
    targets = [label for label in prompt.labels if label.role == "target"]
    last = prompt.labels[-1]
    if not targets:
        message = f"Prompt {where.prompt} has no target: all its labels are shots. Add its target."
        yield where.problem(last.line, "no-target", message)
    elif len(targets) > 1:
        message = f"Prompt {where.prompt} has {len(targets)} targets. Leave one."
        yield where.problem(targets[1].line, "many-targets", message)
    elif targets[0] is not last:
        message = (
            f"{targets[0]} of prompt {where.prompt} is not its last label. Move it to the end."
        )
        yield where.problem(targets[0].line, "target-not-last", message)
