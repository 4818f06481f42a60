"""Which words set each topic apart?"""

import streamlit as st

from dashboard import cached, url_params
from dashboard.components import charts, downloads, markdown, tables, word_cloud
from dashboard.selection import current, nothing_here
from pages.keywords import keyword_options
from pages.keywords.comparison import side_by_side
from pages.keywords.word_in_context import ask_for_word, in_context, show_word
from refrain import keywords, wording
from refrain.figures import clouds as pictures
from refrain.figures import keywords as figures

EXPLAINED = {
    keywords.LOG_RATIO: "how many times more transcripts of the topic have the word, at the least "
    "(conservative log ratio: log₂ of the lower confidence bound; 1 = twice as often)",
    keywords.LOG_ODDS: "how surely the topic uses the word more (log-odds with a Dirichlet prior, "
    "as a z-score; above 2 is unlikely to be chance)",
    keywords.G2: "how surely the topic uses the word more (log-likelihood G²; above 3.84 is "
    "unlikely to be chance; frequent words lead)",
    keywords.C_TF_IDF: "how frequent the word is in the topic and how rare in all (c-TF-IDF; not a "
    "test: words that all topics share are in)",
    keywords.COUNT: "how often the topic has the word (not compared with anything)",
}
SHORT = {
    keywords.LOG_RATIO: "conservative log ratio",
    keywords.LOG_ODDS: "log-odds, z-score",
    keywords.G2: "log-likelihood G²",
    keywords.C_TF_IDF: "c-TF-IDF × 1,000",
    keywords.COUNT: "times in the topic",
}
VIEWS = ("Topic by topic", "Two topics side by side", "All keywords")
IN_CLOUD = 60
IN_BARS = 12
PER_PAGE = 8
TOP = 500
ROWS = 100_000
# Of a cloud, in pixels: a few words need less height.
WIDTH, LOW, HIGH = 640, 170, 380
TABLE = ":table"


def main() -> None:
    selection = current()
    markdown.heading("Keywords", "Which words set each topic apart?")
    if nothing_here(selection):
        return
    corpus = selection.corpus
    topics = sorted(corpus.texts["topic"].dropna().astype(str).unique())
    if len(topics) < 2:
        st.info(
            "Keywords compare a topic with the rest, so they need at least two topics with text. "
            "This selection has fewer.",
            icon=":material/compare_arrows:",
        )
        return
    chosen = keyword_options.choose(corpus, topics)
    left_out(corpus, chosen)
    ask_for_word()
    if not url_params.UNDER.given():
        in_context(corpus)
    tabs = st.tabs(VIEWS, **url_params.TAB.bound())
    shown = (each_topic, side_by_side, every_keyword)
    for tab, show in zip(tabs, shown, strict=True):
        if tab.open:
            with tab:
                show(selection, topics, chosen)


def left_out(corpus, chosen) -> None:
    """Say what does not count, in numbers."""
    counted = cached.counts(corpus, chosen.names, chosen.once)
    told = ["Equal texts count once"]
    if chosen.languages or chosen.own:
        stop = len(cached.stop_words(chosen.languages, chosen.own))
        told.append(f"{stop:,} function and filler words are left out, and numbers and letters")
    kinds = ["speakers’ names"] * chosen.names + ["repeats of a passage"] * bool(chosen.once)
    if kinds and counted.left_out:
        share = counted.left_out / max(counted.left_out + int(counted.running.sum()), 1)
        words = wording.plural(counted.left_out, "word")
        told.append(f"so are {' and '.join(kinds)}: {words} ({wording.percent(share)} of all)")
    st.caption("; ".join(told) + ".")


def each_topic(selection, topics, chosen) -> None:
    corpus = selection.corpus
    shown = one_page(asked_for([topic for topic in topics if topic != chosen.against]))
    found = cached.keyness(corpus, chosen, tuple(shown), TOP)
    used = [name for name in EXPLAINED if name in set(found["statistic"])]
    if used:
        means = "; ".join(EXPLAINED[name] for name in used)
        st.caption(f"The bigger a word, the higher its score: {means}. Click a word or a bar.")
    for topic in shown:
        own = found[found["topic"] == topic]
        one_topic(corpus, own, topic, selection.colours[topic])
        if url_params.UNDER.get() == topic:
            in_context(corpus, [topic], own)


