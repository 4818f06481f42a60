"""Breaks at equal distances: the seams of windows of one length, from the text alone.

Every white space of a text is scored: how much likelier are the words on its two sides if two
windows, cut at any character, were joined there, than if it just separates two words? A piece of a
word (`th`, `kubern`) is rare as a word, and common as the beginning of one. Seams of windows of one
length follow each other at one distance, so the scores along every chain of equally spaced places
are added up, and the best chain counts if chance would hardly give one so good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from refrain.seams.blanks import ScoredBlanks, score
from refrain.seams.chains import ScoredChain, best_chain
from refrain.seams.pieces import PieceScores
from refrain.seams.spaced_words import SpacedWords

MIN_PERIOD = 200
"""Characters from one seam to the next, at least: breaks closer to each other are lines of one
width."""
MIN_SEAMS = 3
"""Seams that a chain has at least: two equal distances."""
MAX_CHANCE = 1e-3
"""A chain counts where no more chains as good as it are to be expected by chance."""
_ROUNDING = 1e-6
"""Score by which sums in another order differ, at most."""
Stretches = Sequence[tuple[int, int]]
"""The first character of each stretch of a text, and the one past its last."""


@dataclass(frozen=True)
class Chain:
    """Equally spaced seams: the characters at which a window begins after one, the characters from
    each to the next, and how many chains as good are to be expected by chance."""

    seams: list[int]
    period: int
    chance: float


def find_chains(
    words: SpacedWords, piece_scores: PieceScores, loops: Sequence[Stretches]
) -> dict[int, Chain]:
    """The equally spaced seams of the texts that have some, by the number of the text; none of them
    in the `loops` of the text, where everything follows at equal distances.

    The `chance` of a chain is `n² exp(-score)`: n² chains begin at one of n characters and go on at
    one of n distances, and one scores s or more with a probability of exp(-s) at most, because the
    score is a log-likelihood ratio (Markov's inequality; so do E-values in sequence search count).
    """
    chains = {}
    for blanks in score(words, piece_scores):
        sums = blanks.positive_sums()
        for text in np.flatnonzero(sums >= _least(blanks.chars)).tolist():
            chain = _chain_of(blanks, text, loops[blanks.first_text + text])
            if chain is not None:
                chains[blanks.first_text + text] = chain
    return chains


def _least(chars: np.ndarray) -> np.ndarray:
    """The score that a chain has in texts of so many characters, at least, for it to count.

    Equal ends add their symmetry at most: no place right beyond the best chain has a score above 0.
    """
    logarithm = np.log(np.maximum(chars, 1))
    least: np.ndarray = 2 * logarithm - np.log(MAX_CHANCE) - _symmetry(chars) - _ROUNDING
    return least


def _symmetry(chars: np.ndarray) -> np.ndarray:
    """How much a chain gains by equal ends: they would meet by chance at one of n places, and half
    the chance is given to chains without."""
    symmetry: np.ndarray = np.log(np.maximum(chars, 1) / 2)
    return symmetry


def _chain_of(blanks: ScoredBlanks, text: int, loops: Stretches) -> Chain | None:
    scores = blanks.by_character(text)
    for start, end in loops:
        scores[start:end] = -np.inf
    best = best_chain(scores, float(_least(blanks.chars[text])))
    if best is None or best.period < MIN_PERIOD:
        return None
    spaces, gain = _with_equal_ends(scores, best)
    chance = float(np.exp(min(2 * np.log(len(scores)) - best.score - gain, 50)))
    if len(spaces) < MIN_SEAMS or chance > MAX_CHANCE:
        return None
    return Chain([int(space) + 1 for space in spaces], best.period, chance)


def _with_equal_ends(scores: np.ndarray, chain: ScoredChain) -> tuple[np.ndarray, float]:
    """The places of the chain, with one more at one end, at both or at neither, such that its first
    and last window are equally long; and how much score is gained by that.

    The chain as it is, and 0, where that is more."""
    spaces = chain.first + chain.period * np.arange(chain.places)
    candidates = [spaces, np.append(spaces, spaces[-1] + chain.period)]
    candidates += [np.append(spaces[0] - chain.period, candidate) for candidate in candidates]
    for candidate in candidates:
        first, last = candidate[0], candidate[-1]
        if first >= 0 and last < len(scores) and first == len(scores) - 1 - last:
            symmetry = np.log(len(scores) / 2)
            gain = scores[candidate].sum() - scores[spaces].sum() + symmetry
            if gain > 0:
                return candidate, float(gain)
    return spaces, 0.0
