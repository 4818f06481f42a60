"""What repeats, where, and how much would removing it save?"""

import numpy as np
import pandas as pd
import streamlit as st

from dashboard import answers, parts, repeats, ways
from dashboard.selection import current
from refrain import coverage, order
from refrain.figures import fragments as figures

ROWS = 60
PAIRS = 60
POOLED = 200
IN_GRID = 25
TOP = 200
DOTS = 2_000
MAP, TRANSCRIPTS, FRAGMENTS, DOTPLOT = VIEWS = (
    "coverage map",
    "transcript × transcript",
    "fragment × transcript",
    "dot plot",
)
SORTS = ("topic and similarity", "share repeated", "first repeat", "file order")


def main() -> None:
    selection = current()
    parts.heading("Fragments", "What repeats, where, and how much would removing it save?")
    if parts.nothing_here(selection):
        return
    corpus = selection.corpus
    left, right = st.columns([3, 2], gap="large")
    with left:
        min_words = parts.min_words()
        kinds = repeats.kinds()
        sentence(corpus, min_words, kinds)
    with right:
        at_least = spread(corpus, min_words, kinds)
    shares = answers.shares(corpus, min_words, kinds)
    rows = np.flatnonzero(shares["share"] * 100 >= at_least)
    view = choose_view()
    if len(rows) == 0:
        st.markdown("No transcript has so much repeated. Lower the share at the top right.")
    elif view == MAP:
        where(corpus, min_words, kinds, rows)
    elif view == TRANSCRIPTS:
        pairs(corpus, min_words, kinds, rows)
    elif view == FRAGMENTS:
        grid(corpus, min_words, kinds, rows)
    else:
        dots(corpus, min_words)


def choose_view() -> str:
    return st.segmented_control(
        "Picture",
        VIEWS,
        default=MAP,
        key="view",
        required=True,
        bind="query-params",
        label_visibility="collapsed",
    )


def sentence(corpus, min_words: int, kinds) -> None:
    shares = answers.shares(corpus, min_words, kinds)
    total = max(int(shares["words"].sum()), 1)
    repeated, saved = int(shares["repeated"].sum()), int(shares["redundant"].sum())
    copies = int((corpus.texts["appearances"] - 1).sum())
    if not repeated:
        words = f"Nothing of **{min_words} words** or more occurs twice."
        if kinds:
            words = f"No repeat of this kind has **{min_words} words** or more."
    else:
        words = (
            f"**{parts.percent(repeated / total)} of the distinct text** lies in passages "
            f"of {min_words} words or more that occur more than once; keeping each once would save "
            f"**{parts.plural(saved, 'word')}** ({parts.percent(saved / total)})."
        )
    st.markdown(f"#### {words}")
    if len(corpus.texts) == 1:
        st.markdown("There is one distinct text, so only what it repeats of itself shows here.")
    if copies:
        st.caption(
            f"Besides, {parts.plural(copies, 'transcript')} "
            f"{'is an exact copy' if copies == 1 else 'are exact copies'} of another: a copy is "
            "counted once here."
        )
    if repeated:
        st.page_link(
            repeats.CLEAN,
            label="Choose what to cut, and download the rest",
            icon=":material/content_cut:",
        )


def spread(corpus, min_words: int, kinds) -> float:
    """How much is repeated by transcript; returns the percent that the pictures begin at."""
    shares = answers.shares(corpus, min_words, kinds)["share"].to_numpy()
    picture, box = st.container(), st.container()
    with box:
        at_least = st.number_input(
            "Show transcripts with at least so much repeated, %",
            0.0,
            100.0,
            step=1.0,
            format="%.1f",
            key="at_least",
            bind="query-params",
            help="Or click a bar above.",
        )
        if at_least:
            kept = int((shares * 100 >= at_least).sum())
            st.caption(f"{kept:,} of {parts.plural(len(shares), 'transcript')} below.")
    with picture:
        clicked = parts.chart(figures.spread(shares, at_least), key="spread", select=True)
    if clicked is not None:
        ways.stay(at_least=clicked[0] / 100)
    return at_least


