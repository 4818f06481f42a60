"""A passage: all its places, in context."""

from __future__ import annotations

from refrain.fragments import RepeatQuery
from tests.pages.app import open_page, words


def test_a_passage_shows_all_its_places_in_context():
    from dashboard import cached, corpora

    index = cached.index(corpora.load("sample.txt"))
    fragment = index.fragments(RepeatQuery(20), 1).rows.iloc[0]
    app = open_page("passage", corpus="sample.txt", fragment=fragment["fragment"])
    table = app.main.dataframe[0].value
    assert len(table) == fragment["places"]
    assert list(table["nth"]) == list(range(1, len(table) + 1))
    assert f"{fragment['words']:,} words" in words(app)
    assert "names no passage" in words(open_page("passage", corpus="sample.txt", fragment="x"))
