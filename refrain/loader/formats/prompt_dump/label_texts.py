"""The texts that other prompts of a file have under the same label: what decides in doubt."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from refrain import words
from refrain.loader.formats.prompt_dump.blocks import Prompt
from refrain.loader.formats.prompt_dump.runs import split_at_gaps
from refrain.loader.formats.prompt_dump.segments import Label, Segment
from refrain.records import Problem
from refrain.sameness import label_key

_BLANK_LINES = re.compile(r"(?:\r\n?|\n)(?:[^\S\r\n]*(?:\r\n?|\n))+")


@dataclass(frozen=True)
class PromptContext:
    """Where a prompt is: the text and the name of its source, and its number in it from 1."""

    text: str
    source: str
    prompt: int

    def problem(self, line: int, kind: str, message: str) -> Problem:
        """A problem at a line of this source."""
        return Problem(self.source, line, kind, message)

    def text_of(self, paragraph: Segment) -> str:
        """The verbatim text of a paragraph, or of a run of them."""
        return self.text[paragraph.start : paragraph.end]

    def words_of(self, paragraph: Segment) -> list[str]:
        """What texts that are the same have in common: the words of each of their paragraphs, as
        they compare, and a paragraph without words as it is written."""
        return _words(self.text_of(paragraph))


@dataclass
class LabelTexts:
    """By label, the words of the texts that stand under it (joined by spaces), and how many words
    these have. The key of a label is its role and what its topic has in common with the same.

    Only labels of prompts in doubt are in it: those with fewer or more texts than labels.
    """

    texts: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    lengths: dict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, prompts: list[Prompt], text: str) -> LabelTexts:
        """What the prompts without doubt, and those that wider gaps decide, have under each label.

        `text` is what the prompts' offsets count in.
        """
        label_texts = cls()
        doubtful = [label for prompt in prompts if _is_doubtful(prompt) for label in prompt.labels]
        keys = set(map(key_of, doubtful))
        for prompt in prompts:
            if keys.isdisjoint(map(key_of, prompt.labels)):
                continue
            for label, segment in zip(prompt.labels, _read_alone(prompt), strict=False):
                words_of_text = _words(text[segment.start : segment.end])
                label_texts.texts[key_of(label)].add(" ".join(words_of_text))
                label_texts.lengths[key_of(label)].add(len(words_of_text))
        return label_texts


def _is_doubtful(prompt: Prompt) -> bool:
    return len(prompt.paragraphs) != len(prompt.labels)


def _read_alone(prompt: Prompt) -> list[Segment]:
    """The texts of a prompt that can be read without the others, or nothing."""
    if not _is_doubtful(prompt):
        return prompt.paragraphs
    return split_at_gaps(prompt.paragraphs, len(prompt.labels))


def key_of(label: Label) -> tuple[str, str]:
    """What labels that are the same share: role and topic."""
    return label.role, label_key(label.topic)


def _words(text: str) -> list[str]:
    return [
        word
        for paragraph in _BLANK_LINES.split(text)
        for word in words.words(paragraph) or paragraph.split()
    ]
