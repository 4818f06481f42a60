"""What repeats is found by hashes, in parts and by anchors: nothing is missing, and little more."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from refrain.fragments import MIN_WORDS, FragmentIndex
from refrain.fragments.local import suffixes, windows
from tests.builders import corpus_of

few_ids = st.integers(0, 2).flatmap(lambda most: st.lists(st.integers(0, most), max_size=90))


def repeated(ids: list[int], words: int) -> list[int]:
    """By brute force."""
    every = [tuple(ids[at : at + words]) for at in range(len(ids) - words + 1)]
    times = Counter(every)
    return [at for at, window in enumerate(every) if times[window] > 1]


@given(ids=few_ids, words=st.integers(3, 24), together=st.sampled_from([1, 2, 7, 1 << 15]))
@example(ids=[0] * 40, words=20, together=7)
@example(ids=[*range(30), *range(30)], words=20, together=2)
def test_windows_that_stand_twice_are_found_whatever_is_looked_at_together(ids, words, together):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(windows, "_TOGETHER", together)
        found = windows.repeated_windows(np.array(ids, dtype=np.int32), words)
    assert found.tolist() == repeated(ids, words)


@given(ids=few_ids, words=st.integers(3, 12))
def test_what_a_hash_takes_for_equal_and_is_not_changes_no_lcp(ids, words):
    """All windows are sorted, as if every hash were the same."""
    ids_and_end = np.array([*ids, 9], dtype=np.int32)

    def lcps() -> list[int]:
        lcp = suffixes.repeated_suffixes(ids_and_end, words).lcp
        return sorted(lcp[lcp >= words].tolist())

    exact = lcps()
    every = np.arange(max(len(ids_and_end) - words + 1, 0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suffixes, "repeated_windows", lambda ids, words: every)
        assert lcps() == exact


def test_places_of_any_passage_are_found_by_its_id():
    """Below the minimum length that is asked for first, and from it on."""
    long = " ".join(f"w{n}" for n in range(MIN_WORDS + 5))
    index = FragmentIndex.build(corpus_of(f"so {long} a", f"so {long} b", "so on").transcripts)
    first = index.texts["text_id"][0]
    for word, words, places in (
        (0, 1, 3),
        (0, 2, 2),
        (1, MIN_WORDS - 1, 2),
        (1, MIN_WORDS, 2),
        (3, MIN_WORDS + 3, 2),
        (3, MIN_WORDS + 4, 1),
        (0, MIN_WORDS + 7, 1),
    ):
        rows, total = index.places(f"{first}.{word}.{words}")
        assert (total, rows["word"].tolist()) == (places, [word] * places)
