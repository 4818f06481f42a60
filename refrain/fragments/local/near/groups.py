"""Groups: a passage, and the places whose words agree with it. Never closed transitively."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from refrain.fragments.local.near.alignment import similarity_of
from refrain.fragments.local.near.pairs import NearPairs

SAME = 0.8
"""Share of the words of two stretches of a text that they have in common, from which on they are
one passage."""
MOST_ALIGNED = 20_000
"""Words of the longest passage that is aligned with another which it was not found with."""
_LATEST = 8
"""Passages of a text among which a stretch is looked for."""


@dataclass(frozen=True, eq=False)
class NearGroups:
    """Groups of passages, in the order of their leaders.

    By place, those of each group in the order of the corpus, which begins with its leader: `group`
    (number), `at` (position), `words`, `similarity` (with the leader). `begin` has where the places
    of each group begin, with one entry more; `of_pair` the group that each pair is in.
    """

    group: np.ndarray
    at: np.ndarray
    words: np.ndarray
    similarity: np.ndarray
    begin: np.ndarray
    of_pair: np.ndarray

    def __len__(self) -> int:
        return len(self.begin) - 1

    @property
    def leader(self) -> np.ndarray:
        """By group: the place that names it."""
        return self.begin[:-1]

    @property
    def places(self) -> np.ndarray:
        """By group: how many places it has."""
        return np.diff(self.begin)

    def of_group(self, number: int) -> slice:
        """The places of a group."""
        return slice(int(self.begin[number]), int(self.begin[number + 1]))


def near_groups(pairs: NearPairs, ids: np.ndarray, similarity: float) -> NearGroups:
    """The groups of some pairs.

    A group is named by the first passage of the corpus that others are like, its leader. What is
    like a place of a group is compared with the leader itself: it joins the group if it agrees with
    that in this share of words, and is a place of another group otherwise.
    """
    at, words, one, other = _passages(pairs)
    compare = _Comparison(ids, at, words)
    home: dict[int, int] = {}
    places: dict[int, dict[int, float]] = {}
    leader_of_pair = np.empty(len(pairs), dtype=np.int64)
    alike = pairs.similarity.tolist()
    for pair in np.lexsort((other, one)).tolist():
        first, second = int(one[pair]), int(other[pair])
        leader = home.setdefault(first, first)
        if leader != first and second not in places[leader]:
            agrees = compare(leader, second)
            if agrees >= similarity:
                places[leader][second] = agrees
            else:
                leader = first
        if leader == first:
            group = places.setdefault(first, {first: 1.0})
            group[second] = max(alike[pair], group.get(second, 0.0))
        home.setdefault(second, leader)
        leader_of_pair[pair] = leader
    leaders = np.array(sorted(places), dtype=np.int64)
    members = [sorted(places[leader].items()) for leader in leaders.tolist()]
    place = np.array([place for group in members for place, _ in group], dtype=np.int64)
    size = np.array([len(group) for group in members], dtype=np.int64)
    return NearGroups(
        group=np.repeat(np.arange(len(leaders)), size),
        at=at[place],
        words=words[place],
        similarity=np.array([agrees for group in members for _, agrees in group]),
        begin=np.append(0, np.cumsum(size)),
        of_pair=np.searchsorted(leaders, leader_of_pair),
    )


class _Comparison:
    """How alike two passages are that were not found together."""

    def __init__(self, ids: np.ndarray, at: np.ndarray, words: np.ndarray) -> None:
        self._ids, self._at, self._words = ids, at.tolist(), words.tolist()

    def __call__(self, one: int, other: int) -> float:
        if max(self._words[one], self._words[other]) > MOST_ALIGNED:
            return 0.0
        return similarity_of(self._of(one), self._of(other))

    def _of(self, passage: int) -> list[int]:
        begin = self._at[passage]
        found: list[int] = self._ids[begin : begin + self._words[passage]].tolist()
        return found


def _passages(pairs: NearPairs) -> tuple[np.ndarray, ...]:
    """The passages of the pairs, in the order of the corpus: position and words of each; and the
    numbers of both passages of each pair. Stretches that are nearly the same are one passage."""
    begin = np.concatenate([pairs.p, pairs.q])
    words = np.concatenate([pairs.p_words, pairs.q_words])
    order = np.lexsort((-words, begin))
    number = np.empty(len(begin), dtype=np.int64)
    passages = list(_numbered(begin[order].tolist(), words[order].tolist()))
    number[order] = [which for which, _, _ in passages]
    known = np.array(
        [(at, length) for which, at, length in passages if at >= 0], dtype=np.int64
    ).reshape(-1, 2)
    return known[:, 0], known[:, 1], number[: len(pairs)], number[len(pairs) :]


def _numbered(begins: list[int], lengths: list[int]) -> Iterator[tuple[int, int, int]]:
    """By stretch: the number of its passage; its position and words where that is new, else -1."""
    latest: deque[tuple[int, int, int]] = deque(maxlen=_LATEST)
    count = 0
    for begin, words in zip(begins, lengths, strict=True):
        for number, at, length in reversed(latest):
            common = min(begin + words, at + length) - begin
            if common >= SAME * max(words, length):
                yield number, -1, -1
                break
        else:
            latest.append((count, begin, words))
            yield count, begin, words
            count += 1
