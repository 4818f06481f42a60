"""A part knows which distinct texts appear first in it, and which number the first of them has."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow.parquet import ParquetWriter

from refrain.builds.text_parts import text_parts, texts_of


@pytest.fixture(scope="module")
def part(tmp_path_factory):
    """Seven texts in row groups of three, one and three."""
    path = tmp_path_factory.mktemp("parts") / "part.parquet"
    schema = pa.schema([("text", pa.large_string())])
    with ParquetWriter(path, schema) as writer:
        for texts in (["a", None, "ccc"], ["ü"], ["e", "", "g"]):
            writer.write_table(pa.table({"text": texts}, schema=schema))
    return path


@given(rows=st.sets(st.integers(0, 6)))
def test_texts_of_the_rows_that_are_named(part, rows):
    every = ["a", None, "ccc", "ü", "e", "", "g"]
    chosen = np.array(sorted(rows), dtype=np.int64)
    found = [text.as_py() for texts in texts_of(part, chosen) for text in texts]
    assert found == [every[row] for row in sorted(rows)]
    assert [text.as_py() for texts in texts_of(part) for text in texts] == every


def test_parts_are_numbered_by_their_first_texts(part):
    is_first = np.array([1, 0, 1, 0, 0, 1, 1], dtype=bool)
    parts = text_parts([part, part, part], [3, 2, 2], is_first)
    assert [found.first for found in parts] == [0, 2, 2]
    assert [found.rows.tolist() for found in parts] == [[0, 2], [], [0, 1]]
