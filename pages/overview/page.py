"""What is here, and what is wrong with it?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import built, cached, events, navigation, table_links, waiting
from dashboard.components import charts, downloads, markdown, tables
from dashboard.page import Page
from dashboard.selection import Selection, current_selection
from dashboard.tables import texts as text_tables
from dashboard.uploads import without_mark
from pages.overview import findings_list, recognised_line
from refrain import summary, topics, wording
from refrain.corpus import Corpus
from refrain.figures import topics as figures
from refrain.figures.colours import topic_colours

TOPICS_DRAWN = 12
# Characters of a name beside a bar: the column is narrow.
TOPIC_NAME = 22
SHOWN_CHARS = 160
METRIC_WIDTH, CHARACTER_WIDTH = 135, 19
# With Stop beside it, it fits into what the other numbers leave of the line.
HOURS_WIDTH = 190


def main() -> None:
    selection = current_selection()
    corpus = selection.corpus
    name = markdown.literal(without_mark(selection.name))
    markdown.heading(name, "What is here, and what is wrong with it?")
    with waiting.part():
        recognised_line.show(selection.whole)
    show_counts(corpus)
    left, right = st.columns([3, 2], gap="large")
    with left:
        findings_list.show(corpus)
    with right:
        show_next_steps(corpus)
        with waiting.part():
            show_repeats(corpus)
        show_topics(selection)
    show_transcripts(selection)


def show_counts(corpus: Corpus) -> None:
    counts = cached.once(summary.counts, corpus)
    shown = {
        "Prompts": counts.prompts,
        "Transcripts": counts.transcripts,
        "Distinct texts": counts.distinct_texts,
        "Words": counts.words,
        "Topics": counts.topics,
    }
    helps = {
        "Prompts": "A prompt is its shots (examples) and its target.",
        "Transcripts": "Appearances that have a text; "
        f"{wording.plural(counts.missing, 'label')} without.",
        "Distinct texts": "Equal texts counted once.",
        "Words": "Over all appearances, without speakers' labels and times.",
        "Topics": "What labels, columns, front matter, channels or folders call the transcripts.",
    }
    if not shown["Prompts"]:
        del shown["Prompts"]
    with st.container(horizontal=True, gap="small"):
        for name, value in shown.items():
            width = max(METRIC_WIDTH, CHARACTER_WIDTH * len(f"{value:,}"))
            st.metric(name, f"{value:,}", help=helps[name], width=width)
        with waiting.part(HOURS_WIDTH):
            show_hours(cached.timing(corpus)["seconds"])


def show_hours(seconds: pd.Series) -> None:
    """How long all transcripts are together that have times."""
    if len(seconds):
        timed = wording.plural(len(seconds), "transcript")
        said = f"From the first time to the last of the {timed} that have times."
        st.metric("Hours", f"{seconds.sum() / 3600:,.1f}", help=said, width=METRIC_WIDTH)


def show_next_steps(corpus: Corpus) -> None:
    """Where to go from here, and the report."""
    st.subheader("What to do next", anchor=False)
    if not len(corpus.texts):
        st.markdown("Add a text: see on the left what is missing.")
        return
    navigation.page_link(
        Page.FRAGMENTS, "See what repeats, and what to cut", icon=Page.FRAGMENTS.icon
    )
    navigation.page_link(
        Page.LENGTHS, "See whether it fits the context window", icon=Page.LENGTHS.icon
    )
    if built.of(corpus):
        return
    st.download_button(
        "Download the report",
        events.downloaded(f"report of {corpus.name}", lambda: cached.report(corpus)),
        f"{corpus.name}.report.html",
        "text/html",
        icon=":material/download:",
        key="download-report",
        on_click="ignore",
        help="One file with the findings, pictures and tables, to send to someone. It opens "
        "without a network.",
    )


def show_repeats(corpus: Corpus) -> None:
    st.subheader("What repeats", anchor=False)
    if not len(corpus.texts):
        st.markdown("Nothing to compare.")
        return
    query = built.default_query(corpus)
    savings = cached.savings(corpus, query)
    if savings["repeated_share"]:
        saved = wording.plural(int(savings["saved"]), "word")
        st.markdown(
            f"**{wording.percent(savings['repeated_share'])}** of the distinct text lies in "
            f"passages of {query.min_words} words or more that occur more than once. Keeping each "
            f"once would save **{saved}** ({wording.percent(savings['saved_share'])})."
        )
    else:
        st.markdown(
            f"In the distinct texts, no passage of {query.min_words} words or more occurs more "
            "than once."
        )
    copies = int((corpus.texts["appearances"] - 1).sum())
    if copies:
        st.caption(wording.copies_note(copies))


def show_topics(selection: Selection) -> None:
    """The biggest topics, where they are from, and a link to all."""
    figure, count = cached.once(words_by_topic, selection.corpus, selection.whole)
    if not count:
        return
    notes = [selection.origin_of_topics]
    if count > TOPICS_DRAWN:
        notes.append(f"Showing {TOPICS_DRAWN} of {count:,} topics, by words.")
    note = " ".join(filter(None, notes))
    charts.picture("Words by topic", figure, key="words-by-topic", note=note)
    navigation.page_link(Page.TOPICS, "More on topics", icon=Page.TOPICS.icon)


def words_by_topic(corpus: Corpus, whole: Corpus) -> tuple[go.Figure, int]:
    """The picture of the biggest topics, and how many topics there are."""
    distribution = topics.distribution(corpus.transcripts)
    shown = distribution.head(TOPICS_DRAWN)
    return figures.words(shown, topic_colours(whole.topics), TOPIC_NAME), len(distribution)


def show_transcripts(selection: Selection) -> None:
    """Every appearance of a transcript as a table, which leads to the reader."""
    st.subheader("All transcripts", anchor=False)
    rows = selection.corpus.transcripts
    if rows.empty:
        st.markdown("No transcript was found in these files.")
        return
    st.caption(f"{wording.plural(len(rows), 'row')}, in file order. Click one to read it.")
    columns = {
        "transcript_id": "Transcript",
        "role": "Role",
        "topic": "Topic",
        "words": st.column_config.NumberColumn("Words", format="localized"),
        "chars": st.column_config.NumberColumn("Characters", format="localized"),
        "line": st.column_config.NumberColumn("Line", format="localized"),
        "text": st.column_config.TextColumn("Text", width="large"),
    }
    shown = cached.once(beginnings, selection.corpus, selection.whole)
    clicked = tables.table(shown, key="transcripts", columns=columns, total=len(rows))
    if built.of(selection.whole):
        st.caption(
            "All of them, with their texts, are Parquet files in the folder of the build, "
            "`transcripts/`, which any tool reads."
        )
    else:
        with table_links.beside(text_tables.TRANSCRIPTS):
            downloads.dataset_as_csv(selection.exported, "transcripts")
    if clicked is not None:
        navigation.open_reader(rows["transcript_id"][clicked])


def beginnings(corpus: Corpus, whole: Corpus) -> pd.DataFrame:
    """The first transcripts with how their texts begin: the whole texts would be sent to the
    browser."""
    rows = corpus.transcripts.head(tables.MOST_ROWS)
    columns = ["transcript_id", "role", "topic", "words", "chars", "line"]
    return rows[columns].assign(text=built.texts_of(rows, whole).str.slice(0, SHOWN_CHARS))


main()
