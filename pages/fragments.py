"""What repeats, where, and how much would removing it save?"""

import streamlit as st

from dashboard import answers, parts
from dashboard.selection import current
from refrain import order
from refrain.figures import fragments as figures

ROWS = 60
PAIRS = 60
TOP = 200
AT = "How far into the transcript the passage begins"
SORTS = ("topic and similarity", "share repeated", "file order")


def main() -> None:
    selection = current()
    parts.heading("Fragments", "What repeats, where, and how much would removing it save?")
    if parts.nothing_here(selection):
        return
    left, right = st.columns(2, gap="large", vertical_alignment="bottom")
    with left:
        min_words = parts.min_words()
    with right:
        sort = st.segmented_control(
            "Order of transcripts",
            SORTS,
            default=SORTS[0],
            key="sort",
            required=True,
            bind="query-params",
        )
    corpus = selection.corpus
    sentence(corpus, min_words)
    coverage(corpus, min_words, sort)
    pairs(corpus, min_words)
    ranking(corpus, min_words)


def sentence(corpus, min_words: int) -> None:
    index = answers.index(corpus)
    saved = index.savings(min_words)
    copies = int((corpus.texts["appearances"] - 1).sum())
    if len(corpus.texts) == 1:
        st.markdown("There is one distinct text, so only what it repeats of itself shows here.")
    if not saved["repeated"]:
        words = f"Nothing of **{min_words} words** or more occurs twice."
    else:
        words = (
            f"**{parts.percent(saved['repeated_share'])} of the distinct text** lies in passages "
            f"of {min_words} words or more that occur more than once; keeping each once would save "
            f"**{parts.plural(saved['saved'], 'word')}** ({parts.percent(saved['saved_share'])})."
        )
    if copies:
        words += (
            f" Besides, {parts.plural(copies, 'transcript')} "
            f"{'is an exact copy' if copies == 1 else 'are exact copies'} of another: a copy is "
            "counted once here."
        )
    st.markdown(words)


