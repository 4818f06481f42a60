"""The texts of a prompt to its labels, which follow them in the same order.

Where their numbers differ, the texts that other prompts of the file have under the same label
decide; where nothing decides, what was assumed is reported.
"""

from __future__ import annotations

from refrain.loader.formats.prompt_dump.blocks import Prompt
from refrain.loader.formats.prompt_dump.fewer_texts import match_with_missing
from refrain.loader.formats.prompt_dump.label_texts import LabelTexts, PromptContext
from refrain.loader.formats.prompt_dump.more_paragraphs import match_joined
from refrain.loader.formats.prompt_dump.segments import Segment
from refrain.records import Problem


def match(
    prompt: Prompt, context: PromptContext, label_texts: LabelTexts
) -> tuple[list[Segment | None], list[Problem]]:
    """A text, or None, for each label; where there are no labels, a text for each paragraph."""
    paragraphs, labels = prompt.paragraphs, prompt.labels
    if not labels:
        message = "This text has no label below it. Add a block of labels, or remove the text."
        return list(paragraphs), [
            context.problem(paragraph.line, "unlabelled-text", message) for paragraph in paragraphs
        ]
    if len(paragraphs) < len(labels):
        return match_with_missing(prompt, context, label_texts)
    if len(paragraphs) > len(labels):
        return match_joined(prompt, context, label_texts)
    return list(paragraphs), []