def where(corpus, min_words: int, kinds, rows: np.ndarray) -> None:
    with st.container(horizontal=True, gap="large", vertical_alignment="bottom"):
        sort = st.selectbox(
            "Order of transcripts", SORTS, key="sort", bind="query-params", width=260
        )
        axis = st.segmented_control(
            "Position",
            ["relative", "in words"],
            default="relative",
            key="axis",
            required=True,
            bind="query-params",
            help="Relative: every row is as long as its transcript. In words: as far from its "
            "start, so that intros of equal length stand below each other.",
        )
    rows, note = one_page(ordered(corpus, min_words, kinds, sort, rows))
    index = answers.index(corpus)
    texts = corpus.texts.iloc[rows]
    absolute = axis == "in words"
    share = answers.cover(corpus, min_words, kinds, absolute)[rows]
    shares = answers.shares(corpus, min_words, kinds).iloc[rows]
    step = coverage.width(index) if absolute else None
    names = [
        f"{name}  {parts.percent(part)}"
        for name, part in zip(texts["name"], shares["share"], strict=True)
    ]
    clicked = parts.picture(
        "Where in each transcript the repeats are",
        figures.coverage(share, names, step),
        key="coverage",
        note=f"{note}Each row is a distinct text from its start to its end; the stronger the "
        "colour, the more of that place is repeated somewhere. The number is the share of the "
        "whole text. Click a place to read it.",
        select=True,
    )
    covered = answers.covered(corpus, min_words, kinds)
    if clicked is not None:
        text = rows[clicked[0]]
        length = int(index.lengths[text])
        per = step or length / share.shape[1]
        span = (int(clicked[1] * per), int(np.ceil((clicked[1] + 1) * per)))
        parts.read(
            texts["transcript_id"].iloc[clicked[0]], coverage.place(index, covered, text, span)
        )
    twin(index, shares, covered, rows, texts)


def twin(index, shares, covered, rows, texts) -> None:
    """The same as a table; a row leads to the first repeat of its transcript."""
    first = coverage.first_repeat(index, covered)[rows]
    length = np.maximum(index.lengths[rows], 1)
    shown = shares.assign(
        percent=100 * shares["share"], first=np.where(first < length, 100 * first / length, np.nan)
    ).reset_index(drop=True)
    percent = st.column_config.NumberColumn("Repeated", format="%.1f %%")
    columns = {
        "name": st.column_config.TextColumn("Transcript", width=230),
        "topic": st.column_config.TextColumn("Topic", width=110),
        "percent": percent,
        "repeated": st.column_config.NumberColumn("Words", format="localized"),
        "redundant": st.column_config.NumberColumn("Seen before", format="localized"),
        "words": st.column_config.NumberColumn("Of words", format="localized"),
        "first": st.column_config.NumberColumn("First at", format="%.0f %%"),
    }
    st.caption(
        "The same as a table: words that are repeated, those of them that an earlier place has, "
        "and where the first is. Click a row to read from there."
    )
    clicked = parts.table(shown, key="texts", columns=columns, height=320)
    parts.downloads(shown[list(columns)], "repeated-share")
    if clicked is not None:
        text = int(rows[clicked])
        at = coverage.place(index, covered, text, (0, int(index.lengths[text])))
        parts.read(texts["transcript_id"].iloc[clicked], at)


def ordered(corpus, min_words: int, kinds, sort: str, rows: np.ndarray) -> list[int]:
    """The chosen rows of the texts in the order asked for."""
    shares = answers.shares(corpus, min_words, kinds)["share"].to_numpy()
    if sort == "file order":
        return list(rows)
    if sort == "first repeat":
        first = coverage.first_repeat(
            answers.index(corpus), answers.covered(corpus, min_words, kinds)
        )
        none = shares == 0
        return list(rows[np.lexsort((first[rows], none[rows]))])
    by_share = rows[np.argsort(-shares[rows], kind="stable")]
    if sort == "share repeated" or len(rows) > order.MOST:
        return list(by_share)
    texts = corpus.texts.iloc[rows]
    overlap = answers.overlap(corpus, min_words, tuple(texts["text_id"]))
    return list(rows[order.by_similarity(texts, overlap)])


