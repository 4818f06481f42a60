"""Each topic's keywords: its cloud, its bars, and the lines of a word that was clicked."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import cached, url_params
from dashboard.components import charts, downloads, markdown, word_cloud
from dashboard.selection import Selection
from dashboard.tables.keywords import KEYWORDS_OF_TOPIC
from dashboard.tasks import KeywordOptions
from pages.keywords import score_labels
from pages.keywords.word_in_context import in_context, show_word
from refrain import keywords, wording
from refrain.corpus import Corpus
from refrain.figures import keywords as figures
from refrain.figures.clouds import Cloud
from refrain.figures.labels import short

WORDS_IN_CLOUD = 60
WORDS_NAMED = 5
BARS = 12
TOPICS_PER_PAGE = 8
FEW_KEYWORDS = 5
"""With fewer that are sure, the page says where likely ones are ranked."""
# Of a cloud, in pixels: a few words need less height.
WIDTH, LEAST_HEIGHT, MOST_HEIGHT, HEIGHT_PER_WORD = 640, 170, 380, 12


def show(selection: Selection, topics: list[str], options: KeywordOptions) -> None:
    """The topics of one page, a cloud and bars each."""
    corpus = selection.corpus
    shown = _one_page(_found_by_name([topic for topic in topics if topic != options.against]))
    scores = cached.keyness(corpus, options, tuple(shown), KEYWORDS_OF_TOPIC)
    statistics = set(scores["statistic"])
    if statistics:
        means = "; ".join(
            text for name, text in score_labels.EXPLANATIONS.items() if name in statistics
        )
        st.caption(f"The bigger a word, the higher its score: {means}. Click a word or a bar.")
    for topic in shown:
        scores_of_topic = scores[scores["topic"] == topic]
        asked = corpus, options, tuple(shown), topic, selection.colours[topic]
        _one_topic(scores_of_topic, *asked)
        if url_params.UNDER.get() == topic:
            in_context(corpus, [topic], scores_of_topic)


def _found_by_name(topics: list[str]) -> list[str]:
    """The topics that a person asks for by name, where there are too many for one page."""
    if len(topics) <= TOPICS_PER_PAGE:
        return topics
    asked = st.multiselect(
        "Find topics by name",
        topics,
        placeholder=f"Find one of {len(topics):,} topics by name",
        label_visibility="collapsed",
        width=420,
        **url_params.SHOW.bound(),
    )
    return asked or topics


def _one_page(topics: list[str]) -> list[str]:
    """The topics of the page that the address names."""
    if len(topics) <= TOPICS_PER_PAGE:
        return topics
    pages = -(-len(topics) // TOPICS_PER_PAGE)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        page = st.pagination(pages, width="content", **url_params.TOPIC_PAGE.bound())
        start = (page - 1) * TOPICS_PER_PAGE
        shown = topics[start : start + TOPICS_PER_PAGE]
        st.caption(
            f"Showing topics {start + 1:,} to {start + len(shown):,} of {len(topics):,}: "
            f"{markdown.literal(shown[0])} to {markdown.literal(shown[-1])}.",
            width="stretch",
        )
    return shown


def _one_topic(
    scores: pd.DataFrame,
    corpus: Corpus,
    options: KeywordOptions,
    shown: tuple[str, ...],
    topic: str,
    colour: str,
) -> None:
    texts = int((corpus.texts["topic"] == topic).sum())
    st.subheader(markdown.literal(topic), anchor=False)
    if scores.empty:
        st.markdown(
            f"No word is surely more frequent here ({wording.plural(texts, 'text')}). "
            "Another score ranks the likely ones."
        )
        return
    statistic = scores["statistic"].iloc[0]
    few = statistic == keywords.LOG_RATIO and len(scores) < FEW_KEYWORDS
    note = " · few are sure: log-odds, above, ranks the likely ones too" if few else ""
    st.caption(
        f"{wording.plural(texts, 'distinct text')} · {_keyword_count(len(scores))} · "
        f"{score_labels.NAMES[statistic]}{note}"
    )
    cloud, svg, figure = cached.once(_pictures, corpus, options, shown, topic, colour)
    left, right = st.columns([3, 2], gap="large")
    with left:
        clicked = _show_cloud(cloud, svg, topic)
    with right:
        bar = charts.chart(figure, key=f"bars-{topic}", select=True)
    if bar is not None:
        clicked = scores["spelling"].iloc[bar[0]]
    if clicked:
        show_word(clicked, topic)


def _keyword_count(count: int) -> str:
    more = " or more" if count == KEYWORDS_OF_TOPIC else ""
    return f"{count:,}{more} keyword{'s' * (count != 1)}"


def _pictures(
    corpus: Corpus, options: KeywordOptions, shown: tuple[str, ...], topic: str, colour: str
) -> tuple[Cloud, str, go.Figure]:
    """The cloud of a topic, as it is and to be clicked, and the bars."""
    scores = cached.keyness(corpus, options, shown, KEYWORDS_OF_TOPIC)
    scores = scores[scores["topic"] == topic]
    figure = figures.bars(
        scores.head(BARS), colour, score_labels.NAMES[scores["statistic"].iloc[0]]
    )
    scores = scores.head(WORDS_IN_CLOUD)
    facts = {
        row.spelling: f"score {row.score:.2f}, {row.count:,} times here and {row.rest_count:,} "
        f"elsewhere, in {row.transcripts:,} of {row.topic_transcripts:,} transcripts of the topic"
        for row in scores.itertuples(index=False)
    }
    height = min(LEAST_HEIGHT + HEIGHT_PER_WORD * len(scores), MOST_HEIGHT)
    weights = dict(zip(scores["spelling"], scores["score"], strict=True))
    cloud = Cloud.of(weights, colour, width=WIDTH, height=height)
    return cloud, cloud.clickable(facts), figure


def _show_cloud(cloud: Cloud, svg: str, topic: str) -> str | None:
    """The cloud and its downloads; the word that was just clicked."""
    clicked = word_cloud.clickable(
        svg,
        key=f"cloud-{topic}",
        label=f"Word cloud of {topic}. Arrow keys go from word to word, Enter shows its lines.",
        chosen=url_params.WORD.get() if url_params.UNDER.get() == topic else "",
    )
    _say_what_is_not_drawn(cloud)
    _cloud_downloads(cloud, topic)
    return clicked


def _say_what_is_not_drawn(cloud: Cloud) -> None:
    """The words that are in the bars and the table, but not in the picture, and why."""
    for words, why in (
        (cloud.without_font, "no font here has their letters"),
        (cloud.without_room, "there is no room"),
    ):
        if words:
            names = markdown.first_names(list(map(short, words)), WORDS_NAMED)
            st.caption(f"Not in the cloud, for {why}: {names}.")


def _cloud_downloads(cloud: Cloud, topic: str) -> None:
    with st.container(horizontal=True, gap="small"):
        for kind, mime, make in (
            ("SVG", "image/svg+xml", cloud.svg),
            ("PNG", "image/png", cloud.png),
        ):
            st.download_button(
                f"Cloud as {kind}",
                make,
                f"{downloads.file_stem(topic)}-cloud.{kind.lower()}",
                mime,
                type="tertiary",
                icon=":material/download:",
                key=f"{kind}-{topic}",
                on_click="ignore",
            )
