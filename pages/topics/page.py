"""What is it about, and how evenly?"""

import streamlit as st

from dashboard import suggested_topics, tokenizer_picker, url_params
from dashboard.components import charts, downloads, markdown
from dashboard.selection import current_selection, explain_if_empty
from pages.topics import topic_confidence
from refrain import topic_model, topics, wording
from refrain.figures import topics as figures

MOST = 60
BARS = 25
MOST_GROUPS = 20
OVER = {
    "words": "words of the distinct texts",
    "tokens": "tokens of the distinct texts",
    "texts": "distinct texts",
}
NUMBER = st.column_config.NumberColumn


def main() -> None:
    selection = current_selection()
    markdown.heading("Topics", "What is it about, and how evenly?")
    rows = selection.corpus.transcripts
    if rows.empty:
        explain_if_empty(selection)
        return
    if len(selection.whole.topics) < 2:
        no_topics(selection)
    measure, tokens = measured(selection)
    if selection.suggestion is not None:
        rows = rows[rows["text_id"].notna()]  # topics are announced by labels only
    distribution = topics.distribution(rows, tokens)
    distribution = distribution.sort_values(measure, ascending=False, kind="stable")
    sentence(distribution, measure, selection.suggestion is not None)
    pictures(distribution, measure, selection.colours)
    if selection.suggestion is not None:
        topic_confidence.show(selection)
    together(selection.corpus.labelled)
    over_time(rows, selection.colours)
    grouped("By source", topics.by_source(rows), selection.colours, "source")
    grouped("By speaker", topics.by_speaker(rows), selection.colours, "speaker")
    numbers(distribution)


def no_topics(selection) -> None:
    has = "has only one topic" if selection.whole.topics else "names no topics"
    st.info(
        f"This dataset {has}. Topics come from the labels of a prompt dump, or from the folders "
        "that hold the files: sort the files into a folder per topic, or have topics suggested "
        "from the words of the texts.",
        icon=":material/category:",
    )
    possible = topic_model.max_topics(len(selection.whole.texts)) >= 2
    if possible and selection.suggestion is None:
        st.button(
            "Suggest topics",
            icon=":material/lightbulb:",
            on_click=suggested_topics.turn_on,
            key="turn",
        )


def measured(selection):
    """What the size of a topic is counted in; the tokens by text where it is tokens."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        measure = st.segmented_control(
            "Measured in",
            list(OVER),
            default=url_params.MEASURE.default,
            required=True,
            **url_params.MEASURE.bound(),
        )
        tokenizer = tokenizer_picker.choose_tokenizer() if measure == "tokens" else None
    if tokenizer is None:
        return "words" if measure == "tokens" else measure, None
    return measure, tokenizer_picker.sizes(selection, tokenizer)["tokens"]


def sentence(distribution, measure: str, suggestion: bool) -> None:
    balance = topics.balance(distribution[measure])
    biggest = distribution.iloc[0]
    share = biggest[measure] / max(distribution[measure].sum(), 1)
    empty = distribution.loc[distribution["texts"] == 0, "topic"]
    if len(distribution) == 1:
        st.markdown(f"Everything is about **{markdown.literal(biggest['topic'])}**.")
        return
    kind = "suggested topic" if suggestion else "topic"
    named = int((distribution["topic"] != topics.NO_TOPIC).sum())
    rest = "" if named == len(distribution) else ", and texts without one"
    words = (
        f"**{wording.plural(named, kind)}**{rest}, spread {topics.evenness(balance)} over the "
        f"{OVER[measure]} (normalised entropy **{balance:.2f}**, where 1 is perfectly even). "
        f"The biggest, **{markdown.literal(biggest['topic'])}**, has "
        f"{wording.percent(share)} of them."
    )
    if len(empty):
        names = ", ".join(markdown.literal(name) for name in empty[:10])
        more = f" and {len(empty) - 10:,} more" if len(empty) > 10 else ""
        words += f" Announced, but without any text: **{names}**{more}."
    st.markdown(words)


def pictures(distribution, measure: str, colours) -> None:
    shown = distribution.head(BARS)
    note = ""
    if len(distribution) > BARS:
        note = f"Showing the {BARS} biggest of {len(distribution):,} topics, by {measure}; the "
        note += "table below has all."
    left, right = st.columns(2, gap="large")
    with left:
        figure = figures.bars(shown, colours)
        charts.picture("Appearances by topic and role", figure, key="by-role", note=note)
    with right:
        figure = figures.sizes(shown, colours, measure)
        name = figures.MEASURES[measure].capitalize()
        charts.picture(f"{name} by topic", figure, key="by-size", note=note)


def together(corpus) -> None:
    """Shots × targets, by the dataset's own labels: a leak is a matter of labels."""
    pairs = topics.pairings(corpus.transcripts)
    if pairs.empty:
        return
    leaks = pairs[pairs["leak"]]
    shown, cut = most_used(pairs)
    note = f"The number of prompts that pair a shot with a target.{cut}"
    if len(leaks):
        names = ", ".join(markdown.literal(name) for name in leaks["target"].head(10))
        more = f" and {len(leaks) - 10:,} more" if len(leaks) > 10 else ""
        note += (
            f" **{wording.plural(len(leaks), 'pair')} marked as a leak** ({names}{more}): the "
            "prompt has an example on the very topic that it asks for. The overview leads to each."
        )
    charts.picture(
        "Which shots go with which target", figures.pairings(shown), key="pairings", note=note
    )


