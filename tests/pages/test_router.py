"""What all pages do alike: filters, stale links, text as it is, and cuts announced."""

from __future__ import annotations

import pytest

from tests.pages.app import open_page, words
from tests.shapes import HOSTILE


def test_filters_narrow_every_page_and_can_leave_nothing():
    app = open_page("overview", corpus="sample.txt", topic="dpo")
    assert {metric.label: metric.value for metric in app.metric}["Distinct texts"] == "1"
    nothing = open_page("fragments", corpus="sample.txt", topic="react")
    assert "No transcript matches these filters" in words(nothing)


@pytest.mark.parametrize(
    ("page", "query", "told"),
    [
        ("overview", {"corpus": "gone"}, "is not offered here"),
        ("overview", {"corpus": "x.txt (upload 0123456789)"}, "has ended"),
        ("reader", {"corpus": "sample.txt", "text": "nonsense"}, "is unknown"),
        (
            "reader",
            {"corpus": "sample.txt", "topic": "dpo", "text": "sample.txt:3.3"},
            "is left out by the filters",
        ),
    ],
)
def test_a_stale_link_is_explained_and_the_page_still_works(page, query, told):
    app = open_page(page, **query)
    assert told in "\n".join(warning.value for warning in app.warning)
    assert app.title


def test_text_from_a_dataset_is_shown_as_it_is():
    app = open_page("reader", corpus="hostile")
    html = "\n".join(element.proto.body for element in app.main.get("html"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert" not in html
    assert HOSTILE not in html
    for page in ("overview", "topics", "keywords"):
        said = words(open_page(page, corpus="hostile"))
        assert "<script>" not in said
        assert ":smile:" not in said


def test_what_is_cut_is_announced():
    assert "Showing 1 to 60 of 70" in words(open_page("fragments", corpus="many"))
    assert "Showing 12 of 70" in words(open_page("overview", corpus="many"))
    assert "of 70" in words(open_page("keywords", corpus="many"))
    assert "of 70" in words(open_page("lengths", corpus="many"))
