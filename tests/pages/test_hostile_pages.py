"""Pages open on what is hostile to them, and say where they show a part."""

from __future__ import annotations

import pytest

from benchmarks.hostile_shapes import SHAPES
from dashboard import corpora
from pages.fragments.view_picker import VIEWS
from tests.pages.app import open_page, words

SIZE = 30_000
JINGLES = 120_000
"""Characters of a corpus of jingles whose two texts have more than 100,000 matches."""
CORPORA = (
    *("one word", "one letter", "one letter again", "two loops", "two loops of letters"),
    *(
        "no spaces in ten",
        "no spaces, loop",
        "lines",
        "Fibonacci",
        "all different",
        "jingle in two",
    ),
)


@pytest.fixture(scope="module", autouse=True)
def _hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    files = {name: SHAPES[name](SIZE) for name in CORPORA}
    files["many jingles"] = SHAPES["jingle in two"](JINGLES)
    for name, texts in files.items():
        for file, text in texts.items():
            path = folder / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFRAIN_DATA", ":".join(str(folder / name) for name in files))
        yield


@pytest.mark.parametrize("name", CORPORA)
def test_overview_keywords_reader_and_clean_up(name):
    text = corpora.load(name).transcripts["transcript_id"][0]
    for page in ("overview", "keywords", "reader", "clean"):
        open_page(page, corpus=name, text=text)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", CORPORA)
def test_every_picture_of_fragments(name, view):
    open_page("fragments", corpus=name, view=view)


def test_a_loop_is_a_loop_and_not_stitched():
    shown = words(open_page("overview", corpus="two loops"))
    assert "loop" in shown
    assert "stitched" not in shown


def test_a_pair_that_shares_too_much_to_list_says_so():
    ids = corpora.load("many jingles").texts["text_id"]
    pair = ".".join(ids)
    shown = words(open_page("pair", corpus="many jingles", pair=pair, min_words="5"))
    assert "Passage 1 of" in shown
    assert "too many to list" in shown
    plot = words(open_page("fragments", corpus="many jingles", view="dot plot", min_words="5"))
    assert "the longest among the first" in plot
