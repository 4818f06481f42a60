"""Tables as files: what is written can be read, and a download is the file of the command line."""

from __future__ import annotations

import codecs

import pandas as pd
import pytest

from refrain import tables
from refrain.errors import TableError

FRAME = pd.DataFrame(
    {
        "name": ["naïve", "2021-03-04", "a,b", "x\ny"],
        "count": [1, 2, 3, 4],
        "gone": ["", "", "", ""],
    }
)


@pytest.mark.parametrize("ending", tables.FORMATS)
def test_a_table_comes_back_as_it_was(ending, tmp_path):
    path = tmp_path / f"t{ending.upper()}"
    tables.write(FRAME, path)
    pd.testing.assert_frame_equal(tables.read(path, FRAME.columns), FRAME, check_dtype=False)


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_a_download_has_the_bytes_of_the_file(ending, tmp_path):
    tables.write(FRAME, tmp_path / f"t.{ending}")
    assert tables.content(FRAME, f".{ending}") == (tmp_path / f"t.{ending}").read_bytes()


def test_a_csv_file_begins_with_one_byte_order_mark():
    content = tables.content(FRAME, ".csv")
    assert content.startswith(codecs.BOM_UTF8)
    assert content.count(codecs.BOM_UTF8) == 1


def test_what_cannot_be_done_is_an_error_that_names_the_file(tmp_path):
    for fail in (
        lambda: tables.check(None, tmp_path / "t.xls"),
        lambda: tables.write(FRAME, tmp_path / "none" / "t.csv"),
        lambda: tables.read(tmp_path / "t.csv", []),
    ):
        with pytest.raises(TableError, match=r"t\.(xls|csv)"):
            fail()