def one_page(rows: list[int]) -> tuple[list[int], str]:
    if len(rows) <= ROWS:
        return rows, ""
    pages = -(-len(rows) // ROWS)
    page = st.pagination(pages, key="map_page", bind="query-params")
    start = (page - 1) * ROWS
    shown = rows[start : start + ROWS]
    note = f"Showing {start + 1:,} to {start + len(shown):,} of {len(rows):,} texts. "
    return shown, note + (BY_SHARE if len(rows) > order.MOST else "")


BY_SHARE = "Too many to compare each with each, so by share repeated rather than by similarity. "


def pairs(corpus, min_words: int, kinds, rows: np.ndarray) -> None:
    shares = answers.shares(corpus, min_words, kinds).iloc[rows]
    carriers = shares[shares["repeated"] > 0].sort_values("share", ascending=False, kind="stable")
    title = "Which transcripts share text"
    if len(carriers) < 2:
        st.subheader(title, anchor=False)
        st.markdown("No two transcripts share a passage of this length.")
        return
    pooled = by_topic_or_not(carriers)
    shown = carriers.head(POOLED if pooled else PAIRS)
    texts = corpus.texts.loc[shown.index]
    overlap = answers.overlap(corpus, min_words, tuple(texts["text_id"]))
    note = "Read a row from left to right: so much of this transcript is also in that one. "
    if kinds:
        note += "Repeats of every kind count here. "
    if len(carriers) > len(shown):
        note += f"Showing {len(shown):,} of {len(carriers):,} with repeats, by share repeated. "
    if pooled:
        topic_by_topic(texts, overlap, title, note)
        return
    rows = order.by_similarity(texts, overlap)
    texts, overlap = texts.iloc[rows], overlap[rows][:, rows]
    if len(shown) > figures.MOST_LABELS:
        note += "The columns are the same transcripts in the same order. "
    clicked = parts.picture(
        title,
        figures.overlap(overlap, list(texts["name"])),
        key="overlap",
        note=note + "Click a cell to compare the two.",
        select=True,
    )
    listed = pair_table(texts, overlap)
    if clicked is not None:
        compare(*(texts["text_id"].iloc[n] for n in clicked[:2]))
    if listed is not None:
        compare(*listed)


def by_topic_or_not(carriers: pd.DataFrame) -> bool:
    if len(carriers) <= PAIRS or carriers["topic"].nunique() < 2:
        return False
    shown = st.segmented_control(
        "Rows",
        ["by topic", "transcripts"],
        default="by topic",
        key="pooled",
        required=True,
        bind="query-params",
        help=f"{len(carriers):,} transcripts are too many to read one by one; topics show all.",
    )
    return shown == "by topic"


def topic_by_topic(texts, overlap, title: str, note: str) -> None:
    topics, pooled = order.by_topic(texts, overlap)
    clicked = parts.picture(
        f"{title}, by topic",
        figures.overlap(pooled, topics, alone=True),
        key="topics",
        note=note + "A cell: of the words of the row's topic, so many are also in a transcript of "
        "the column's. Click one to list its pairs of transcripts below.",
        select=True,
    )
    if clicked is not None:
        st.query_params["of"] = [topics[n] for n in clicked[:2]]
    asked = st.query_params.get_all("of")
    keep = np.ones((len(texts), len(texts)), dtype=bool)
    if len(asked) == 2 and set(asked) <= set(topics):
        own = texts["topic"].astype(str).to_numpy()
        keep = np.outer(own == asked[0], own == asked[1])
        names = " and ".join(parts.literal(name) for name in asked)
        st.markdown(f"##### Transcripts of {names}")
    listed = pair_table(texts, np.where(keep, overlap, 0))
    if listed is not None:
        compare(*listed)


def pair_table(texts, overlap) -> tuple[str, str] | None:
    """The cells that are not empty, as a table; returns the pair just clicked."""
    own = overlap.copy()
    np.fill_diagonal(own, 0)
    one, two = np.nonzero(own)
    best = np.argsort(-own[one, two], kind="stable")[:1000]
    cut = f"Showing 1,000 of {len(one):,}, by share. " if len(one) > 1000 else ""
    one, two = one[best], two[best]
    names, ids = texts["name"].to_numpy(), texts["text_id"].to_numpy()
    frame = pd.DataFrame({"one": names[one], "share": 100 * own[one, two], "two": names[two]})
    columns = {
        "one": st.column_config.TextColumn("Of this transcript", width="medium"),
        "share": st.column_config.NumberColumn("so much", format="%.1f %%"),
        "two": st.column_config.TextColumn("is also in this one", width="medium"),
    }
    st.caption(f"The same as a table. {cut}Click a row to compare the two.")
    clicked = parts.table(frame, key="pairs", columns=columns, height=280)
    parts.downloads(frame, "pairs")
    return None if clicked is None else (ids[one[clicked]], ids[two[clicked]])


def compare(a: str, b: str) -> None:
    """Show the dot plot of a pair."""
    ways.stay(view=DOTPLOT, pair=f"{a}.{b}")


def grid(corpus, min_words: int, kinds, rows: np.ndarray) -> None:
    fragments = answers.fragments(corpus, min_words, TOP, kinds)
    total = fragments.attrs["total"]
    title = "The fragments whose removal saves most"
    if fragments.empty:
        st.subheader(title, anchor=False)
        st.markdown("None at this length. Move the slider to the left to find shorter ones.")
        return
    top = fragments.head(IN_GRID)
    counts = answers.incidence(corpus, min_words, IN_GRID, kinds)
    texts = corpus.texts.iloc[rows]
    table = counts.pivot(index="fragment", columns="text_id", values="occurrences").fillna(0)
    texts = texts[texts["text_id"].isin(table.columns)]
    carriers = len(texts)
    if carriers:
        table = table.reindex(index=top["fragment"], columns=texts["text_id"]).fillna(0).astype(int)
        best = table.sum().sort_values(ascending=False, kind="stable").index[:PAIRS]
        texts = texts[texts["text_id"].isin(best)].sort_values("topic", kind="stable")
        table = table[texts["text_id"]]
        cut = (
            f"Showing {len(top):,} of {total:,} fragments, by words saved"
            if total > len(top)
            else ""
        )
        cut += f"{', ' if cut else 'Showing '}{len(texts):,} of {carriers:,} transcripts" * (
            carriers > len(texts)
        )
        clicked = parts.picture(
            "Which fragment is in which transcript",
            figures.incidence(
                table.to_numpy(),
                [f"{p[:60]}" for p in top["passage"]],
                list(texts["name"]),
                list(texts["topic"].astype(str)),
            ),
            key="grid",
            note=f"{cut}. " * bool(cut) + "A row is a fragment, the one that saves most on top; a "
            "cell says how often it occurs there. Click a cell to see all its places.",
            select=True,
        )
        if clicked is not None:
            repeats.open_passage(top["fragment"].iloc[clicked[0]])
    ranking(fragments, total, title)


def ranking(fragments, total: int, title: str) -> None:
    st.subheader(title, anchor=False)
    cut = f"Showing {len(fragments):,} of {total:,}, by words saved. " if total > TOP else ""
    st.caption(
        f"{cut}A fragment saves its words once for each time it occurs again. A shorter one inside "
        "a longer is listed too where it has more places. Click one to see all its places."
    )
    shown = repeats.readable(fragments)
    clicked = parts.table(shown, key="ranking", columns=repeats.columns(shown), height=320)
    parts.downloads(fragments, "fragments")
    if clicked is not None:
        repeats.open_passage(fragments["fragment"][clicked])


def dots(corpus, min_words: int) -> None:
    texts = corpus.texts
    a, b = pick_pair(corpus, min_words)
    one, two = (texts[texts["text_id"] == text].iloc[0] for text in (a, b))
    index = answers.index(corpus)
    row = {text: n for n, text in enumerate(index.texts["text_id"])}
    matches = answers.matches(corpus, a, b, min_words)
    found = len(matches)
    names = f"{parts.literal(one['name'])} and {parts.literal(two['name'])}"
    told = f"{names} share {parts.plural(found, 'passage')}"
    if a == b:
        told = f"{parts.literal(one['name'])} repeats {parts.plural(found, 'passage')} of itself"
    if matches.empty:
        st.subheader(told, anchor=False)
        st.markdown("None is as long as the minimum length above.")
        return
    longest = matches.nlargest(DOTS, "words").index
    shown = matches.loc[longest.sort_values()]
    cut = f"Showing the {DOTS:,} longest of {found:,}. " if found > DOTS else ""
    clicked = parts.picture(
        told,
        figures.dots(
            shown,
            (one["name"], two["name"]),
            (int(index.lengths[row[a]]), int(index.lengths[row[b]])),
            a == b,
        ),
        key="dots",
        note=f"{cut}A line: here the one, read across, says what the other, read down, says. "
        "Parallel to the diagonal means in the same order; gaps are what one left out. "
        "Click a line to read both side by side.",
        select=True,
    )
    if clicked is not None:
        repeats.open_pair(a, b, match=int(shown.index[clicked[0]]))
    shared(one, two, shown)


def pick_pair(corpus, min_words: int) -> tuple[str, str]:
    texts = corpus.texts
    named = repeats.pair(texts) or suggested(corpus, min_words)
    ids, name = list(texts["text_id"]), dict(zip(texts["text_id"], texts["name"], strict=True))
    chosen = []
    for column, label, value in zip(
        st.columns(2), ("One, across", "The other, down"), named, strict=True
    ):
        with column:
            chosen.append(
                st.selectbox(
                    label,
                    ids,
                    index=ids.index(value),
                    format_func=name.get,
                    key=f"{label}-{value}",
                    help="Choose the same twice to see what a transcript repeats of itself.",
                )
            )
    if "pair" not in st.query_params or tuple(chosen) != named:
        st.query_params["pair"] = ".".join(chosen)
    if tuple(chosen) != named:
        st.rerun()
    return named


def suggested(corpus, min_words: int) -> tuple[str, str]:
    """The two that share most, among those with most repeated; the first with itself at worst."""
    shares = answers.shares(corpus, min_words)
    likely = shares.sort_values("share", ascending=False, kind="stable").head(PAIRS)
    ids = list(likely["text_id"])
    overlap = answers.overlap(corpus, min_words, tuple(ids)).copy()
    np.fill_diagonal(overlap, 0)
    a, b = np.unravel_index(int(overlap.argmax()), overlap.shape)
    return (ids[a], ids[b]) if overlap.max() else (ids[0], ids[0])


def shared(one, two, matches) -> None:
    """The passages that the two share, as a table."""
    rows = matches.reset_index(names="match")
    shown = rows.assign(
        passage=[
            one["text"][s : min(e, s + 300)]
            for s, e in zip(rows["a_start"], rows["a_end"], strict=True)
        ],
        in_one=100 * rows["a_start"] / max(one["chars"], 1),
        in_two=100 * rows["b_start"] / max(two["chars"], 1),
    )
    percent = {"format": "%.0f %%", "help": repeats.AT}
    columns = {
        "words": st.column_config.NumberColumn("Words", format="localized"),
        "in_one": st.column_config.NumberColumn(f"At, in {one['name']}", **percent),
        "in_two": st.column_config.NumberColumn(f"At, in {two['name']}", **percent),
        "passage": st.column_config.TextColumn("Passage", width="large"),
    }
    st.caption("The same as a table. Click a row to read both side by side.")
    clicked = parts.table(shown, key="shared", columns=columns)
    parts.downloads(shown[list(columns)], "shared-passages")
    if clicked is not None:
        match = int(rows["match"][clicked])
        repeats.open_pair(one["text_id"], two["text_id"], match=match)


main()
