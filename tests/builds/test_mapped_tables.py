"""Tables that are mapped into memory are as they were written, and lead nowhere else."""

from __future__ import annotations

from mmap import mmap

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain.builds.mapped_tables import open_table, write_table
from refrain.errors import RefrainError
from refrain.schemas import STRING

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
ROWS = st.lists(
    st.tuples(TEXTS | st.none(), st.integers(-9, 9) | st.none(), st.floats(), TEXTS | st.none())
)


@given(rows=ROWS)
def test_a_table_is_as_it_was_written(rows, tmp_path_factory):
    strings, numbers, floats, names = zip(*rows, strict=True) if rows else ([], [], [], [])
    frame = pd.DataFrame(
        {
            "text": pd.Series(strings, dtype=STRING),
            "number": pd.Series(numbers, dtype="Int64"),
            "second": pd.Series(floats, dtype="float64"),
            "place": pd.Series(range(len(rows)), dtype="int64"),
            "topic": pd.Series(names, dtype=STRING).astype("category"),
        }
    )
    folder = tmp_path_factory.mktemp("table")
    write_table(frame, folder)
    pd.testing.assert_frame_equal(open_table(folder), frame, check_exact=True)


def test_a_large_table_is_mapped_and_not_written_to(tmp_path):
    text = pd.Series([f"text number {n}" for n in range(50_000)], dtype=STRING)
    write_table(pd.DataFrame({"text": text, "n": np.arange(50_000)}), tmp_path)
    opened = open_table(tmp_path)
    assert opened["text"].array._pa_array.num_chunks == 1
    numbers = opened["n"].to_numpy()
    while isinstance(numbers, np.ndarray):
        numbers = numbers.base
    assert isinstance(numbers, mmap)
    with pytest.raises(ValueError, match="read-only"):
        opened["n"].to_numpy()[0] = 5


@pytest.mark.parametrize(
    "offsets", [[0, 5, 3, 6], [0, 2, 4, 900], [-8, 2, 4, 6], [0, -900, 4, 6], [0, 2, 4], [], [[0]]]
)
def test_strings_that_lead_out_of_their_file_are_refused(offsets, tmp_path):
    write_table(pd.DataFrame({"text": pd.Series(["ab", "cd", "ef"], dtype=STRING)}), tmp_path)
    np.save(tmp_path / "text.offsets.npy", np.array(offsets, dtype=np.int64))
    with pytest.raises(RefrainError, match=r"is damaged"):
        open_table(tmp_path)


@pytest.mark.parametrize("codes", [[0, 1, 7], [0, 1, -2]])
def test_codes_that_name_no_category_are_refused(codes, tmp_path):
    topics = pd.Series(["a", "b", "a"], dtype=STRING).astype("category")
    write_table(pd.DataFrame({"topic": topics}), tmp_path)
    np.save(tmp_path / "topic.codes.npy", np.array(codes, dtype=np.int8))
    with pytest.raises(RefrainError, match=r"is damaged"):
        open_table(tmp_path)


def test_objects_are_not_unpickled(tmp_path):
    write_table(pd.DataFrame({"n": [1, 2]}), tmp_path)
    np.save(tmp_path / "n.npy", np.array([{}, {}]), allow_pickle=True)
    with pytest.raises(RefrainError, match=r"is damaged"):
        open_table(tmp_path)
