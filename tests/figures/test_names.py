"""A name is text, whatever it looks like: every figure draws all, apart from each other, and says
which is which."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

import refrain.figures
from refrain import keywords as keyness
from refrain import lengths as lengths_of
from refrain import topics as topics_of
from refrain.corpus import Corpus
from refrain.figures import (
    colours,
    comparison,
    fragments,
    keywords,
    labels,
    lengths,
    topics,
)
from tests.builders import prompts_of
from tests.builders import topics_of as corpus_of_topics

ALIKE = "all these begin with the same 33 letters"
NUMBERS = ["1", "2", "10", "100", "2019", "2020", "1e5", "-1", "0.5", "007", "٣"]
WORDS = ["intro", "true", "nan", "None", "NaT", "<NA>", "null", "inf", "all", "other", "no topic"]
DATES = ["2021-03-04", "2021-03", "12:30", "2021-03-04 10:00:00"]
SCRIPTS = ["עברית", "العربية", "中文", "हिन्दी", "ไทย", "日本語の話題", "Straße", "🎧"]
SHAPES = ["<b>", "<b>bold</b>", "&amp;", "a|b", "%{x}", "$x$", "x" * 300, " spaced  out "]
PREFIXED = [f"{ALIKE}{end}" for end in ("", " 1", " 2", ": x", "1")]
NAMES = [*NUMBERS, *WORDS, *DATES, *SCRIPTS, *SHAPES, *PREFIXED, *(f"{ALIKE} {n}" for n in "abc")]
TOPICS = [*NAMES, ""]
"""Of these, the last is none."""

Drawing = Callable[[list[str]], go.Figure]


def distribution(names: list[str]) -> pd.DataFrame:
    return topics_of.distribution(corpus_of(names).transcripts)


def corpus_of(names: list[str]) -> Corpus:
    return corpus_of_topics(
        *((name or None, f"word{n} " * (n + 3)) for n, name in enumerate(names)),
        published="2021-03-04",
    )


def colours_of(names: list[str]) -> dict[str, str]:
    return colours.topic_colours([name for name in names if name])


def crossed(names: list[str]) -> pd.DataFrame:
    """Each name as a source, with texts of two topics."""
    return pd.DataFrame({"group": names, "words": 7, "texts": 2}).merge(
        pd.DataFrame({"topic": names[:2]}), how="cross"
    )


def over_time(names: list[str]) -> topics_of.TopicsOverTime:
    return topics_of.over_time(corpus_of(names).transcripts)


def pairs(names: list[str]) -> pd.DataFrame:
    rows = [
        ("d", n, role, name or None, f"text {n} {role}")
        for n, name in enumerate(names, 1)
        for role in ("shot", "target")
    ]
    return topics_of.pairings(prompts_of(*rows).transcripts)


def frame(names: list[str]) -> pd.DataFrame:
    return lengths_of.lengths(corpus_of(names).transcripts).assign(name="a text")


def ranked(names: list[str]) -> pd.DataFrame:
    counts = {"count": 1, "rest_count": 1, "transcripts": 1, "topic_transcripts": 2}
    return pd.DataFrame({"spelling": names, "score": np.arange(len(names)) + 1.0, **counts})


def compared(names: list[str]) -> go.Figure:
    corpus = corpus_of_topics(*((name, f"both only{n}") for n, name in enumerate(names[-2:])))
    words = keyness.compare(corpus.texts, *names[-2:], stop_words=())
    return comparison.scatter(words, tuple(names[-2:]), ("#111111", "#222222"), "rank")


def square(names: list[str]) -> np.ndarray:
    return np.full((len(names), len(names)), 0.5)


LOOK = lengths.Look()
ROWS: dict[str, Drawing] = {
    "topics.bars": lambda names: topics.bars(distribution(names), colours_of(names)),
    "topics.sizes": lambda names: topics.sizes(distribution(names), colours_of(names), "texts"),
    "topics.words": lambda names: topics.words(distribution(names), colours_of(names)),
    "topics.groups": lambda names: topics.groups(crossed(names), colours_of(names)),
    "topics.pairings": lambda names: topics.pairings(pairs(names)),
    "lengths.box": lambda names: lengths.box(frame(names), "topic", LOOK, colours_of(names)),
    "keywords.bars": lambda names: keywords.bars(ranked(names), "#123456", "score"),
    "fragments.coverage": lambda names: fragments.coverage(square(names), names),
    "fragments.overlap": lambda names: fragments.overlap(square(names), names),
    "fragments.incidence": lambda names: fragments.incidence(square(names), names, names, names),
}
"""Figures with a row for each name."""
COLUMNS = {"topics.pairings", "fragments.overlap", "fragments.incidence"}
"""Those that have a column for each, too."""
LEGENDS: dict[str, Drawing] = {
    "topics.timeline": lambda names: topics.timeline(over_time(names), colours_of(names)),
    "lengths.histogram": lambda names: lengths.histogram(
        frame(names), "topic", LOOK, colours_of(names)
    ),
    "lengths.ecdf": lambda names: lengths.ecdf(frame(names), "topic", LOOK, colours_of(names)),
}
"""Figures with a trace for each name."""
TWO_NAMES: dict[str, Drawing] = {
    "comparison.scatter": compared,
    "fragments.dots": lambda names: fragments.dots(
        pd.DataFrame({"a_word": [0], "b_word": [3], "words": [5], "b_words": [5]}),
        (names[-2], names[-1]),
        (20, 20),
        alone=False,
    ),
}
WITHOUT_NAMES = {"fragments.spread"}


def test_every_figure_is_looked_at():
    """A new one has to be put among those above."""
    found = set()
    for module in pkgutil.iter_modules(refrain.figures.__path__):
        if module.name in {"layout", "labels"}:
            continue
        loaded = importlib.import_module(f"refrain.figures.{module.name}")
        found |= {
            f"{module.name}.{name}"
            for name, function in inspect.getmembers(loaded, inspect.isfunction)
            if function.__module__ == loaded.__name__
            and not name.startswith("_")
            and inspect.signature(function).return_annotation == "go.Figure"
        }
    assert found == {*ROWS, *LEGENDS, *TWO_NAMES, *WITHOUT_NAMES}


@pytest.mark.parametrize("draw", ROWS.values(), ids=ROWS)
def test_every_name_has_a_row_of_its_own_that_says_it(draw):
    figure = draw(TOPICS)
    check_axis(figure.layout.yaxis, TOPICS)
    drawn = positions(figure, "y")
    assert drawn == set(range(len(TOPICS)))
    low, high = sorted(figure.layout.yaxis.range)
    assert low < 0
    assert high > len(TOPICS) - 1


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_every_name_has_a_column_of_its_own_that_says_it(name):
    figure = ROWS[name](TOPICS)
    check_axis(figure.layout.xaxis, TOPICS)


@pytest.mark.parametrize("draw", LEGENDS.values(), ids=LEGENDS)
def test_every_name_has_a_trace_of_its_own_that_says_it(draw):
    figure = draw(TOPICS)
    check_labels([trace.name for trace in figure.data], TOPICS)
    assert len({trace.marker.color or trace.line.color for trace in figure.data}) == len(TOPICS)


@pytest.mark.parametrize("draw", TWO_NAMES.values(), ids=TWO_NAMES)
def test_two_names_that_begin_alike_are_told_apart(draw):
    figure = draw([ALIKE * 3 + "1", ALIKE * 3 + "2"])
    titles = [figure.layout.xaxis.title.text, figure.layout.yaxis.title.text]
    assert "1" in titles[0]
    assert "2" in titles[1]
    legends = [trace.name for trace in figure.data if trace.name]
    assert len(set(legends)) == len(legends)


@pytest.mark.parametrize("draw", [*ROWS.values(), *LEGENDS.values()], ids=[*ROWS, *LEGENDS])
def test_topics_and_groups_stand_in_their_natural_order(draw):
    """Where nothing else orders them."""
    figure = draw(["10", "2", "1"])
    names = [trace.name for trace in figure.data]
    texts = figure.layout.yaxis.ticktext
    if draw in LEGENDS.values():
        assert names == ["1", "2", "10"]
    elif draw is ROWS["topics.pairings"]:
        assert list(texts) == list(figure.layout.xaxis.ticktext) == ["1", "2", "10"]
    else:
        assert set(texts) == {"1", "2", "10"}


def test_a_text_beside_itself_keeps_its_name():
    matches = pd.DataFrame({"a_word": [0], "b_word": [3], "words": [5], "b_words": [5]})
    figure = fragments.dots(matches, ("2019", "2019"), (20, 20), alone=True)
    assert figure.layout.xaxis.title.text.startswith("2019, ")
    assert figure.layout.yaxis.title.text.startswith("2019, ")


def test_a_click_on_a_bar_leads_to_its_row_whatever_the_words_are():
    words = ["100", "1e5", "nan", "2021-03-04"]
    (bars,) = keywords.bars(ranked(words), "#123456", "score").data
    assert [int(data[0]) for data in bars.customdata] == list(bars.y) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["one", "one", "two"], ["one", "one (2)", "two"]),
        (
            [ALIKE + "1", ALIKE + "2"],
            ["all these begin … same 33 letters1", "all these begin … same 33 letters2"],
        ),
        (["", " ", "<i>"], ["(no name)", "(no name) (2)", "&lt;i&gt;"]),
        (["कि" * 30], ["कि" * 16 + "…"]),
    ],
)
def test_labels_are_different_and_no_letter_is_cut(names, shown):
    assert labels.distinct_labels(names) == shown


def test_the_share_behind_a_long_name_is_whole():
    names = ["x" * 300, "short", "العربية"]
    notes = ["35%", "0%, used 51 ×", "7%"]
    figure = fragments.coverage(np.full((3, 2), 0.5), names, notes=notes)
    long, short, arabic = figure.layout.yaxis.ticktext
    assert long.endswith("x…  35%")
    assert short == "short  0%, used 51 ×"
    assert arabic == "العربية  \u200e7%"  # or the number would stand to the left of the name


def check_axis(axis: Any, names: list[str]) -> None:
    assert axis.type == "linear"
    assert list(axis.tickvals) == list(range(len(names)))
    check_labels(axis.ticktext, names)


def check_labels(texts: Iterable[str], names: list[str]) -> None:
    """Each is different; for each name there is one that says it, as text."""
    texts = list(texts)
    assert len(texts) == len(set(texts)) == len(names)
    for name in names:
        begin = labels.plain(" ".join(name.split())[:10])
        assert any(text.startswith(begin or "(no ") for text in texts), name
    assert not any("<" in text for text in texts)


def positions(figure: go.Figure, axis: str) -> set[float]:
    """Where marks are; each has to be a number."""
    at: set[float] = set()
    for trace in figure.data:
        if trace.type == "box":
            at.add(trace.y0)
            continue
        values = np.asarray(getattr(trace, axis), dtype=object).ravel()
        assert all(isinstance(value, int | float | np.number) for value in values)
        at.update(float(value) for value in values)
    return at
