"""Lines in context: of what stands before a word, its table has what stands just before it."""

from __future__ import annotations

from tests.builders import SAMPLE
from tests.pages.app import open_page

PAINTED = 4
"""A cell paints no more characters than a fourth of its width in pixels, from the first on."""


def test_what_stands_just_before_a_word_can_be_seen():
    app = open_page("search", corpus="sample.txt", find="reference")
    lines = app.dataframe[0].value
    assert len(lines) > 3
    left = lines["left"]
    assert left.str.len().max() <= 265 / PAINTED
    assert not left.str.contains("\n").any()
    text = " ".join(SAMPLE.read_text(encoding="utf-8").split())
    for line in lines.to_dict("records"):
        assert f"{line['left']} {line['match']}" in text
