"""Pages of a build of the sample: what they show of it, and what they say that it has not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from refrain.builds import LocalEngine, opened
from refrain.builds.building import build
from refrain.fragments import RepeatQuery
from tests.builders import ROOT
from tests.pages.app import open_page, words

SAMPLE = ROOT / "data" / "sample.txt"


@pytest.fixture(scope="module", autouse=True)
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("builds") / "made"
    build([SAMPLE], folder, engine=LocalEngine(1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFRAIN_DATA", os.pathsep.join([os.environ["REFRAIN_DATA"], str(folder)]))
        yield "made"


SAME = ["overview", "keywords", "topics", "lengths", "fragments", "search", "reader", "files"]


@pytest.mark.parametrize("page", SAME)
def test_a_page_of_a_build_says_what_that_of_its_files_says(page):
    asked = {"search": {"find": "example"}, "keywords": {"phrases": "words"}}.get(page, {})
    of_build, of_files = (
        open_page(page, corpus=corpus, **asked) for corpus in ("made", "sample.txt")
    )
    assert not of_build.main.error
    said = [line for line in words(of_build).splitlines() if line not in words(of_files)]
    assert all("build" in line or line == "made" for line in said), said
    tables = [
        [table.value for table in app.main.dataframe if len(table.value)]
        for app in (of_build, of_files)
    ]
    assert len(tables[0]) >= len(tables[1]) - (page == "lengths")


@pytest.mark.parametrize(
    ("page", "remedy"),
    [
        ("clean", "refrain clean"),
        ("contamination", "refrain check PATH --against"),
        ("lengths", "refrain clean"),
    ],
)
def test_what_a_build_has_not_is_said_with_what_to_do(page, remedy):
    app = open_page(page, corpus="made")
    assert remedy in "\n".join(info.value for info in app.main.info)


def test_another_length_is_another_build():
    app = open_page("fragments", corpus="made", min_words="7")
    (length,) = app.main.slider
    assert (length.value, length.disabled) == (20, True)
    assert "`refrain build … --min-words 7` makes one that has" in words(app)


def test_of_chosen_topics_there_are_numbers_texts_and_lines_but_no_repeats():
    chosen = {"corpus": "made", "topic": "mixtral8x7b"}
    assert "Remove the filters" in "\n".join(
        info.value for info in open_page("fragments", **chosen).main.info
    )
    search = open_page("search", find="the", **chosen)
    assert {row for table in search.main.dataframe for row in table.value["topic"]} == {
        "mixtral8x7b"
    }
    reader = open_page("reader", **chosen)
    assert "topic **mixtral8x7b**" in words(reader)


def test_all_places_of_a_passage_and_two_texts_side_by_side_are_those_of_the_files(built):
    engine = opened(Path(os.environ["REFRAIN_DATA"].split(os.pathsep)[-1])).engine
    fragment = engine.fragments(RepeatQuery(20)).rows.iloc[0]
    places = engine.places(fragment["fragment"]).rows
    for page, asked in {
        "passage": {"fragment": fragment["fragment"]},
        "pair": {"pair": f"{places['text_id'].iloc[0]}.{places['text_id'].iloc[1]}"},
    }.items():
        of_build = open_page(page, corpus="made", **asked)
        of_files = open_page(page, corpus="sample.txt", **asked)
        assert words(of_build) == words(of_files)
        assert not of_build.main.info
