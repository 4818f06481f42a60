"""Two texts side by side."""

from __future__ import annotations

from tests.pages.app import open_page, words


def test_two_texts_stand_side_by_side_and_are_escaped():
    from dashboard import cached, corpora

    index = cached.index(corpora.load("hostile"))
    a, b = index.texts["text_id"][:2]
    app = open_page("pair", corpus="hostile", pair=f"{a}.{b}")
    assert "Passage 1 of" in words(app)
    html = "".join(element.proto.body for element in app.main.get("html"))
    assert html.count('class="current"') == 2
    assert "<script>alert" not in html
    assert "names no two" in words(open_page("pair", corpus="hostile", pair=f"{a}.gone"))
