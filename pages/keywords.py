"""Which words set each topic apart?"""

import streamlit as st

from dashboard import answers, parts
from dashboard.selection import current
from refrain import keywords
from refrain.figures import keywords as figures

STATISTICS = {
    "automatic": keywords.AUTO,
    "conservative log ratio": keywords.LOG_RATIO,
    "log-odds": keywords.LOG_ODDS,
}
EXPLAINED = {
    keywords.LOG_RATIO: "conservative log ratio: how many times more transcripts of the topic "
    "have the word, at the least (log₂ of the lower confidence bound; 1 = twice as often)",
    keywords.LOG_ODDS: "log-odds with a Dirichlet prior, as a z-score: how surely the topic uses "
    "the word more (above 2 is unlikely to be chance)",
}
SHORT = {
    keywords.LOG_RATIO: "conservative log ratio",
    keywords.LOG_ODDS: "log-odds, z-score",
}
IN_CLOUD = 60
IN_BARS = 12
PER_PAGE = 8


def main() -> None:
    selection = current()
    parts.heading("Keywords", "Which words set each topic apart?")
    if parts.nothing_here(selection):
        return
    corpus = selection.corpus
    if len(set(corpus.texts["topic"].dropna())) < 2:
        st.info(
            "Keywords compare a topic with the rest, so they need at least two topics with text. "
            "This selection has fewer.",
            icon=":material/compare_arrows:",
        )
        return
    chosen = st.segmented_control(
        "Statistic",
        list(STATISTICS),
        default="automatic",
        key="statistic",
        required=True,
        bind="query-params",
        help="Automatic: the conservative log ratio where a topic has five distinct transcripts or "
        "more, log-odds where it has fewer, or where the log ratio is sure of no word.",
    )
    found = answers.keyness(corpus, STATISTICS[chosen])
    explain(found)
    topics = shown_topics(sorted(corpus.texts["topic"].dropna().astype(str).unique()))
    for topic in topics:
        one_topic(corpus, found[found["topic"] == topic], topic, selection.colours[topic])
    in_context(corpus, found)
    st.subheader("All keywords", anchor=False)
    st.caption(f"At most {answers.TOP_WORDS} of each topic, by score.")
    st.dataframe(found, hide_index=True)
    parts.downloads(found, "keywords")


def explain(found) -> None:
    used = [SHORT[name] for name in EXPLAINED if name in set(found["statistic"])]
    means = "; ".join(EXPLAINED[name] for name in EXPLAINED if name in set(found["statistic"]))
    if used:
        st.caption(
            f"The size of a word is its score: {means}. Equal texts count once; filler words and "
            "function words are left out."
        )


def shown_topics(topics: list[str]) -> list[str]:
    if len(topics) <= PER_PAGE:
        return topics
    page = st.pagination(-(-len(topics) // PER_PAGE), key="topic_page", bind="query-params")
    start = (page - 1) * PER_PAGE
    shown = topics[start : start + PER_PAGE]
    st.caption(f"Showing topics {start + 1} to {start + len(shown)} of {len(topics):,}.")
    return shown


def one_topic(corpus, found, topic: str, colour: str) -> None:
    texts = int((corpus.texts["topic"] == topic).sum())
    st.subheader(parts.literal(topic), anchor=False)
    if found.empty:
        st.markdown(f"No word is surely more frequent here ({parts.plural(texts, 'text')}).")
        return
    few = " · few words are sure: log-odds, above, shows the likely ones too"
    sure = found["statistic"].iloc[0] == keywords.LOG_RATIO and len(found) < 5
    st.caption(
        f"{parts.plural(texts, 'distinct text')} · {keyword_count(len(found))} · "
        f"{SHORT[found['statistic'].iloc[0]]}{few if sure else ''}"
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        words = tuple(found[["word", "score"]].head(IN_CLOUD).itertuples(index=False, name=None))
        st.image(answers.cloud(words, colour, 640, 380), width="stretch")
    with right:
        top = found.head(IN_BARS)
        figure = figures.bars(top, colour, SHORT[found["statistic"].iloc[0]])
        clicked = parts.chart(figure, key=f"bars-{topic}", select=True)
        if clicked is not None:
            st.query_params["word"] = top["word"].iloc[clicked[0]]


def keyword_count(count: int) -> str:
    more = " or more" if count == answers.TOP_WORDS else ""
    return f"{count:,}{more} keyword{'s' * (count != 1)}"


def in_context(corpus, found) -> None:
    st.subheader("A word in context", anchor=False)
    typed = st.text_input(
        "Word",
        value=st.query_params.get("word", ""),
        placeholder="Click a bar, or type a word",
        label_visibility="collapsed",
    )
    if not typed:
        st.caption("Click a bar above, or type a word, to see the lines that it stands in.")
        return
    st.query_params["word"] = typed
    lines = keywords.contexts(corpus.texts, typed, limit=200)
    if lines.empty:
        st.markdown(f"No transcript has the word “{parts.literal(typed)}”.")
        return
    total = lines.attrs["total"]
    cut = f"Showing {len(lines):,} of {total:,} lines" if total > len(lines) else f"{total:,} lines"
    st.caption(f"{cut}. Click one to read it.")
    columns = {
        "left": st.column_config.TextColumn("…", alignment="right", width="large"),
        "match": st.column_config.TextColumn("Word", width="small"),
        "right": st.column_config.TextColumn("…", width="large"),
        "name": "Transcript",
    }
    clicked = parts.table(lines, key="lines", columns=columns, height=320)
    if clicked is not None:
        parts.read(lines["transcript_id"][clicked], int(lines["start"][clicked]))


main()