def coverage(corpus, min_words: int, sort: str) -> None:
    rows = ordered(corpus, min_words, sort)
    rows, note = one_page(rows)
    texts = corpus.texts.iloc[rows]
    share = answers.index(corpus).coverage(min_words)[rows]
    shares = answers.shares(corpus, min_words)["share"].to_numpy()[rows]
    names = [
        f"{name}  {parts.percent(part)}" for name, part in zip(texts["name"], shares, strict=True)
    ]
    clicked = parts.picture(
        "Where in each transcript the repeats are",
        figures.coverage(share, names),
        key="coverage",
        note=note
        + "Each row is a distinct text from its start to its end; the stronger the colour, the "
        "more of that place is repeated somewhere. The number is the share of the whole text. "
        "Click a place to read it.",
        select=True,
    )
    if clicked is not None:
        row, column = clicked[:2]
        text = texts.iloc[row]
        parts.read(text["transcript_id"], len(text["text"]) * column // share.shape[1])


def ordered(corpus, min_words: int, sort: str):
    """Row numbers of the texts in the order asked for."""
    shares = answers.shares(corpus, min_words)
    if sort == "file order":
        return list(range(len(shares)))
    by_share = shares["share"].sort_values(ascending=False, kind="stable").index.to_numpy()
    if sort == "share repeated" or len(shares) > order.MOST:
        return list(by_share)
    overlap = answers.overlap(corpus, min_words, tuple(corpus.texts["text_id"]))
    return list(order.by_similarity(corpus.texts, overlap))


def one_page(rows: list[int]) -> tuple[list[int], str]:
    if len(rows) <= ROWS:
        return rows, ""
    pages = -(-len(rows) // ROWS)
    page = st.pagination(pages, key="map_page", bind="query-params")
    start = (page - 1) * ROWS
    shown = rows[start : start + ROWS]
    return shown, f"Showing {start + 1:,} to {start + len(shown):,} of {len(rows):,} texts. "


def pairs(corpus, min_words: int) -> None:
    shares = answers.shares(corpus, min_words)
    carriers = shares[shares["repeated"] > 0].sort_values("share", ascending=False, kind="stable")
    title = "Which transcripts share text"
    if len(carriers) < 2:
        st.subheader(title, anchor=False)
        st.markdown("No two transcripts share a passage of this length.")
        return
    shown = carriers.head(PAIRS)
    texts = corpus.texts.loc[shown.index]
    overlap = answers.overlap(corpus, min_words, tuple(texts["text_id"]))
    rows = order.by_similarity(texts, overlap)
    texts, overlap = texts.iloc[rows], overlap[rows][:, rows]
    note = "Read a row from left to right: so much of this transcript is also in that one. "
    if len(carriers) > len(shown):
        note += f"Showing {len(shown):,} of {len(carriers):,} with repeats, by share repeated. "
    if len(shown) > figures.MOST_LABELS:
        note += "The columns are the same transcripts in the same order. "
    clicked = parts.picture(
        title,
        figures.overlap(overlap, list(texts["name"])),
        key="overlap",
        note=note + "Click a cell to see the passages that the two share.",
        select=True,
    )
    if clicked is not None:
        a, b = (texts["text_id"].iloc[n] for n in clicked[:2])
        st.query_params["pair"] = f"{a}.{b}"
    shared(corpus, min_words)


def shared(corpus, min_words: int) -> None:
    """The passages of the pair that the URL names."""
    a, _, b = st.query_params.get("pair", "").partition(".")
    texts = corpus.texts.set_index("text_id")
    if a not in texts.index or b not in texts.index or a == b:
        return
    one, two = texts.loc[a], texts.loc[b]
    matches = answers.index(corpus).matches(a, b, min_words)
    names = f"{parts.literal(one['name'])} and {parts.literal(two['name'])}"
    st.markdown(f"##### {names} share {parts.plural(len(matches), 'passage')}")
    if matches.empty:
        st.caption("None is as long as the minimum length above.")
        return
    shown = matches.assign(
        passage=[
            one["text"][s:e] for s, e in zip(matches["a_start"], matches["a_end"], strict=True)
        ],
        in_one=100 * matches["a_word"] / max(one["words"], 1),
        in_two=100 * matches["b_word"] / max(two["words"], 1),
    )
    percent = {"format": "%.0f %%", "help": AT}
    columns = {
        "words": st.column_config.NumberColumn("Words", format="localized"),
        "in_one": st.column_config.NumberColumn(f"At, in {one['name']}", **percent),
        "in_two": st.column_config.NumberColumn(f"At, in {two['name']}", **percent),
        "passage": st.column_config.TextColumn("Passage", width="large"),
    }
    st.caption("Click a row to read it in the first of the two.")
    clicked = parts.table(shown, key="shared", columns=columns)
    if clicked is not None:
        parts.read(one["transcript_id"], int(matches["a_start"][clicked]))


def ranking(corpus, min_words: int) -> None:
    st.subheader("The fragments whose removal saves most", anchor=False)
    fragments = answers.fragments(corpus, min_words, TOP)
    total = fragments.attrs["total"]
    if fragments.empty:
        st.markdown("None at this length. Move the slider to the left to find shorter ones.")
        return
    cut = f"Showing {len(fragments):,} of {total:,}, by words saved. " if total > TOP else ""
    st.caption(
        f"{cut}A fragment saves its words once for each time it occurs again. A shorter one inside "
        "a longer is listed too where it has more places. Click one to see all its places."
    )
    columns = {
        "saved": st.column_config.NumberColumn("Words saved", format="localized"),
        "words": st.column_config.NumberColumn("Length, words", format="localized"),
        "occurrences": st.column_config.NumberColumn("Places", format="localized"),
        "transcripts": st.column_config.NumberColumn("Texts", format="localized"),
        "passage": st.column_config.TextColumn("Passage", width="large"),
    }
    shown = fragments.assign(passage=fragments["passage"].str.slice(0, 300))
    clicked = parts.table(shown, key="ranking", columns=columns, height=320)
    parts.downloads(fragments, "fragments")
    if clicked is not None:
        st.query_params["fragment"] = fragments["fragment"][clicked]
    places(corpus)


def places(corpus) -> None:
    """All places of the fragment that the URL names."""
    fragment = st.query_params.get("fragment", "")
    found = answers.index(corpus).places(fragment, limit=500)
    if found.empty:
        return
    total = found.attrs["total"]
    st.markdown(f"##### Every place of this fragment ({parts.plural(total, 'place')})")
    st.markdown(f"> {parts.literal(found['passage'][0][:400])}")
    cut = f"Showing 500 of {total:,}. " if total > len(found) else ""
    st.caption(f"{cut}The first is where it was first seen. Click one to read it.")
    length = corpus.texts.set_index("text_id")["words"]
    shown = found.assign(at=100 * found["word"] / found["text_id"].map(length))
    columns = {
        "name": "Transcript",
        "topic": "Topic",
        "at": st.column_config.NumberColumn("At", format="%.0f %%", help=AT),
        "passage": st.column_config.TextColumn("As it stands there", width="large"),
    }
    clicked = parts.table(shown, key="places", columns=columns)
    if clicked is not None:
        parts.read(found["transcript_id"][clicked], int(found["start"][clicked]))


main()
