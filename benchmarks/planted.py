"""Seeded corpora for the fragment benchmarks, in which one knows what repeats.

Words are random numbers, so that nothing of the minimum length repeats but what was planted:
jingles that a channel's transcripts share, excerpts stitched from a longer text, and copies (which
are no fragments). Recall and precision are exact.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from refrain import coverage
from refrain.corpus import Corpus
from refrain.fragments import FragmentIndex, RepeatQuery
from refrain.records import Transcript
from refrain.sameness import text_id

SEED = 11
MIN_WORDS = 20
WORDS_A_TEXT = 2_000
VOCABULARY = 60_000
JINGLE = 40
CHANNEL = 20
"""Transcripts that share a jingle."""


class Planted(NamedTuple):
    """A place of what was planted: text (its number), first word, words."""

    text: int
    word: int
    words: int


def generated(megabytes: float) -> tuple[list[str], list[Planted]]:
    """Texts of so many megabytes in all, and each place of what was planted in them."""
    chance = np.random.default_rng(SEED)
    spelled = np.array([f"w{number:x}" for number in range(VOCABULARY)], dtype=object)
    texts: list[str] = []
    planted: list[Planted] = []
    size, jingle = 0, np.empty(0, dtype=np.int64)
    while size < megabytes * 1e6:
        n = len(texts)
        own = chance.integers(0, VOCABULARY, WORDS_A_TEXT)
        if n % CHANNEL == 0:
            jingle = chance.integers(0, VOCABULARY, JINGLE)
        own[:JINGLE] = jingle
        planted.append(Planted(n, 0, JINGLE))
        texts.append(" ".join(spelled[own]))
        if n % 50 == 7:  # an excerpt of four windows, and what it was cut from
            windows = [(200 + 450 * k, 200 + 450 * k + 100) for k in range(4)]
            excerpt = np.concatenate([own[a:b] for a, b in windows])
            planted += [Planted(n, a, 100) for a, _ in windows]
            planted += [Planted(len(texts), 100 * k, 100) for k in range(4)]
            texts.append(" ".join(spelled[excerpt]))
        if n % 50 == 13:  # a copy, which is no fragment
            texts.append(texts[-1])
        size += sum(map(len, texts[n:]))
    return texts, planted


def corpus_of(texts: list[str]) -> Corpus:
    """A Corpus of these texts."""
    return Corpus.of("generated", (Transcript(str(n), text) for n, text in enumerate(texts)))


def by_text_id(texts: list[str], planted: list[Planted]) -> list[tuple[str, int, int]]:
    """The same places, by the text's id."""
    ids = [text_id(text) for text in texts]
    return [(ids[place.text], place.word, place.words) for place in planted]


def found_again(index: FragmentIndex, planted: list[tuple[str, int, int]]) -> tuple[float, float]:
    """Recall and precision, in words: of those planted, of those reported as repeated."""
    counts = index.word_counts
    truth = coverage.word_mask(pd.DataFrame(planted, columns=["text_id", "word", "words"]), counts)
    repeated = coverage.word_mask(index.repeated(RepeatQuery(MIN_WORDS)), counts)
    both = (repeated & truth).sum()
    return float(both / max(truth.sum(), 1)), float(both / max(repeated.sum(), 1))


def _some(chance: np.random.Generator, count: int) -> str:
    return " ".join(f"w{n:x}" for n in chance.integers(0, VOCABULARY, count))


def _jingle(chance: np.random.Generator) -> list[str]:
    jingle = _some(chance, JINGLE)
    return [f"{jingle} {_some(chance, 100)}" for _ in range(10_000)]


HOSTILE: dict[str, Callable[[np.random.Generator], list[str]]] = {
    "a jingle in 10,000 texts": _jingle,
    "100,000 texts of 20 words": lambda chance: [_some(chance, 20) for _ in range(100_000)],
    "one text of 10 million words": lambda chance: [_some(chance, 10_000_000)],
    "one word a million times": lambda chance: ["very " * 1_000_000],
}
"""Corpora that would explode where pairs are looked at."""


def hostile(name: str) -> list[str]:
    """The texts of one of HOSTILE."""
    return HOSTILE[name](np.random.default_rng(SEED))
