"""A value that is written to a file and opened again is the same, and shares the file's memory."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some
from pandas.testing import assert_frame_equal

from refrain import mapped
from tests.builders import corpus_of


def there_and_back(value, folder):
    mapped.write(value, folder / "value")
    return mapped.opened(folder / "value")


def test_a_corpus_comes_back_with_all_that_was_computed_of_it(tmp_path):
    corpus = corpus_of("one two three", "两个人说话", "حديث طويل", "one two three")
    computed = corpus.fingerprint, corpus.texts, corpus.topics
    _ = corpus.labelled, corpus.as_written
    again = there_and_back(corpus, tmp_path)
    assert again.name == corpus.name
    for table in ("transcripts", "cues", "problems", "texts"):
        assert_frame_equal(getattr(again, table), getattr(corpus, table))
    assert {"fingerprint", "texts", "topics"} <= vars(again).keys()
    assert not {"labelled", "as_written"} & vars(again).keys()  # the tables once more
    assert (again.fingerprint, again.topics) == (computed[0], computed[2])


@given(
    numbers=some.lists(some.lists(some.integers(-(2**40), 2**40))),
    strings=some.lists(some.text() | some.none()),
)
def test_arrays_and_strings_of_any_length_come_back(tmp_path_factory, numbers, strings):
    value = {
        "arrays": [np.array(row, dtype=np.int64) for row in numbers],
        "strings": pd.Series(strings, dtype="str"),
    }
    again = there_and_back(value, tmp_path_factory.mktemp("mapped"))
    assert [row.tolist() for row in again["arrays"]] == numbers
    pd.testing.assert_series_equal(again["strings"], value["strings"])


def test_nothing_is_copied_and_nobody_can_write_into_what_all_share(tmp_path):
    again = there_and_back(np.arange(1_000_000), tmp_path)
    assert not again.flags.owndata
    with pytest.raises(ValueError, match="read-only"):
        again[0] = 1


def test_a_corpus_can_be_written_while_other_threads_compute_of_it(tmp_path):
    for n in range(200):
        corpus = corpus_of("one two three", f"number {n}")
        with ThreadPoolExecutor(4) as pool:
            writes = [pool.submit(mapped.write, corpus, tmp_path / f"{k}") for k in range(2)]
            reads = [pool.submit(getattr, corpus, name) for name in ("texts", "as_written")]
            for each in (*writes, *reads):
                each.result()