def most_used(pairs):
    """The pairs among the MOST used targets and shots, leaks first, and what that leaves out."""
    cut = ""
    for side in ("target", "shot"):
        uses = pairs.groupby(side)[["leak", "prompts"]].agg({"leak": "max", "prompts": "sum"})
        uses = uses.sort_values(["leak", "prompts"], ascending=False, kind="stable")
        if len(uses) > MOST:
            pairs = pairs[pairs[side].isin(uses.index[:MOST])]
            cut += f" Showing {MOST} of {len(uses):,} {side} topics, leaks and the most used first."
    return pairs, cut


def over_time(rows, colours) -> None:
    dated = topics.over_time(rows)
    if dated.table["period"].nunique() < 2:
        no_time(rows, dated)
        return
    note = ""
    if dated.undated:
        note = f"{wording.plural(dated.undated, 'text')} without a date left out."
    figure = figures.timeline(dated, colours)
    charts.picture(f"Distinct texts by {dated.step} and topic", figure, key="time", note=note)


def no_time(rows, dated) -> None:
    """Why there is no picture over time; a prompt dump has no place for dates."""
    if rows["prompt"].notna().all():
        return
    if dated.table.empty:
        st.caption(
            "Nothing is shown over time: no text has a date. One in a file's name "
            "(`2021-03-04-talk.txt`) or in the front matter of a Markdown file "
            "(`date: 2021-03-04`) is read."
        )
        return
    rest = "."
    if dated.undated:
        rest = f"; {wording.plural(dated.undated, 'text')} without a date."
    st.caption(f"All dates are in {dated.table['period'].iloc[0]:%B %Y}{rest}")


def grouped(title: str, table, colours, key: str) -> None:
    """Topics by source or speaker, where that says more than the topics alone."""
    sizes = table.groupby("group")["texts"].sum()
    if len(sizes) < 2 or sizes.max() < 2:
        return
    first = table["group"].drop_duplicates().head(MOST_GROUPS)
    cut = len(sizes) > MOST_GROUPS
    note = f"Showing {MOST_GROUPS} of {len(sizes):,}, by words." if cut else ""
    if key == "speaker":
        note = f"{note} A text of several speakers counts for each of them.".strip()
    figure = figures.groups(table[table["group"].isin(first)], colours)
    charts.picture(title, figure, key=f"by-{key}", note=note)
    with st.expander(f"{title}, all {len(sizes):,}, as a table"):
        columns = {"group": key.capitalize(), "topic": "Topic", "texts": "Distinct texts"}
        columns["words"] = NUMBER("Words of distinct text", format="localized")
        st.dataframe(table, hide_index=True, column_config=columns)
        downloads.as_csv(table, f"topics-by-{key}")


def numbers(distribution) -> None:
    st.subheader("The numbers", anchor=False)
    columns = {
        "topic": "Topic",
        "shots": "Shots",
        "targets": "Targets",
        "transcripts": "Other transcripts",
        "missing": "Announced, text missing",
        "texts": "Distinct texts",
        "words": NUMBER("Words of distinct text", format="localized"),
        "tokens": NUMBER("Tokens of distinct text", format="localized"),
    }
    st.dataframe(distribution, hide_index=True, column_config=columns)
    downloads.as_csv(distribution, "topics")


main()