def asked_for(topics: list[str]) -> list[str]:
    """The topics to show: those found by name, where there are too many for one page."""
    if len(topics) <= PER_PAGE:
        return topics
    named = st.multiselect(
        "Find topics by name",
        topics,
        **url_params.SHOW.bound(),
        placeholder=f"Find one of {len(topics):,} topics by name",
        label_visibility="collapsed",
        width=420,
    )
    return named or topics


def one_page(topics: list[str]) -> list[str]:
    """The topics of the page that the URL names."""
    if len(topics) <= PER_PAGE:
        return topics
    pages = -(-len(topics) // PER_PAGE)
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        page = st.pagination(pages, **url_params.TOPIC_PAGE.bound(), width="content")
        start = (page - 1) * PER_PAGE
        shown = topics[start : start + PER_PAGE]
        st.caption(
            f"Showing topics {start + 1:,} to {start + len(shown):,} of {len(topics):,}: "
            f"{markdown.literal(shown[0])} to {markdown.literal(shown[-1])}.",
            width="stretch",
        )
    return shown


def one_topic(corpus, found, topic: str, colour: str) -> None:
    texts = int((corpus.texts["topic"] == topic).sum())
    st.subheader(markdown.literal(topic), anchor=False)
    if found.empty:
        st.markdown(
            f"No word is surely more frequent here ({wording.plural(texts, 'text')}). "
            "Another score ranks the likely ones."
        )
        return
    statistic = found["statistic"].iloc[0]
    few = " · few are sure: log-odds, above, ranks the likely ones too"
    sure = statistic == keywords.LOG_RATIO and len(found) < 5
    st.caption(
        f"{wording.plural(texts, 'distinct text')} · {keyword_count(len(found))} · "
        f"{SHORT[statistic]}{few if sure else ''}"
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        clicked = cloud(found.head(IN_CLOUD), topic, colour)
    with right:
        figure = figures.bars(found.head(IN_BARS), colour, SHORT[statistic])
        bar = charts.chart(figure, key=f"bars-{topic}", select=True)
    if bar is not None:
        clicked = found["word"].iloc[bar[0]]
    if clicked:
        show_word(clicked, topic)


def cloud(found, topic: str, colour: str) -> str | None:
    """The cloud and its downloads; the word that was just clicked."""
    words = tuple(
        (
            row.word,
            row.score,
            f"score {row.score:.2f}, {row.count:,} times here and {row.rest_count:,} elsewhere, in "
            f"{row.transcripts:,} of {row.topic_transcripts:,} transcripts of the topic",
        )
        for row in found.itertuples(index=False)
    )
    here = url_params.UNDER.get() == topic
    height = min(LOW + 12 * len(words), HIGH)
    clicked = word_cloud.clickable(
        cached.cloud(words, colour, WIDTH, height),
        key=f"cloud-{topic}",
        label=f"Word cloud of {topic}. Arrow keys go from word to word, Enter shows its lines.",
        chosen=url_params.WORD.get() if here else "",
    )
    weights = {word: score for word, score, _ in words}
    size = {"width": WIDTH, "height": height}
    with st.container(horizontal=True, gap="small"):
        for kind, mime, made in (
            ("SVG", "image/svg+xml", lambda: pictures.cloud(weights, colour, **size)),
            ("PNG", "image/png", lambda: pictures.png(weights, colour, **size)),
        ):
            st.download_button(
                f"Cloud as {kind}",
                made,
                f"{downloads.file_stem(topic)}-cloud.{kind.lower()}",
                mime,
                type="tertiary",
                icon=":material/download:",
                key=f"{kind}-{topic}",
                on_click="ignore",
            )
    return clicked


def keyword_count(count: int) -> str:
    more = " or more" if count == TOP else ""
    return f"{count:,}{more} keyword{'s' * (count != 1)}"


def every_keyword(selection, topics, chosen) -> None:
    top = min(TOP, max(ROWS // len(topics), 1))
    found = cached.keyness(selection.corpus, chosen, tuple(topics), top)
    if url_params.UNDER.get() == TABLE:
        in_context(selection.corpus)
    st.caption(f"At most {top} of each topic, by score. Click one to see its lines.")
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
    row = tables.table(found, key="keywords", columns=columns, height=560)
    downloads.as_csv(found, "keywords")
    if row is not None:
        show_word(found["word"][row], TABLE)


main()
