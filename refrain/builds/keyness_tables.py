"""How often each topic has each word: what every keyness and comparison is computed from."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from refrain import coverage, speakers
from refrain.builds.draft import Draft
from refrain.builds.part_texts import distinct_texts_of
from refrain.builds.text_parts import TextPart
from refrain.fragments import RepeatQuery
from refrain.keywords.topic_counts import CountedPart, count_part, joined
from refrain.vocabulary import Vocabulary

CHOICES = tuple(product((False, True), (False, True)))
"""What counts: without the names of speakers or with them, and each repeated passage once or
everywhere, as `without_names` and `once` of the table say."""
PHRASES = (
    "The keywords of a build are single words. refrain dashboard PATH counts phrases of two and "
    "three words, too, on one machine."
)


def write_keyness(draft: Draft) -> list[str]:
    """Write the tables `terms` and `keyness`; what was left out, in sentences."""
    redundant = draft.index.redundant(RepeatQuery(draft.min_words))
    by_text = dict(iter(redundant.groupby("text_id", sort=False)[["text_id", "word", "words"]]))
    text_ids = draft.corpus.texts["text_id"]
    items = []
    for part in draft.parts:
        here = text_ids.iloc[part.first : part.first + len(part.rows)]
        stretches = [by_text[text_id] for text_id in here if text_id in by_text]
        items.append((part, pd.concat(stretches) if stretches else redundant.iloc[:0]))
    terms, counts = joined(list(draft.engine.map(_counted, items)))
    draft.write("terms", terms)
    tables = [
        table.assign(without_names=without_names, once=once)
        for (without_names, once), table in zip(CHOICES, counts, strict=True)
    ]
    for number, table in enumerate(tables):
        draft.write("keyness", table, number)
    return [PHRASES]


def _counted(item: tuple[TextPart, pd.DataFrame]) -> CountedPart:
    """Count the words of a part; `item` has the stretches of it that are repeats of others, too."""
    part, redundant = item
    texts = distinct_texts_of(part, "text_id", "text", "topic")
    found = Vocabulary.of(texts["text"])
    names = speakers.name_mask(texts["text"], found)
    lengths = pd.Series(found.lengths, index=texts["text_id"])
    again = coverage.word_mask(redundant, lengths)
    masks: dict[tuple[bool, bool], Any] = {
        (False, False): None,
        (False, True): again,
        (True, False): names,
        (True, True): np.logical_or(names, again),
    }
    return count_part(texts, found, [masks[choice] for choice in CHOICES])
