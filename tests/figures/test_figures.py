"""Figures say what their axes are, keep to the colours; marks know what they stand for."""

from __future__ import annotations

import time
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from refrain import keywords as analysis
from refrain import lengths as lengths_of
from refrain import topics as topics_of
from refrain.corpus import Corpus
from refrain.figures import clouds, colours, fragments, keywords, lengths, topics
from tests.builders import prompts_of

TAG = "<b>x</b>"
MATCHES = pd.DataFrame({"a_word": [0, 10], "b_word": [5, 20], "words": [5, 25], "b_words": [5, 24]})


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return prompts_of(
        ("d", 1, "shot", "cats", "purring fur " * 20),
        ("d", 1, "target", TAG, "barking leash " * 30),
        ("d", 1, "shot", TAG, None),
    )


def drawn(corpus: Corpus) -> dict[str, go.Figure]:
    named = colours.topic_colours(corpus.topics)
    distribution = topics_of.distribution(corpus.transcripts)
    frame = lengths_of.lengths(corpus.transcripts).assign(name=["a", TAG])
    words = analysis.keywords(corpus.texts, statistic=analysis.LOG_ODDS)
    share = np.array([[0.0, 0.5], [1.0, 0.25]])
    return {
        "topics": topics.bars(distribution, named),
        "words": topics.words(distribution, named),
        "pairings": topics.pairings(topics_of.pairings(corpus.transcripts)),
        "histogram": lengths.histogram(frame, "topic", lengths.Look("words"), named),
        "ecdf": lengths.ecdf(frame, "topic", lengths.Look("chars"), named),
        "box": lengths.box(frame, "topic", lengths.Look("words"), named),
        "coverage": fragments.coverage(share, ["a", TAG]),
        "overlap": fragments.overlap(share, ["a", TAG]),
        "in words": fragments.coverage(share, ["a", TAG], step=30),
        "spread": fragments.spread(np.array([0, 0.1, 1.0]), 20),
        "incidence": fragments.incidence(np.eye(2, dtype=int), ["x", TAG], ["a", TAG], ["t", TAG]),
        "dots": fragments.dots(MATCHES, ("a", TAG), (40, 50), alone=False),
        "keywords": keywords.bars(words[words["topic"] == "cats"], "#123456", "score"),
    }


def test_every_figure_labels_its_axis(corpus):
    for name, figure in drawn(corpus).items():
        assert figure.layout.xaxis.title.text, name


def test_names_from_a_dataset_are_no_markup(corpus):
    for name, figure in drawn(corpus).items():
        assert TAG not in figure.to_json().replace("\\u003c", "<").replace("\\u003e", ">"), name


def test_a_cell_says_the_true_share_where_its_colour_is_the_faintest():
    share = np.array([[0.0, 0.001, 1.0], [1.0, 0.25, 0.0]])
    figure = fragments.coverage(share, ["a", "b"])
    assert len(figure.data) == 1
    (cells,) = figure.data
    assert cells.customdata == pytest.approx(share * 100)
    assert cells.z[0][1] == fragments.FAINTEST
    assert "customdata" in cells.hovertemplate


def test_a_text_is_not_compared_with_itself():
    figure = fragments.overlap(np.array([[1.0, 0.02], [0.5, 1.0]]), ["a", "b"])
    assert np.isnan(np.diag(figure.data[0].z)).all()
    assert figure.data[0].zmax == 50


def test_histograms_lose_no_transcript():
    values = [1, 1, 7, 1000, 999, 250, 3]
    frame = pd.DataFrame({"topic": list("aabbbaa"), "words": values, "chars": values})
    for look in (lengths.Look(), lengths.Look(log=True)):
        figure = lengths.histogram(frame, "topic", look, {})
        assert sum(sum(bar.y) for bar in figure.data) == len(values)
        assert lengths.histogram(frame.head(1), "topic", look, {}).data[0].y.sum() == 1


def test_the_cumulative_share_ends_at_all():
    frame = pd.DataFrame({"topic": ["a"] * 4, "words": [4, 1, 3, 2]})
    line = lengths.ecdf(frame, "topic", lengths.Look(), {}).data[0]
    assert line.y[-1] == 1
    assert list(line.x) == [1, 1, 2, 3, 4]


