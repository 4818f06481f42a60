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
LINES = 200


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
    with st.container(horizontal=True, gap="large", vertical_alignment="bottom"):
        statistic = choose_statistic()
        ask_for_word()
    found = answers.keyness(corpus, statistic)
    explain(found)
    if "under" not in st.query_params:
        in_context(corpus, found)
    for topic in shown_topics(sorted(corpus.texts["topic"].dropna().astype(str).unique())):
        own = found[found["topic"] == topic]
        one_topic(corpus, own, topic, selection.colours[topic])
        if st.query_params.get("under") == topic:
            in_context(corpus, own, topic)
    every_keyword(found)


def choose_statistic() -> str:
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
    return STATISTICS[chosen]


def ask_for_word() -> None:
    asked = st.query_params.get("word", "")
    typed = st.text_input(
        "See a word in context",
        value=asked,
        placeholder="Type a word or phrase, or click a bar",
        key=f"word-{asked}",
    )
    if typed.strip() != asked:
        show_word(typed.strip())


def show_word(word: str, topic: str | None = None) -> None:
    """Put the word into the URL, and the topic under which its lines are to stand."""
    for name, value in (("word", word), ("under", topic)):
        st.query_params.pop(name, None)
        if value:
            st.query_params[name] = value
    st.rerun()


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
        alt = f"Word cloud of {topic}: {', '.join(found['word'].head(IN_BARS))}"
        st.image(answers.cloud(words, colour, 640, 380), width="stretch", alt=alt)
    with right:
        top = found.head(IN_BARS)
        figure = figures.bars(top, colour, SHORT[found["statistic"].iloc[0]])
        clicked = parts.chart(figure, key=f"bars-{topic}", select=True)
        if clicked is not None:
            show_word(top["word"].iloc[clicked[0]], topic)


def keyword_count(count: int) -> str:
    more = " or more" if count == answers.TOP_WORDS else ""
    return f"{count:,}{more} keyword{'s' * (count != 1)}"


def in_context(corpus, found, topic: str | None = None) -> None:
    """The lines of the word that the URL names, in one topic or in all."""
    word = st.query_params.get("word", "")
    if not word:
        return
    lines = keywords.contexts(corpus.texts, word, topic, limit=LINES)
    shown = parts.literal(word)
    if lines.empty:
        st.markdown(f"No transcript has “{shown}”.")
        return
    total = lines.attrs["total"]
    cut = f"showing {len(lines):,} of {total:,} lines" if total > len(lines) else f"{total:,} lines"
    elsewhere = found.loc[found["word"] == word, "rest_count"]
    more = f", and {parts.plural(int(elsewhere.iloc[0]), 'line')} elsewhere" if topic else ""
    st.markdown(
        f"**“{shown}” in context**: {cut}{more if len(elsewhere) else ''}. Click one to read it."
    )
    columns = {
        "name": st.column_config.TextColumn("Transcript", width=150),
        "left": st.column_config.TextColumn("…", alignment="right", width=300),
        "match": st.column_config.TextColumn("Word", width=110),
        "right": st.column_config.TextColumn("…", width=300),
    }
    clicked = parts.table(lines, key=f"lines-{topic}-{word}", columns=columns, height=320)
    if clicked is not None:
        parts.read(lines["transcript_id"][clicked], int(lines["start"][clicked]))


def every_keyword(found) -> None:
    st.subheader("All keywords", anchor=False)
    st.caption(f"At most {answers.TOP_WORDS} of each topic, by score.")
    columns = {
        "topic": "Topic",
        "word": "Word",
        "score": st.column_config.NumberColumn("Score", format="%.2f"),
        "count": st.column_config.NumberColumn("Times here", format="localized"),
        "rest_count": st.column_config.NumberColumn("Times elsewhere", format="localized"),
        "transcripts": "Texts here",
        "rest_transcripts": "Texts elsewhere",
        "topic_transcripts": "Texts of the topic",
        "statistic": "Statistic",
    }
    st.dataframe(found, hide_index=True, column_config=columns)
    parts.downloads(found, "keywords")


main()
