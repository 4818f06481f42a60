"""What is missing is said in words, or is an empty cell: never None, nan, NaT or <NA>."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from click.testing import CliRunner

from dashboard import corpora
from dashboard.page import Page
from refrain import tables
from refrain.cli import cli
from refrain.report import html
from tests.pages.app import open_page, words
from tests.shapes import NAMED

PAGES = [page.url_path for page in Page if page.icon]
# Without topics, titles, dates or speakers; labels without a text; nothing at all.
BARE = ("unsorted", "flat", "only-labels", "symbols", "only-empty")
OF_A_PROGRAM = re.compile(r"(?<![\w-])(None(?! (of|at|is)\b)|nan|NaN|NaT|<NA>)(?![\w-])")


@pytest.mark.parametrize("name", BARE)
@pytest.mark.parametrize("page", PAGES)
def test_no_page_says_it_as_a_program_does(page, name):
    app = open_page(page, corpus=name)
    assert not OF_A_PROGRAM.search(words(app)), words(app)
    for table in app.dataframe:
        assert table.proto.placeholder == ""
        assert table.proto.HasField("placeholder")
        for cell in pd.Series(table.value.astype("object").to_numpy().ravel()).dropna():
            assert not OF_A_PROGRAM.fullmatch(str(cell))
    for picture in app.main.get("plotly_chart"):
        assert not re.search(r'"(None|nan|NaT|<NA>)"', picture.proto.spec)


def test_a_topic_of_any_name_is_in_the_table_and_in_the_picture_beside_the_lack_of_one():
    app = open_page("topics", corpus="named")
    assert f"**{len(NAMED)} topics**" in words(app)
    (table,) = [table.value for table in app.dataframe if "words" in table.value]
    assert set(table["topic"]) == set(NAMED)
    app = open_page("topics", corpus="named", topic="no topic")
    assert "Everything is about **no topic**" in words(app)


def test_topics_are_offered_in_the_order_in_which_a_person_counts():
    app = open_page("overview", corpus="named")
    offered = app.sidebar.multiselect(key="topic").options
    assert [topic for topic in offered if topic.isdecimal()] == ["1", "2", "007", "10", "100"]
    app = open_page("keywords", corpus="named")
    assert [t for t in app.selectbox(key="against").options if t.isdecimal()] == [
        *("1", "2", "007", "10", "100")
    ]


def test_a_topic_called_the_rest_is_not_the_rest():
    app = open_page("keywords", corpus="named")
    against = app.selectbox(key="against")
    assert against.value == against.options[0] == "the rest"
    (topic,) = [option for option in against.options[1:] if option.startswith("the rest")]
    against.set_value(topic).run()
    assert not app.exception
    assert topic == "the rest · 2"


@pytest.mark.parametrize("name", BARE)
def test_neither_the_report_nor_the_command_line_says_it_as_a_program_does(name):
    corpus = corpora.load(name)
    said = re.sub(r"<script.*?</script>", "", html(corpus), flags=re.DOTALL)
    assert not OF_A_PROGRAM.search(said)
    path = str(corpora.offered()[name].path)
    for command in (["summary"], ["topics"], ["fragments", "--min-words", "5"], ["check"]):
        done = CliRunner().invoke(cli, [*command, path])
        assert not OF_A_PROGRAM.search(done.output), done.output
    written = tables.content(corpus.transcripts, ".csv").decode("utf-8")
    assert not OF_A_PROGRAM.search(written)
