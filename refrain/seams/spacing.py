"""Breaks at equal distances: the seams of windows of one length, from the text alone.

Every white space of a text is scored: how much likelier are the words on its two sides if two
windows, cut at any character, were joined there than if it just parts two words? A piece of a word
(`th`, `kubern`) is rare as a word, and common as the beginning of one. Seams of windows of one
length follow each other at one distance, so the scores along every chain of equally spaced places
are added up, and the best chain counts if chance would hardly give one so good.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

SHORTEST = 200
"""Windows are at least so long, in characters: breaks closer to each other are lines of a width."""
FEWEST = 3
"""Seams that a chain has at least: two equal distances."""
CHANCE = 1e-3
"""A chain counts where so many as good as it, or fewer, are to be expected by chance."""
_CLOSEST = 20
_SUSPICIOUS = 2.0
_MOST_SUSPICIOUS = 2_000
_GIVE_UP = -8.0
_BLANKS = np.array([code for code in range(0x3001) if chr(code).isspace()], np.uint32)


@dataclass(frozen=True)
class Chain:
    """Equally spaced seams: where each window after one begins, and how surprising they are."""

    seams: list[int]
    period: int
    chance: float


@dataclass(frozen=True)
class Vocabulary:
    """How much likelier each word of a corpus is as a piece of a word than as a word.

    `before` and `after` a seam: log P(it stands there) - log P(it is a word). Its own place is not
    counted, and what was never seen counts half. `size` is the places at which a word can be cut,
    on average: its characters, and the space after it.
    """

    before: dict[str, float]
    after: dict[str, float]
    size: float

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """Count the words of some texts, taken between white space and without case."""
        words: Counter[str] = Counter()
        for text in texts:
            words.update(text.casefold().split())
        beginnings: Counter[str] = Counter()
        endings: Counter[str] = Counter()
        for word, count in words.items():
            for n in range(1, len(word) + 1):
                beginnings[word[:n]] += count
                endings[word[-n:]] += count
        letters = sum(len(word) * count for word, count in words.items())
        size = 1 + letters / max(words.total(), 1)

        def ratios(pieces: Counter[str]) -> dict[str, float]:
            return {
                word: math.log((pieces[word] - 0.5) / (count - 0.5) / size)
                for word, count in words.items()
            }

        return cls(ratios(beginnings), ratios(endings), size)

    def around(self, text: str, at: int) -> dict[str, Any]:
        """The words before and after a seam, and whether one of them seems to be a piece."""
        before = text[max(at - 100, 0) : at].split()[-1:]
        after = text[at : at + 100].split()[:1]
        pieces = [self.before.get(word.casefold(), -1) for word in before]
        pieces += [self.after.get(word.casefold(), -1) for word in after]
        return {
            "before": "".join(before),
            "after": "".join(after),
            "broken": any(piece > 0 for piece in pieces),
        }


def chain(text: str, vocabulary: Vocabulary) -> Chain | None:
    """The equally spaced seams of a text, None where it has none.

    Its `chance` is `n² exp(-score)`: n² chains begin at one of n characters and go on at one of n
    distances, and one scores s or more with a probability of exp(-s) at most, because the score is
    a log-likelihood ratio (Markov's inequality; so do E-values in sequence search count).
    """
    scores = _scores(text, vocabulary)
    best = _best(scores)
    if best is None:
        return None
    score, period, first, count = best
    if period < SHORTEST:
        return None
    spaces = first + period * np.arange(count)
    spaces, gain = _with_equal_ends(scores, spaces, period)
    chance = float(np.exp(min(2 * np.log(len(text)) - score - gain, 50)))
    if len(spaces) < FEWEST or chance > CHANCE:
        return None
    return Chain([int(space) + 1 for space in spaces], int(period), chance)


def _scores(text: str, vocabulary: Vocabulary) -> np.ndarray:
    """By character: the log-likelihood ratio that windows were joined there by a white space.

    Minus infinity where there is none. Besides the words, it counts how rare white space is, since
    a seam always has one, and how rare runs of it are, since a window may begin or end with one.
    """
    scores = np.full(len(text), -np.inf)
    blank = np.isin(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), _BLANKS)
    edges = np.diff(blank.astype(np.int8), prepend=1, append=1)
    # Where each white space between two words begins and stops.
    start, stop = np.flatnonzero(edges == 1)[:-1], np.flatnonzero(edges == -1)[1:]
    if not len(start):
        return scores
    words = text.casefold().split()
    rare = -np.log((stop - start).sum() / len(text))
    wide = int((stop - start > 1).sum())
    run = -np.log((max(wide - 1, 0) + 0.5) / len(start)) - np.log(vocabulary.size)
    blank[: start[0]] = blank[stop[-1] :] = False
    scores[blank] = rare + 2 * run
    scores[start] += [vocabulary.before[word] - run for word in words[:-1]]
    scores[stop - 1] += [vocabulary.after[word] - run for word in words[1:]]
    return scores


def _best(scores: np.ndarray) -> tuple[float, int, int, int] | None:
    """The chain with the highest sum of scores: that sum, its period, first place and length.

    It is looked for from every pair of suspicious places next to each other on it.
    """
    suspicious = np.flatnonzero(scores > _SUSPICIOUS)
    if len(suspicious) > _MOST_SUSPICIOUS:
        strongest = np.argsort(-scores[suspicious], kind="stable")[:_MOST_SUSPICIOUS]
        suspicious = np.sort(suspicious[strongest])
    i, j = np.triu_indices(len(suspicious), 1)
    left, right = suspicious[i], suspicious[j]
    far = right - left >= _CLOSEST
    left, right = left[far], right[far]
    if not len(left):
        return None
    period = right - left
    after, more = _extend(scores, right, period)
    before, less = _extend(scores, left, -period)
    total = scores[left] + scores[right] + before + after
    best = int(np.argmax(total))
    count = 2 + int(more[best] + less[best])
    first = int(left[best] - less[best] * period[best])
    return float(total[best]), int(period[best]), first, count


def _extend(scores: np.ndarray, at: np.ndarray, step: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How much each chain gains at most by going on from its end, and in how many steps."""
    gain = np.zeros(len(at))
    steps = np.zeros(len(at), dtype=np.int64)
    alive, place, run, taken = np.arange(len(at)), at, np.zeros(len(at)), 0
    while len(alive):
        taken += 1
        place = place + step[alive]
        inside = (place >= 0) & (place < len(scores))
        alive, place, run = alive[inside], place[inside], run[inside]
        run = run + scores[place]
        hopeful = run > _GIVE_UP
        alive, place, run = alive[hopeful], place[hopeful], run[hopeful]
        better = run > gain[alive]
        gain[alive[better]], steps[alive[better]] = run[better], taken
    return gain, steps


def _with_equal_ends(
    scores: np.ndarray, spaces: np.ndarray, period: int
) -> tuple[np.ndarray, float]:
    """The chain with one more seam at either end, or none, if that makes its two end windows
    equally long: that is as good as a score of log n, for one of n places, halved for it may be so
    or not."""
    choices = [spaces, np.append(spaces, spaces[-1] + period)]
    choices += [np.append(spaces[0] - period, choice) for choice in choices]
    symmetry = np.log(len(scores) / 2)
    for choice in choices:
        inside = choice[0] >= 0 and choice[-1] < len(scores)
        if inside and choice[0] == len(scores) - 1 - choice[-1]:
            gain = scores[choice].sum() - scores[spaces].sum() + symmetry
            if gain > 0:
                return choice, float(gain)
    return spaces, 0.0
