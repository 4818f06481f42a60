"""More paragraphs than labels: some texts have blank lines in them."""

from __future__ import annotations

from itertools import chain

from refrain.loader.formats.prompt_dump.blocks import Prompt
from refrain.loader.formats.prompt_dump.label_texts import LabelTexts, PromptContext, key_of
from refrain.loader.formats.prompt_dump.runs import join, join_by_counts, split_at_gaps
from refrain.loader.formats.prompt_dump.segments import Label, Segment
from refrain.records import Problem


def match_joined(
    prompt: Prompt, context: PromptContext, label_texts: LabelTexts
) -> tuple[list[Segment | None], list[Problem]]:
    """A text for each label, made of one paragraph or more; a problem where this is a guess."""
    paragraphs, labels = prompt.paragraphs, prompt.labels
    front, back = _known_ends(prompt, context, label_texts)
    inner = paragraphs[sum(front) : len(paragraphs) - sum(back)]
    left = len(labels) - len(front) - len(back)
    first_texts = join_by_counts(paragraphs, front)
    last_texts = join_by_counts(paragraphs[len(paragraphs) - sum(back) :], back)
    if left <= 1 or len(inner) == left:
        middle = [join(inner)] if left == 1 else inner
    elif texts := split_at_gaps(paragraphs, len(labels)):
        return list(texts), []
    else:
        middle = split_at_gaps(inner, left)
    if middle or not left:
        return [*first_texts, *middle, *last_texts], []
    kept, last = inner[: left - 1], inner[left - 1 :]
    label = labels[len(front) + left - 1]
    message = (
        f"Prompt {context.prompt} has {len(paragraphs)} paragraphs for {len(labels)} labels. "
        f"{len(last)} of them, from this line on, were taken as one text, of {label}; where that "
        "is wrong, remove the blank lines inside texts."
    )
    problem = context.problem(last[0].line, "ambiguous-texts", message)
    return [*first_texts, *kept, join(last), *last_texts], [problem]


def _known_ends(
    prompt: Prompt, context: PromptContext, label_texts: LabelTexts
) -> tuple[list[int], list[int]]:
    """How many paragraphs make up each of the first texts, and each of the last, as far as these
    are known under their labels from other prompts."""
    labels = prompt.labels
    paragraphs = list(map(context.words_of, prompt.paragraphs))
    front: list[int] = []
    back: list[int] = []
    low, high = 0, len(paragraphs)
    while len(front) < len(labels):
        left = len(labels) - len(front)
        label = labels[len(front)]
        size = _known_run(paragraphs, range(low, high), label, left, label_texts)
        if not size:
            break
        front.append(size)
        low += size
    while len(front) + len(back) < len(labels):
        left = len(labels) - len(front) - len(back)
        label = labels[-1 - len(back)]
        backwards = range(high - 1, low - 1, -1)
        size = _known_run(paragraphs, backwards, label, left, label_texts)
        if not size:
            break
        back.append(size)
        high -= size
    return front, back[::-1]


def _known_run(
    paragraphs: list[list[str]], order: range, label: Label, left: int, label_texts: LabelTexts
) -> int:
    """How many of the first paragraphs in `order`, each given by its words, make a text known under
    the label, at most; 0 for none. `left` labels are without text yet: each of the others needs a
    paragraph, and a last one takes all."""
    texts = label_texts.texts.get(key_of(label), set())
    lengths = label_texts.lengths.get(key_of(label), {0})
    longest, size, length = max(lengths), 0, 0
    for count, n in enumerate(order[: len(order) - left + 1], 1):
        length += len(paragraphs[n])
        if length > longest:
            break
        if left == 1 and count < len(order):
            continue
        if length in lengths:
            first, last = sorted((order[0], n))
            if " ".join(chain.from_iterable(paragraphs[first : last + 1])) in texts:
                size = count
    return size
