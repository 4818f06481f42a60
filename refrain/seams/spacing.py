"""Breaks at equal distances: the seams of windows of one length, from the text alone.

Every white space of a text is scored: how much likelier are the words on its two sides if two
windows, cut at any character, were joined there, than if it just separates two words? A piece of a
word (`th`, `kubern`) is rare as a word, and common as the beginning of one. Seams of windows of one
length follow each other at one distance, so the scores along every chain of equally spaced places
are added up, and the best chain counts if chance would hardly give one so good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from refrain.consecutive import consecutive

MIN_PERIOD = 200
"""Characters from one seam to the next, at least: breaks closer to each other are lines of one
width."""
MIN_SEAMS = 3
"""Seams that a chain has at least: two equal distances."""
MAX_CHANCE = 1e-3
"""A chain counts where no more chains as good as it are to be expected by chance."""
_MIN_DISTANCE = 20
"""Characters between the two places that a chain is first made of, at least."""
_MIN_SCORE = 2.0
"""Score of the places that a chain is looked for from, at least."""
_MAX_PLACES = 2_000
"""The most such places: the strongest count, for every pair of them is tried."""
_GIVE_UP_SCORE = -8.0
"""A chain is followed no further where it has lost so much by going on."""
_PAIRS = 200_000
"""Pairs of places that are looked at together."""
Stretches = Sequence[tuple[int, int]]
"""The first character of each stretch of a text, and the one past its last."""
_BLANKS = np.array([code for code in range(0x3001) if chr(code).isspace()], np.uint32)


@dataclass(frozen=True)
class Chain:
    """Equally spaced seams: the characters at which a window begins after one, the characters from
    each to the next, and how many chains as good are to be expected by chance."""

    seams: list[int]
    period: int
    chance: float


@dataclass(frozen=True)
class PieceScores:
    """How much likelier each word of a corpus is as a piece of a word than as a word.

    `before` a seam it would be the beginning of a word, `after` it an ending: by word, log P(it
    stands there) - log P(it is a word). One occurrence, the one that is judged, is left out of
    these counts, and what then was never seen counts half. `rows` has the row of each word in
    these. `cuts_per_word` is the number of places at which a word can be cut, on average: its
    characters, and the space after it.
    """

    rows: dict[str, int]
    before: np.ndarray
    after: np.ndarray
    cuts_per_word: float

    @classmethod
    def of(cls, texts: Iterable[str]) -> PieceScores:
        """Count the words of some texts, taken between white space and without case.

        Memory is linear in the texts, and so is time, times a logarithm: the words are sorted.
        """
        words: Counter[str] = Counter()
        for text in texts:
            words.update(text.casefold().split())
        counts = np.fromiter(words.values(), np.int64, len(words))
        letters = sum(len(word) * count for word, count in words.items())
        cuts_per_word = 1 + letters / max(words.total(), 1)

        def log_ratios(words: list[str]) -> np.ndarray:
            pieces = _times_as_beginning(words, counts)
            ratios: np.ndarray = np.log((pieces - 0.5) / (counts - 0.5) / cuts_per_word)
            return ratios

        rows = {word: row for row, word in enumerate(words)}
        before = log_ratios(list(words))
        return cls(rows, before, log_ratios([word[::-1] for word in words]), cuts_per_word)

    def words_around(self, text: str, at: int) -> dict[str, Any]:
        """What stands on both sides of a seam: before and after (words), and broken (whether one
        of them seems to be a piece of a word)."""
        before = text[max(at - 100, 0) : at].split()[-1:]
        after = text[at : at + 100].split()[:1]
        sides = ((before, self.before), (after, self.after))
        rows = [(self.rows.get(word.casefold()), scores) for side, scores in sides for word in side]
        return {
            "before": "".join(before),
            "after": "".join(after),
            "broken": any(row is not None and scores[row] > 0 for row, scores in rows),
        }


def _times_as_beginning(words: list[str], counts: np.ndarray) -> np.ndarray:
    """How often each of some different words begins a word, itself among them; `counts` is how
    often each occurs."""
    order = sorted(range(len(words)), key=words.__getitem__)
    occurrences_before = np.append(0, np.cumsum(counts[order]))
    # Sorted, the words that begin with a word come right after it: those that the latest word
    # begins with are kept, and each is done with when a word comes that does not.
    beginnings: list[int] = []
    times = np.empty(len(words), dtype=np.int64)
    for place, row in enumerate([*order, -1]):
        while beginnings and (row < 0 or not words[row].startswith(words[order[beginnings[-1]]])):
            first = beginnings.pop()
            times[order[first]] = occurrences_before[place] - occurrences_before[first]
        beginnings.append(place)
    return times


def find_chain(text: str, piece_scores: PieceScores, loops: Stretches = ()) -> Chain | None:
    """The equally spaced seams of a text, None where it has none; none of them in its `loops`,
    where everything follows at equal distances.

    Its `chance` is `n² exp(-score)`: n² chains begin at one of n characters and go on at one of n
    distances, and one scores s or more with a probability of exp(-s) at most, because the score is
    a log-likelihood ratio (Markov's inequality; so do E-values in sequence search count).
    """
    if len(text.split(maxsplit=MIN_SEAMS + 1)) <= MIN_SEAMS:
        return None
    scores = _scores(text, piece_scores)
    for start, end in loops:
        scores[start:end] = -np.inf
    best = _best_chain(scores)
    if best is None:
        return None
    score, period, first, count = best
    if period < MIN_PERIOD:
        return None
    spaces = first + period * np.arange(count)
    spaces, gain = _with_equal_ends(scores, spaces, period)
    chance = float(np.exp(min(2 * np.log(len(text)) - score - gain, 50)))
    if len(spaces) < MIN_SEAMS or chance > MAX_CHANCE:
        return None
    return Chain([int(space) + 1 for space in spaces], int(period), chance)


def _scores(text: str, piece_scores: PieceScores) -> np.ndarray:
    """By character: the log-likelihood ratio that windows were joined there by a white space.

    Minus infinity where there is none. Besides the words, it counts how rare white space is, since
    a seam always has one, and how rare runs of it are, since a window may begin or end with one.
    """
    scores = np.full(len(text), -np.inf)
    blank = _blank(text)
    edges = np.diff(blank.astype(np.int8), prepend=1, append=1)
    # Where each run of white space between two words begins and ends.
    start, stop = np.flatnonzero(edges == 1)[:-1], np.flatnonzero(edges == -1)[1:]
    if not len(start):
        return scores
    words = text.casefold().split()
    blank_score = -np.log((stop - start).sum() / len(text))
    long_runs = int((stop - start > 1).sum())
    run_score = -np.log((max(long_runs - 1, 0) + 0.5) / len(start)) - np.log(
        piece_scores.cuts_per_word
    )
    blank[: start[0]] = blank[stop[-1] :] = False
    scores[blank] = blank_score + 2 * run_score
    rows = np.fromiter(map(piece_scores.rows.__getitem__, words), np.int64, len(words))
    scores[start] += piece_scores.before[rows[:-1]] - run_score
    scores[stop - 1] += piece_scores.after[rows[1:]] - run_score
    return scores


def _blank(text: str) -> np.ndarray:
    """By character: whether it is white space."""
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    blank = np.zeros(len(text), dtype=bool)
    for character in _BLANKS:
        blank |= characters == character
    return blank


def _best_chain(scores: np.ndarray) -> tuple[float, int, int, int] | None:
    """The chain with the highest sum of scores: that sum, its period, first place and length.

    It is looked for from every pair of suspicious places next to each other on it.
    """
    suspicious = np.flatnonzero(scores > _MIN_SCORE)
    if len(suspicious) > _MAX_PLACES:
        strongest = np.argsort(-scores[suspicious], kind="stable")[:_MAX_PLACES]
        suspicious = np.sort(suspicious[strongest])
    best_so_far: tuple[float, int, int, int] | None = None
    for left, right in _pairs(suspicious):
        period = right - left
        after, more = _extend(scores, right, period)
        before, less = _extend(scores, left, -period)
        total = scores[left] + scores[right] + before + after
        best = int(np.argmax(total))
        if best_so_far is None or total[best] > best_so_far[0]:
            count = 2 + int(more[best] + less[best])
            first = int(left[best] - less[best] * period[best])
            best_so_far = float(total[best]), int(period[best]), first, count
    return best_so_far


def _pairs(places: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """All pairs of places that are far enough apart, some of them at a time: their first places and
    their second."""
    together = max(_PAIRS // max(len(places), 1), 1)
    for begin in range(0, len(places), together):
        rows = np.arange(begin, min(begin + together, len(places)))
        count = len(places) - 1 - rows
        left, right = places[np.repeat(rows, count)], places[consecutive(rows + 1, count)]
        far = right - left >= _MIN_DISTANCE
        if far.any():
            yield left[far], right[far]


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
        hopeful = run > _GIVE_UP_SCORE
        alive, place, run = alive[hopeful], place[hopeful], run[hopeful]
        better = run > gain[alive]
        gain[alive[better]], steps[alive[better]] = run[better], taken
    return gain, steps


def _with_equal_ends(
    scores: np.ndarray, spaces: np.ndarray, period: int
) -> tuple[np.ndarray, float]:
    """The chain, with one more seam at one end, at both or at neither, such that its first and last
    window are equally long; and how much score is gained by that.

    Equal ends gain log(n / 2): they would meet by chance at one of n places, and half the chance is
    given to chains without. The chain as it is, and 0, where that is more."""
    candidates = [spaces, np.append(spaces, spaces[-1] + period)]
    candidates += [np.append(spaces[0] - period, candidate) for candidate in candidates]
    symmetry = np.log(len(scores) / 2)
    for candidate in candidates:
        first, last = candidate[0], candidate[-1]
        if first >= 0 and last < len(scores) and first == len(scores) - 1 - last:
            gain = scores[candidate].sum() - scores[spaces].sum() + symmetry
            if gain > 0:
                return candidate, float(gain)
    return spaces, 0.0
