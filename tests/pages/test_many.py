"""Of more than a browser can take, the first is shown, and it is said how much there is."""

from __future__ import annotations

import pandas as pd

from dashboard import text_picker
from dashboard.components import tables
from tests.pages.app import open_page, words


def test_of_a_long_table_the_first_rows_are_shown_and_it_is_said_of_how_many(monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    app = open_page("topics", corpus="sample.txt")
    shown = [len(table.value) for table in app.main.dataframe]
    assert max(shown) == 2
    assert "The first 2 of 7 rows, in this order; the file has all." in words(app)


def test_of_very_many_transcripts_those_can_be_picked_whose_name_has_what_is_typed(monkeypatch):
    monkeypatch.setattr(text_picker, "MOST_OPTIONS", 3)
    app = open_page("reader", corpus="sample.txt", text="sample.txt:5.3")
    picker = app.main.selectbox[0]
    assert picker.value == "sample.txt:5.3"
    assert len(picker.options) == 4
    assert "9 transcripts; the first 3, in file order, can be picked below." in words(app)
    found = open_page("reader", corpus="sample.txt", text="sample.txt:5.3", name_has="MLOPS")
    assert "1 of 9 transcripts have this in their name." in words(found)
    assert [option.split(" · ")[0] for option in found.main.selectbox[0].options] == [
        "mixtral8x7b",
        "mlops_llm_eval",
    ]


def test_a_row_is_found_by_its_id_and_missing_names_are_no_match():
    names = pd.Series(["Ann", None, "Bob's ann"], dtype="str")
    assert text_picker.rows_with(names, "ANN").tolist() == [0, 2]
    assert text_picker.rows_with(names, "").tolist() == [0, 1, 2]
    assert text_picker.row_of(names, "Bob's ann") == 2
    assert text_picker.row_of(names, "nobody") is None
