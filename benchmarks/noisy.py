"""Seeded speech in which one knows what nearly repeats: passages that a recogniser heard twice.

Words are drawn as people say them: few very often, most seldom (Zipf), a fifth of all in stock
phrases. A copy of a passage has words that were substituted, missed and added (6 : 2 : 2), in
bursts, and short, frequent words twice as often as others, as recognisers do. Recall is exact, and
so is precision, but that stock phrases may come together by chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

SEED = 14
VOCABULARY = 40_000
FUNCTION_WORDS = 100
"""The most frequent words, which are misheard most."""
WORDS_A_TEXT = 2_000
RATES = (0, 5, 10, 15, 20, 25)
"""Errors in a hundred words."""
MOST_OF_A_RATE = 60
SHORTEST, LONGEST = 20, 400


class Noisy(NamedTuple):
    """Texts as numbers of words; and by rate which words were planted, as masks of each text, for
    passages and their copies. `pairs` has the texts of each passage and its copy."""

    texts: list[np.ndarray]
    planted: dict[int, list[np.ndarray]]
    pairs: list[tuple[int, int]]


class Speech:
    """Unrelated talks."""

    def __init__(self, chance: np.random.Generator) -> None:
        """Draw the words of stock phrases."""
        self._chance = chance
        weights = 1 / np.arange(1, VOCABULARY + 1) ** 1.05
        self._sums = np.cumsum(weights / weights.sum())
        self._phrases = [self.words(int(n)) for n in chance.integers(2, 6, 5_000)]

    def words(self, count: int) -> np.ndarray:
        """So many words, by themselves."""
        drawn = np.searchsorted(self._sums, self._chance.random(count))
        return np.minimum(drawn, VOCABULARY - 1)

    def talk(self, count: int) -> np.ndarray:
        """About so many words, with stock phrases among them."""
        parts = []
        for _ in range(count // 18):
            which = int(len(self._phrases) * self._chance.random() ** 2)
            parts += [self.words(14), self._phrases[which]]
        return np.concatenate(parts)

    def misheard(self, words: np.ndarray, percent: int) -> np.ndarray:
        """The words with so many errors in a hundred."""
        if percent == 0:
            return words
        chance = self._chance
        at = np.arange(len(words))
        burst = np.repeat(chance.random(len(words) // 4 + 1) < 0.25, 4)[at]
        weight = np.where(burst, 2.5, 0.5) * np.where(words < FUNCTION_WORDS, 4 / 3, 2 / 3)
        wrong = chance.random(len(words)) < percent / 100 * weight / weight.mean()
        kind = np.where(wrong, chance.choice(3, len(words), p=[0.6, 0.2, 0.2]), -1)
        new = self.words(len(words))
        heard: list[int] = []
        for word, other, error in zip(words.tolist(), new.tolist(), kind.tolist(), strict=True):
            heard += {-1: [word], 0: [other], 1: [], 2: [word, other]}[error]
        return np.array(heard, dtype=np.int64)


def generated(megabytes: float) -> Noisy:
    """Unrelated talks of so many megabytes, with passages of some in others, at each rate."""
    speech = Speech(np.random.default_rng(SEED))
    talks = max(int(megabytes * 1e6 / 4.3 / WORDS_A_TEXT), 20)
    return with_copies(speech, [speech.talk(WORDS_A_TEXT) for _ in range(talks)])


def with_copies(speech: Speech, talks: list[np.ndarray]) -> Noisy:
    """Talks with passages of some in others. No two are cut from one text, or put into one."""
    chance = np.random.default_rng(SEED)
    long = [n for n, talk in enumerate(talks) if len(talk) > 2 * LONGEST]
    order = iter(chance.permutation(long).tolist())
    each = min(MOST_OF_A_RATE, len(long) // (2 * len(RATES)))
    planted = {rate: [np.zeros(len(talk), dtype=bool) for talk in talks] for rate in RATES}
    texts, pairs = list(talks), []
    for rate in RATES:
        for _ in range(each):
            one, other = next(order), next(order)
            words = int(chance.integers(SHORTEST, LONGEST + 1))
            begin = int(chance.integers(len(texts[one]) - words))
            copy = speech.misheard(texts[one][begin : begin + words], rate)
            at = int(chance.integers(len(texts[other])))
            texts[other] = np.insert(texts[other], at, copy)
            for masks in planted.values():
                masks[other] = np.insert(masks[other], at, np.zeros(len(copy), dtype=bool))
            planted[rate][one][begin : begin + words] = True
            planted[rate][other][at : at + len(copy)] = True
            pairs.append((one, other))
    return Noisy(texts, planted, pairs)


def jingles(texts: int) -> list[np.ndarray]:
    """Texts that begin with one jingle, each time misheard a little."""
    speech = Speech(np.random.default_rng(SEED))
    jingle = speech.words(60)
    return [np.concatenate([speech.misheard(jingle, 10), speech.talk(200)]) for _ in range(texts)]


def spelled(texts: list[np.ndarray]) -> Iterator[str]:
    """The texts, written."""
    names = np.array([f"w{number:x}" for number in range(VOCABULARY)], dtype=object)
    return (" ".join(names[text]) for text in texts)
