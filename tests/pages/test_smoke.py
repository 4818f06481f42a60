"""Smoke tests: every page, and what it can be set to, answers on every shape of corpus."""

from __future__ import annotations

import pytest

from dashboard.page import Page
from tests.pages.app import open_page, words
from tests.shapes import NAMES

PAGES = [page.url_path for page in Page if page.icon]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("page", PAGES)
def test_smoke_every_page_answers_on_every_corpus(page, name):
    app = open_page(page, corpus=name)
    assert app.title
    assert len(words(app)) > 40
    assert app.sidebar.selectbox(key="corpus").value == name


@pytest.mark.parametrize(
    "query",
    [
        {"min_words": "nonsense", "map_page": "-3", "at": "x", "pair": "a.b", "fragment": "1.2.3"},
        {
            "min_words": "99999",
            "topic_page": "99999",
            "at": "99999999",
            "pair": "..",
            "fragment": "...",
        },
    ],
)
@pytest.mark.parametrize("page", ["fragments", "keywords", "reader", "lengths"])
def test_smoke_nonsense_in_the_address_is_ignored(page, query):
    assert open_page(page, corpus="sample.txt", **query).title


VIEWS = ("coverage map", "transcript × transcript", "fragment × transcript", "dot plot")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", NAMES)
def test_smoke_every_picture_answers_on_every_corpus(view, name):
    app = open_page("fragments", corpus=name, view=view, min_words="5")
    assert not app.exception
    assert app.title


@pytest.mark.parametrize("picture", ["histogram", "box", "cumulative"])
@pytest.mark.parametrize("scale", ["linear", "log"])
def test_smoke_every_picture_on_either_scale(picture, scale):
    for name in ("sample.txt", "symbols", "many"):
        assert open_page("lengths", corpus=name, picture=picture, scale=scale, by="role").title


@pytest.mark.parametrize("name", NAMES)
def test_smoke_transcripts_of_every_corpus(name):
    assert open_page("lengths", corpus=name, of="transcripts", by="source", budget="1M").title


@pytest.mark.parametrize("name", NAMES)
def test_smoke_every_corpus_can_be_asked_for_suggestions(name):
    assert open_page("topics", corpus=name, suggest="true", suggested="2").title


def test_smoke_nonsense_in_the_keywords_address_is_ignored():
    app = open_page(
        "keywords",
        corpus="sample.txt",
        statistic="chi",
        phrases="9",
        against="nothing",
        stop="tlh",
        tab="x",
        a="?",
        b="?",
        spacing="?",
        once="maybe",
        without="((",
        under="nowhere",
        word="redis",
    )
    assert app.title