@pytest.mark.parametrize("draw", [lengths.histogram, lengths.ecdf, lengths.box])
def test_the_line_of_a_budget_stands_at_its_length_on_either_scale(draw):
    frame = pd.DataFrame({"topic": ["a"] * 3, "words": [10, 500, 1000], "name": list("xyz")})
    for log, at in ((False, 1000), (True, 3)):
        figure = draw(frame, "topic", lengths.Look(log=log, budget=(1000, "1k")), {})
        (line,) = figure.layout.shapes
        assert line.x0 == line.x1 == pytest.approx(at)
        low, high = figure.layout.xaxis.range
        assert low < at < high
    far = draw(frame, "topic", lengths.Look(budget=(1_000_000, "1M")), {})
    assert not far.layout.shapes


def test_the_log_scale_says_lengths_not_logarithms():
    frame = pd.DataFrame({"topic": ["a"] * 2, "words": [10, 100_000], "name": ["x", "y"]})
    axis = lengths.ecdf(frame, "topic", lengths.Look(log=True), {}).layout.xaxis
    assert dict(zip(axis.ticktext, axis.tickvals, strict=True))["1,000"] == pytest.approx(3)
    near = frame.assign(words=[3_268, 6_289])
    axis = lengths.histogram(near, "topic", lengths.Look(log=True), {}).layout.xaxis
    assert {"4,000", "5,000", "6,000"} <= set(axis.ticktext)


def test_each_topic_has_its_own_colour_whatever_is_filtered():
    many = [f"t{n}" for n in range(40)]
    named = colours.topic_colours(many)
    assert len({named[topic] for topic in many}) == 40
    assert colours.topic_colours(many[:3]) == {
        **{topic: named[topic] for topic in many[:3]},
        topics_of.NO_TOPIC: colours.GREY,
    }


def test_every_colour_stands_out_from_both_backgrounds():
    many = [f"t{n}" for n in range(300)]
    light, dark = (colours.luminance(colour) + 0.05 for colour in ("#FCFBF8", "#14161B"))
    for colour in colours.topic_colours(many).values():
        own = colours.luminance(colour) + 0.05
        assert light / own > 3
        assert own / dark > 3
    # The worked example of WCAG 2.2: black and white.
    assert colours.luminance("#000000") == 0
    assert colours.luminance("#FFFFFF") == pytest.approx(1)


def test_a_cloud_is_the_same_each_time_and_holds_its_words_as_text():
    weights = {"alpha": 3.0, "beta<i>": 2.0, "gamma&": 1.0}
    svg = clouds.cloud(weights, "#3B82C4")
    time.sleep(1.1)  # the font inside is stamped with whole seconds
    assert svg == clouds.cloud(weights, "#3B82C4")
    texts = [node.text for node in ElementTree.fromstring(svg).iter() if node.tag.endswith("text")]
    assert sorted(texts) == sorted(weights)
    assert "http://" not in svg.replace("http://www.w3.org/2000/svg", "")
    assert clouds.cloud({}, "#3B82C4") == ""


def test_of_very_many_lengths_the_steps_and_the_boxes_are_drawn_and_not_each():
    look, count = lengths.Look("words"), lengths.MOST_POINTS + 1
    frame = pd.DataFrame({"words": np.arange(1, count + 1), "topic": "a", "name": "n"})
    line = lengths.ecdf(frame, "topic", look, {}).data[0]
    assert len(line.x) == lengths.MOST_STEPS + 1
    assert np.diff(line.y).max() <= 1.1 / lengths.MOST_STEPS
    assert (line.x[0], line.x[-1], line.y[0], line.y[-1]) == (1, len(frame), 0, 1)
    assert np.allclose(line.y, line.x / len(frame), atol=1e-4)
    (box,) = lengths.box(frame.assign(words=[*frame["words"][:-1], 10**6]), "topic", look, {}).data
    assert (box.q1[0], box.median[0], box.q3[0]) == (5001, 10001, 15001)
    # The longest is beyond one and a half times the box's width, 10,000.
    assert (box.lowerfence[0], box.upperfence[0]) == (1, len(frame) - 1)
    assert box.x is None
