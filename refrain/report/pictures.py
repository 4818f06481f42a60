"""The pictures of a report: the figures of the dashboard, as a page without a server draws them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import plotly.graph_objects as go

from refrain import coverage, lengths, topics
from refrain.corpus import Corpus
from refrain.figures import fragments as fragment_figures
from refrain.figures import lengths as length_figures
from refrain.figures import topics as topic_figures
from refrain.figures.colours import topic_colours
from refrain.fragments import MIN_WORDS, FragmentEngine
from refrain.report.limits import MOST_TEXTS, MOST_TOPICS, cut_note
from refrain.wording import plural, repeated_and_used

TEAL = "#2A8C86"
"""Of bars that stand for no topic; it stands out from the page, light or dark."""


@dataclass(frozen=True)
class Picture:
    """A figure with its title and the note below it; `name` is unique in the report."""

    name: str
    title: str
    note: str
    figure: go.Figure

    @property
    def height(self) -> int:
        """Its height in pixels."""
        return int(self.figure.layout.height)


def draw_pictures(corpus: Corpus, index: FragmentEngine) -> Iterator[Picture]:
    """The pictures of a corpus, in the order to show; none where it has no text."""
    if not len(corpus.texts):
        return
    yield from _coverage(index)
    yield _topics(corpus)
    yield _lengths(corpus)


def as_json(pictures: Iterable[Picture]) -> str:
    """The figures by name, for a script element, without the default theme of Plotly."""
    figures = {}
    for picture in pictures:
        figure = json.loads(picture.figure.to_json())
        figure["layout"].pop("template", None)
        figures[picture.name] = figure
    return _script_safe(json.dumps(figures, ensure_ascii=False))


def _script_safe(text: str) -> str:
    """JSON in which nothing can end the script element that it stands in."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _coverage(index: FragmentEngine) -> Iterator[Picture]:
    share = index.shares()["share"]
    without = int((share == 0).sum())
    share = share[share > 0]
    if share.empty:
        return
    rows = share.sort_values(ascending=False, kind="stable").index[:MOST_TEXTS]
    texts = index.texts.loc[rows]
    notes = list(map(repeated_and_used, share[rows], texts["appearances"]))
    figure = fragment_figures.coverage(
        coverage.relative(index)[rows], list(texts["name"]), notes=notes
    )
    note = (
        "Each row is a distinct text from its start to its end; the stronger the colour, the more "
        f"of that place is repeated, in passages of {MIN_WORDS} words or more. The number is the "
        "share of the whole text. "
        + cut_note(len(rows), len(share), "texts with repeats, by share")
    )
    if without:
        note += f" {plural(without, 'text')} without a repeat left out."
    yield Picture("coverage", "Where in each transcript the repeats are", note, figure)


def _topics(corpus: Corpus) -> Picture:
    distribution = topics.distribution(corpus.transcripts)
    shown = distribution.head(MOST_TOPICS)
    note = cut_note(len(shown), len(distribution), "topics, by words")
    figure = topic_figures.words(shown, topic_colours(corpus.topics))
    return Picture("topics", "Words by topic", note, figure)


def _lengths(corpus: Corpus) -> Picture:
    frame = lengths.lengths(corpus.transcripts).assign(everything="all texts")
    look = length_figures.Look("words", counted="texts")
    figure = length_figures.histogram(frame, "everything", look, {"all texts": TEAL})
    return Picture("lengths", "How long the distinct texts are", "", figure)
