"""Fewer texts than labels: some label's text is missing, and other prompts say which."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass

from refrain.loader.formats.prompt_dump.blocks import Prompt
from refrain.loader.formats.prompt_dump.label_texts import LabelTexts, PromptContext, key_of
from refrain.loader.formats.prompt_dump.segments import Label, Segment
from refrain.records import Problem

# Beyond this many labels to try for equal texts, the search would take too long for what it gives.
_MOST_CANDIDATES = 2_000_000


def match_with_missing(
    prompt: Prompt, context: PromptContext, label_texts: LabelTexts
) -> tuple[list[Segment | None], list[Problem]]:
    """The paragraph of each label, None for a label without text, which is a problem each."""
    paragraphs, labels = prompt.paragraphs, prompt.labels
    matched: list[Segment | None] = [None] * len(labels)
    texts = [" ".join(context.words_of(paragraph)) for paragraph in paragraphs]
    numbers = align(texts, labels, label_texts)
    for paragraph, n in zip(paragraphs, numbers, strict=True):
        matched[n] = paragraph
    count = f"prompt {context.prompt} has {len(labels)} labels but {len(paragraphs)} texts"
    remedy = "Add its paragraph above the labels, or remove the label."
    return matched, [
        context.problem(label.line, "missing-text", f"{label} has no text: {count}. {remedy}")
        for label, paragraph in zip(labels, matched, strict=True)
        if paragraph is None
    ]


def align(texts: list[str], labels: list[Label], label_texts: LabelTexts) -> list[int]:
    """The number of the label for each text (as `LabelTexts` has them), in order: as many texts as
    possible are known under their label, and otherwise they take the earliest labels.

    A text is shifted by the labels without text above it, so shifts never fall from one text to the
    next, and the best assignment is the longest chain of known texts in which they do not.
    """
    room = len(labels) - len(texts)
    candidates = _labels_by_text(texts, labels, label_texts)
    shifts: list[int] = []  # the least shift at the end of a chain, by the length of the chain
    chains: list[_Link] = []
    tried = 0
    for k, text in enumerate(texts):
        numbers = candidates.get(text, [])
        numbers = numbers[bisect_left(numbers, k) : bisect_right(numbers, k + room)]
        tried += len(numbers)
        if tried > _MOST_CANDIDATES:
            return list(range(len(texts)))
        for n in reversed(numbers):
            at = bisect_right(shifts, n - k)
            link = _Link(k, n - k, chains[at - 1] if at else None)
            shifts[at : at + 1], chains[at : at + 1] = [n - k], [link]
    return _unshifted(chains[-1] if chains else None, len(texts))


@dataclass(frozen=True, slots=True)
class _Link:
    """A text under a label that knows it, and the link before it in the chain."""

    text: int
    shift: int
    before: _Link | None


def _unshifted(link: _Link | None, count: int) -> list[int]:
    """The label of each of `count` texts, from the last link of the best chain."""
    chosen = list(range(count))
    end = count
    while link:
        for k in range(link.text, end):
            chosen[k] = k + link.shift
        end, link = link.text, link.before
    return chosen


def _labels_by_text(
    texts: list[str], labels: list[Label], label_texts: LabelTexts
) -> dict[str, list[int]]:
    """By text, the numbers of the labels that other prompts have it under, in order."""
    wanted = set(texts)
    keys = set(map(key_of, labels)) & set(label_texts.texts)
    under = {key: label_texts.texts[key] & wanted for key in keys}
    numbers: dict[str, list[int]] = defaultdict(list)
    for n, label in enumerate(labels):
        for text in under.get(key_of(label), ()):
            numbers[text].append(n)
    return numbers
