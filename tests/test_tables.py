"""Tables as files: what is written can be read, and a download is the file of the command line."""

from __future__ import annotations

import codecs
import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from refrain import tables
from refrain.errors import TableError
from refrain.schemas import STRING

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
    pd.testing.assert_frame_equal(tables.read(path, FRAME.dtypes.to_dict()), FRAME)


# What a reader may take for a number, a truth value, a date, a formula, or nothing at all.
LOOK_ALIKES = [
    *("007", "1e5", "12e456789012", "+5", "0x10", "1_000", "inf", "NaN", "NA", "N/A", "null"),
    *("None", "true", "False", "2021-03-04", "03/04", "12:30", "", " ", " 007 ", "\t", "\r\n"),
    *("=1+1", "-", "@me", "'so", '"so"', "a,b", "a\rb", "\ufeff", "\0", "٠٠٧", "००७", "\u2028"),
]
TYPES = {"text": STRING, "topic": "category", "number": "Int64", "id": STRING}


def _written_and_read(frame, ending, path, **options):
    tables.write(frame, path / f"t{ending}", **options)
    return tables.read(path / f"t{ending}", TYPES)


@pytest.mark.parametrize("ending", tables.FORMATS)
def test_text_stays_text_whatever_it_looks_like(ending, tmp_path):
    frame = pd.DataFrame(
        {
            "text": [*LOOK_ALIKES, None],
            "topic": [*LOOK_ALIKES, None],
            "number": [*range(len(LOOK_ALIKES)), None],
            "id": [*reversed(LOOK_ALIKES), "last"],
        }
    ).astype(TYPES)
    read = _written_and_read(frame, ending, tmp_path)
    for column in TYPES:
        assert read[column].astype(object).where(read[column].notna(), None).to_list() == (
            frame[column].astype(object).where(frame[column].notna(), None).to_list()
        ), column


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.lists(st.none() | CELLS | st.sampled_from(LOOK_ALIKES), min_size=1, max_size=5))
def test_any_text_comes_back_from_csv_and_empty_is_not_missing(tmp_path_factory, cells):
    path = tmp_path_factory.getbasetemp()
    frame = pd.DataFrame({"text": cells, "topic": cells, "number": 7, "id": "x"})
    read = _written_and_read(frame, ".csv", path)
    assert read["text"].astype(object).where(read["text"].notna(), None).to_list() == cells


@pytest.mark.parametrize("column", ["text", "id"])
def test_a_row_may_be_longer_than_what_readers_take_at_once(column, tmp_path):
    frame = pd.DataFrame({"text": "a", "topic": "b", "number": [1, 2], "id": "c"})
    frame[column] = ["我们今天\n" * 1_000_000, "so"]
    assert _written_and_read(frame, ".csv", tmp_path)[column].to_list() == frame[column].to_list()


FORMULAS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1+1", "＠a"),
    *('=HYPERLINK("x")', "- so, well", "  =1+1", "+1-800-555", "-", "=", "\u3000=1+1"),
]


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_a_spreadsheet_would_run_is_text_in_tables_for_people_and_verbatim_in_datasets(cell):
    frame = pd.DataFrame({cell: [cell]})
    for for_people, expected in ((True, f"'{cell}"), (False, cell)):
        content = tables.content(frame, ".csv", for_people=for_people).decode("utf-8-sig")
        assert list(csv.reader(io.StringIO(content, newline=""))) == [[expected], [expected]]
    for ending in (".jsonl", ".parquet"):
        verbatim = tables.content(frame, ending)
        assert tables.content(frame, ending, for_people=True) == verbatim


@pytest.mark.parametrize(
    "cell",
    ["-5", "+5", "-1,041.5", "-.5", "-5%", "-1e-10", "a=b", "so - well", "#", "'", "", "你-好"],
)
def test_numbers_and_other_text_are_the_same_for_people(cell):
    frame = pd.DataFrame({"text": [cell], "number": [-5], "share": [-0.5]})
    content = tables.content(frame, ".csv", for_people=True)
    assert content == tables.content(frame, ".csv")
    assert content.endswith(b",-5,-0.5\n")


def test_a_missing_cell_and_a_topic_are_defused_as_they_are():
    frame = pd.DataFrame({"topic": pd.Series(["=a", None, "b"], dtype="category")})
    content = tables.content(frame, ".csv", for_people=True).decode("utf-8-sig")
    assert content.splitlines() == ['"topic"', '"\'=a"', "", '"b"']


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
        lambda: tables.read(tmp_path / "t.csv", {}),
    ):
        with pytest.raises(TableError, match=r"t\.(xls|csv)"):
            fail()
