"""Dates are read strictly, and one convention holds for a dataset, or for a folder of it."""

from __future__ import annotations

import pandas as pd
import pytest

from refrain import dates


def read(*published: str | None, sources: list[str] | None = None) -> list[str | None]:
    """Each date as it is read; None where none is."""
    column = pd.Series(list(published), dtype="object")
    days = dates.read(column, pd.Series(sources or ["a.md"] * len(column))).dates
    return [None if pd.isna(day) else f"{day:%Y-%m-%d}" for day in days]


@pytest.mark.parametrize(
    "written",
    [
        *("2021-03-04", "2021-3-4", "20210304", "2021/03/04", "2021.03.04", "2021_03_04"),
        *("2021-03-04T10:00:00Z", "2021-03-04 23:30:00 -0800", "20210304T101500"),
        *("March 4, 2021", "March 4th 2021", "Mar. 4, 2021", "4 March 2021", "4th of March, 2021"),
        *(
            "Thu, 04 Mar 2021 10:00:00 +0000",
            "Thursday, March 4, 2021",
            "04-Mar-2021",
            "4 MAR 2021",
        ),
        *(
            "2021年3月4日",
            "2021년 3월 4일",
            "٢٠٢١-٠٣-٠٤",
            "२०२१-०३-०४",
            "២០២១-០៣-០៤",
            "２０２１/３/４",
        ),
        *("04.03.2021", "4. 3. 2021", " 2021-03-04 "),
    ],
)
def test_a_whole_date_in_any_of_these_ways_is_one_day(written):
    assert read(written) == ["2021-03-04"]


@pytest.mark.parametrize(
    "written",
    [
        *(
            "may",
            "May",
            "today",
            "now",
            "monday",
            "12",
            "1",
            "tomorrow",
            "noon",
            "12:30",
            "march 4",
        ),
        *("2021-13-04", "2021-02-30", "31/04/2021x", "30/30/2021", "0/1/2021", "00.00.2021"),
        *("03/04/21", "3021-03-04", "1234-05-06", "12345678", "20219999", "episode 2021-03-04"),
        *("2564-03-04", "", " ", "soon", "n/a", "2021-03-04-05", "4/3-2021", "dec", "sat 12"),
        *("99999999999999999999", "2021-03-04 or so", "9" * 10_000, "1/" * 5_000),
    ],
)
def test_what_is_no_whole_date_is_none(written):
    assert read(written, "2021-01-02") == [None, "2021-01-02"]


def test_a_month_of_a_year_is_its_first_day():
    assert read("2021-03", "March 2021", "2021/3") == ["2021-03-01"] * 3


def test_one_date_that_can_only_be_read_one_way_decides_for_all():
    assert read("13/04/2021", "03/04/2021") == ["2021-04-13", "2021-04-03"]
    assert read("04-13-2021", "04-03-2021") == ["2021-04-13", "2021-04-03"]
    assert read("03/04/2021", "13.04.2021") == ["2021-04-03", "2021-04-13"]


def test_without_one_or_where_they_disagree_what_may_be_two_dates_is_none():
    assert read("03/04/2021", "05/06/2021", None) == [None, None, None]
    assert read("13/04/2021", "04/13/2021", "03/04/2021") == ["2021-04-13", "2021-04-13", None]
    assert read("04/04/2021", "03/04/2021") == ["2021-04-04", None]
    column = pd.Series(["13/04/2021", "04/13/2021", "03/04/2021", "may", None])
    ambiguous = dates.read(column, pd.Series(["a.md"] * 5)).ambiguous
    assert ambiguous.to_list() == [False, False, True, False, False]


def test_a_folder_has_its_own_convention_and_the_dataset_helps_out():
    sources = ["us/1.md", "us/2.md", "uk/1.md", "uk/2.md", "other/1.md"]
    written = ["04/13/2021", "03/04/2021", "13/04/2021", "03/04/2021", "03/04/2021"]
    assert read(*written, sources=sources) == [
        *("2021-04-13", "2021-03-04", "2021-04-13", "2021-04-03"),
        None,  # the two folders that say something disagree
    ]
    assert read(*written[2:], sources=sources[2:])[2] == "2021-04-03"


def test_rows_keep_their_index_and_an_empty_column_is_fine():
    column = pd.Series(["2021-03-04", "x"], index=[7, 3])
    found = dates.read(column, pd.Series(["a", "a"], index=[7, 3]))
    assert found.dates.index.to_list() == [7, 3]
    assert len(dates.read(column.head(0), column.head(0)).dates) == 0
    assert dates.read(pd.Series(["2021", "x"]), pd.Series(["a", "a"])).years.to_list()[0] == 2021
