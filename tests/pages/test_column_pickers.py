"""Which column has the text, the topic and the title is chosen in the sidebar, and in the link."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.app import open_page

ROWS = """id,body,summary,show,theme
1,"so we began with the garden and the roses in it",roses in short,Garden hour,plants
2,"and then we went down to the river with a boat",boats in short,River hour,water
3,"at last the doctor told us what the winter is like",winter in short,Doctor hour,health
"""


@pytest.fixture
def table(tmp_path, monkeypatch) -> str:
    """The name of a corpus on offer: a table with two columns of text and two that name topics."""
    (tmp_path / "talks.csv").write_text(ROWS, encoding="utf-8")
    monkeypatch.setenv("REFRAIN_DATA", str(tmp_path / "talks.csv"))
    return "talks.csv"


def pickers(app: AppTest) -> dict[str, str | None]:
    return {
        box.label: box.value
        for box in app.sidebar.selectbox
        if box.label in ("Text", "Topic", "Title")
    }


def texts(app: AppTest) -> list[str]:
    (table,) = [frame.value for frame in app.main.dataframe if "text" in frame.value]
    return table["text"].tolist()


def test_what_is_empty_is_guessed_and_every_column_can_be_chosen(table):
    app = open_page("overview", corpus=table)
    assert pickers(app) == {"Text": None, "Topic": None, "Title": None}
    assert texts(app)[0].startswith("so we began")
    box = next(box for box in app.sidebar.selectbox if box.label == "Text")
    assert box.options == ["id", "body", "summary", "show", "theme"]


def test_a_column_that_is_chosen_is_read(table):
    app = open_page("overview", corpus=table)
    next(box for box in app.sidebar.selectbox if box.label == "Text").select("summary").run()
    assert texts(app)[0] == "roses in short"
    next(box for box in app.sidebar.selectbox if box.label == "Topic").select("theme").run()
    assert texts(app)[0] == "roses in short"
    metrics = {metric.label: metric.value for metric in app.main.metric}
    assert metrics["Topics"] == "3"


def test_a_link_shows_what_its_sender_saw(table):
    app = open_page("overview", corpus=table, text_column="summary", topic_column="theme")
    assert texts(app)[0] == "roses in short"
    assert pickers(app) == {"Text": "summary", "Topic": "theme", "Title": None}
    metrics = {metric.label: metric.value for metric in app.main.metric}
    assert metrics["Topics"] == "3"


def test_a_column_that_is_not_there_is_passed_over(table):
    app = open_page("overview", corpus=table, text_column="nothing like it")
    assert texts(app)[0].startswith("so we began")
    assert pickers(app)["Text"] is None


def test_another_corpus_forgets_the_columns_and_one_without_tables_has_no_pickers(table):
    app = open_page("overview", corpus=table, text_column="summary")
    app.sidebar.selectbox[0].select("sources").run()
    assert pickers(app) == {}
    app.sidebar.selectbox[0].select(table).run()
    assert pickers(app)["Text"] is None
    assert texts(app)[0].startswith("so we began")
