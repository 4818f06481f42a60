"""What a task does with the words of one part. A corpus takes three passes over its parts; between
them only numbers travel, and each number of a part travels once, however often it stands there.

1. `anchors_of` says which anchors stand in the part. Sent back are those that stand twice in all.
2. `windows_of` says which windows with such an anchor stand in the part, and which word is before
   and behind them. Sent back are those that stand twice in all, and whether always the same word is
   before and behind them.
3. `places_of` joins such windows to unitigs, and says where these stand.
"""

from __future__ import annotations

import hashlib

import numpy as np
import pyarrow as pa

from refrain.consecutive import consecutive
from refrain.spark.anchors import anchors
from refrain.spark.hashes import Hashing, WindowHashes
from refrain.spark.known import KnownNumbers, KnownWindows
from refrain.spark.parts import PartWords

ANCHORED = 10
"""Words from which on anchors say which windows are looked at."""
ANCHORS = "anchor long, places int, part int"
WINDOWS = "high long, low long, places int, before long, after long, part int"
PLACES = (
    "row long, word long, windows long, start long, end long, high long, low long, digest binary"
)
NO_PLACES = pa.table(
    {
        **{column.split()[0]: pa.array([], pa.int64()) for column in PLACES.split(", ")},
        "digest": pa.array([], pa.binary()),
    }
)
_DIGEST_BYTES = 16
_TOGETHER = 1 << 20


def anchors_of(words: PartWords, part: int, size: int, hashing: Hashing) -> pa.Table:
    """The anchors of the windows of so many words, and how often each is one: ANCHORS."""
    value, places = np.unique(anchors(words, size, hashing).value, return_counts=True)
    return pa.table(
        {
            "anchor": value.view(np.int64),
            "places": places.astype(np.int32),
            "part": np.full(len(value), part, dtype=np.int32),
        }
    )


def windows_of(
    words: PartWords, part: int, size: int, hashing: Hashing, anchors_again: np.ndarray | None
) -> pa.Table:
    """The windows that have one of these anchors, or all: WINDOWS, a row for equal ones.

    `before` and `after` are the numbers of the word before and behind; missing where there is none
    at one of the places, or not always the same.
    """
    at = _candidates(words, size, hashing, anchors_again)
    hashes = WindowHashes(words, size, hashing)
    high, low = hashes.at(at)
    order = np.lexsort((low, high))
    high, low, at = high[order], low[order], at[order]
    begins = np.flatnonzero(
        (np.diff(high, prepend=~high[:1]) != 0) | (np.diff(low, prepend=~low[:1]) != 0)
    )
    whole = words.windows(size)
    return pa.table(
        {
            "high": high[begins].view(np.int64),
            "low": low[begins].view(np.int64),
            "places": np.diff(begins, append=len(at)).astype(np.int32),
            "before": _always(hashes, at - 1, whole[at - 1], begins),
            "after": _always(hashes, at + size, np.append(whole, False)[at + 1], begins),
            "part": np.full(len(begins), part, dtype=np.int32),
        }
    )


def _candidates(
    words: PartWords, size: int, hashing: Hashing, anchors_again: np.ndarray | None
) -> np.ndarray:
    """The positions of the windows that may recur, in order."""
    if anchors_again is None:
        return np.flatnonzero(words.windows(size))
    found = anchors(words, size, hashing)
    again, _ = KnownNumbers(anchors_again).find(found.value)
    return consecutive(found.first[again], found.windows[again])


def _always(
    hashes: WindowHashes, at: np.ndarray, there: np.ndarray, begins: np.ndarray
) -> pa.Array:
    """By group of positions: the number of the word at all of them, missing where they differ."""
    if not len(begins):
        return pa.array([], pa.int64())
    value = np.zeros(len(at), dtype=np.uint64)
    value[there] = hashes.of_words(at[there])
    first = value[begins]
    as_first = there & (value == np.repeat(first, np.diff(begins, append=len(at))))
    differ = ~np.logical_and.reduceat(as_first, begins)
    return pa.array(first.view(np.int64), mask=differ)


def places_of(words: PartWords, size: int, hashing: Hashing, again: KnownWindows) -> pa.Table:
    """The places of unitigs in a part, in order: PLACES.

    `again` are the windows that recur. A unitig has the hash of its first window as its name, and
    the `digest` of its words tells whether those of one name are equal.
    """
    at, which = _recurring(words, size, hashing, again)
    together = (np.diff(at) == 1) & again.followed[which[:-1]] & again.preceded[which[1:]]
    begins = np.flatnonzero(np.append(True, ~together)[: len(at)])
    first, windows = at[begins], np.diff(begins, append=len(at))
    text, word = words.text_of(first)
    return pa.table(
        {
            "row": text + words.first,
            "word": word,
            "windows": windows,
            "start": words.numbered.starts[first].astype(np.int64),
            "end": words.numbered.ends[first + windows + size - 2].astype(np.int64),
            "high": again.high[which[begins]].view(np.int64),
            "low": again.low[which[begins]].view(np.int64),
            "digest": _digests(words, first, windows + size - 1, which[begins]),
        }
    )


def _recurring(
    words: PartWords, size: int, hashing: Hashing, again: KnownWindows
) -> tuple[np.ndarray, np.ndarray]:
    """The positions of the windows that recur, in order, and which of those windows they are."""
    whole = words.windows(size)
    places, which = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for begin, (high, low) in WindowHashes(words, size, hashing).parts():
        at, of_known = again.find(high, low)
        inside = whole[at + begin]
        places.append(at[inside] + begin)
        which.append(of_known[inside])
    return np.concatenate(places), np.concatenate(which)


def _digests(words: PartWords, first: np.ndarray, count: np.ndarray, name: np.ndarray) -> pa.Array:
    """The digest of so many words from each position on. Where words are those of the first place
    with the same name, which NumPy tells at once, it is computed once."""
    _, kept, of_name = np.unique(name, return_index=True, return_inverse=True)
    model = kept[of_name]
    own = np.flatnonzero(~_equal(words.numbered.ids, first, count, model))
    computed = {
        place: hashlib.blake2b(
            words.digests[words.numbered.ids[first[place] : first[place] + count[place]]].data,
            digest_size=_DIGEST_BYTES,
        ).digest()
        for place in np.union1d(kept, own).tolist()
    }
    model[own] = own
    return pa.array([computed[place] for place in model.tolist()], pa.binary())


def _equal(ids: np.ndarray, first: np.ndarray, count: np.ndarray, model: np.ndarray) -> np.ndarray:
    """By stretch of words: whether it is as another one, its model."""
    equal: np.ndarray = count == count[model]
    some = np.flatnonzero(equal)
    # Stretches of so many words at once, or one that is longer.
    chunk = np.cumsum(count[some]) // _TOGETHER
    for number in np.unique(chunk).tolist():
        here = some[chunk == number]
        one, other = (
            consecutive(first[here], count[here]),
            consecutive(first[model[here]], count[here]),
        )
        begins = np.cumsum(count[here]) - count[here]
        equal[here] = np.logical_and.reduceat(ids[one] == ids[other], begins)
    return equal
