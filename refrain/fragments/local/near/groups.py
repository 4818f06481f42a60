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
    found = _Groups(pairs, ids, similarity)
    for pair in np.lexsort((found.other, found.one)).tolist():
        found.add(pair)
    return found.in_order()


class _Groups:
    """Groups while they grow: of each leader the places, with the similarity of each."""

    def __init__(self, pairs: NearPairs, ids: np.ndarray, similarity: float) -> None:
        at, words, self.one, self.other = _passages(pairs)
        self._pairs, self._ids, self._similarity = pairs, ids, similarity
        self._at, self._words = at.tolist(), words.tolist()
        places = zip(self._at, self._words, strict=True)
        self._number = {place: number for number, place in enumerate(places)}
        self._home: dict[int, int] = {}
        self._places: dict[int, dict[int, float]] = {}
        self._leader_of_pair = np.empty(len(pairs), dtype=np.int64)

    def add(self, pair: int) -> None:
        """Both passages of a pair, to the group of the first, or to one of its own."""
        first, second = int(self.one[pair]), int(self.other[pair])
        leader = self._home.setdefault(first, first)
        if not self._join(leader, second):
            if leader == first or not self._join(first, second):
                # As far as they were found to agree, which is not all of both passages.
                first = self._passage(self._pairs.p[pair], self._pairs.p_words[pair])
                second = self._passage(self._pairs.q[pair], self._pairs.q_words[pair])
                places = self._places.setdefault(first, {first: 1.0})
                places[second] = float(self._pairs.similarity[pair])
            leader = first
        self._home.setdefault(second, leader)
        self._leader_of_pair[pair] = leader

    def _join(self, leader: int, passage: int) -> bool:
        """Whether a passage is in a group, or joins it now."""
        if passage in self._places.get(leader, ()):
            return True
        agrees = self._compared(leader, passage)
        if agrees >= self._similarity:
            self._places.setdefault(leader, {leader: 1.0})[passage] = agrees
        return agrees >= self._similarity

    def _compared(self, one: int, other: int) -> float:
        if max(self._words[one], self._words[other]) > MOST_ALIGNED:
            return 0.0
        return similarity_of(self._of(one), self._of(other))

    def _of(self, passage: int) -> list[int]:
        begin = self._at[passage]
        found: list[int] = self._ids[begin : begin + self._words[passage]].tolist()
        return found

    def _passage(self, at: np.integer, words: np.integer) -> int:
        """The number of the passage that is just there, a new one where none is."""
        number = self._number.setdefault((int(at), int(words)), len(self._at))
        if number == len(self._at):
            self._at.append(int(at))
            self._words.append(int(words))
        return number

    def in_order(self) -> NearGroups:
        """The groups in the order of their leaders, the places of each in that of the corpus."""
        order = sorted(self._places, key=lambda place: (self._at[place], -self._words[place]))
        members = [
            sorted(self._places[leader].items(), key=lambda place: self._at[place[0]])
            for leader in order
        ]
        place = [place for group in members for place, _ in group]
        size = np.array([len(group) for group in members], dtype=np.int64)
        number = {leader: rank for rank, leader in enumerate(order)}
        return NearGroups(
            group=np.repeat(np.arange(len(order)), size),
            at=np.array([self._at[each] for each in place], dtype=np.int64),
            words=np.array([self._words[each] for each in place], dtype=np.int64),
            similarity=np.array([agrees for group in members for _, agrees in group], dtype=float),
            begin=np.append(0, np.cumsum(size)),
            of_pair=np.array([number[each] for each in self._leader_of_pair.tolist()], dtype=int),
        )


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
