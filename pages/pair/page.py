"""Two transcripts side by side: what do they say alike?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import cached, navigation, repeat_controls, similarity, url_params
from dashboard.components import markdown, said_at, word_differences
from dashboard.components.word_differences import Comparison, Passage
from dashboard.page import Page
from dashboard.selection import current_selection
from pages.pair import side_by_side
from refrain import wording
from refrain.corpus import Corpus
from refrain.fragments.query import EXACT

# Characters on either side of the passage that are shown with it. (Streamlit would show a string.)
CONTEXT = 4_000
LONGEST_PASSAGE = 20_000


def main() -> None:
    selection = current_selection()
    markdown.heading("Side by side", "What do these two transcripts say alike?")
    corpus = selection.with_texts
    pair = navigation.pair_in_address(corpus.texts)
    if pair is None:
        st.info("This link names no two of the transcripts chosen here.", icon=":material/compare:")
        navigation.page_link(Page.FRAGMENTS, label="To the fragments", icon=":material/repeat:")
        return
    a, b = pair
    query = repeat_controls.query()
    matches, total = cached.matches(corpus, a, b, query)
    one, two = (corpus.texts[corpus.texts["text_id"] == text].iloc[0] for text in pair)
    if matches.empty:
        st.markdown(
            f"They share no passage of this length{similarity.in_words(query.similarity)}"
            f"{repeat_controls.of_chosen_kinds(query)}. A shorter minimum length finds more, and "
            "so does a lower similarity."
        )
        return
    number = step_through(matches, pair)
    match = matches.iloc[number]
    differing = compared(corpus, pair, match)
    st.markdown(
        f"**Passage {number + 1:,} of {len(matches):,}**: {how_alike(match, differing)}. The same "
        "number and tint mark the same passage on both sides. The keys N and P lead on and back."
        + (f" In all, they share {total:,}: too many to list." if total > len(matches) else "")
    )
    if differing is not None:
        word_differences.legend()
    stretches = ([], []) if differing is None else (differing.a, differing.b)
    sides = zip(st.columns(2, gap="medium"), (one, two), "ab", stretches, strict=True)
    for column, text, side, marks in sides:
        with column:
            st.markdown(f"##### {markdown.literal(text['name'])}")
            start = int(match[f"{side}_start"])
            said_at.link(corpus, text["text_id"], start, key=side)
            window = window_around(match, side, len(text["text"]))
            st.caption(f"Characters {window[0] + 1:,} to {window[1]:,} of {len(text['text']):,}.")
            side_by_side.show(text["text"], matches, side, number, window, marks)
            if st.button("Read it in full", key=f"read-{side}", icon=":material/menu_book:"):
                navigation.open_reader(text["transcript_id"], start)


def compared(corpus: Corpus, pair: tuple[str, str], match: pd.Series) -> Comparison | None:
    """What differs in a near-repeat; None in a repeat, and in what is too long to compare."""
    if match["similarity"] == EXACT:
        return None
    one, other = (
        Passage(text_id, int(match[f"{side}_start"]), int(match[f"{side}_end"]))
        for text_id, side in zip(pair, "ab", strict=True)
    )
    return word_differences.compared(corpus, one, other)


def how_alike(match: pd.Series, differing: Comparison | None) -> str:
    """How long a passage is, how much of it is alike, and what differs."""
    words, others = int(match["words"]), int(match["b_words"])
    if match["similarity"] == EXACT:
        return f"{wording.plural(words, 'word')} alike"
    length = f"{wording.plural(words, 'word')}{f' and {others:,}' if others != words else ''}"
    what = f": {differing.in_words}" if differing else ""
    return f"{length}, {wording.alike(match['similarity'])} alike{what}"


def step_through(matches: pd.DataFrame, pair: tuple[str, str]) -> int:
    """The number of the match to show: the one that the address names, moved by the buttons."""
    asked = url_params.MATCH.get()
    number, is_elsewhere = nearest(matches) if asked is None else (asked, False)
    number = min(number, len(matches) - 1)
    if is_elsewhere:
        st.info(
            "The place that this link names is in no passage that both have, of this length and "
            "similarity. Here is the nearest.",
            icon=":material/near_me:",
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        previous = st.button(
            "Previous", icon=":material/arrow_back:", shortcut="P", disabled=number == 0
        )
        following = st.button(
            "Next",
            icon=":material/arrow_forward:",
            shortcut="N",
            disabled=number + 1 == len(matches),
        )
        if st.button("Dot plot", icon=":material/scatter_plot:"):
            navigation.go(
                Page.FRAGMENTS,
                {url_params.VIEW: "dot plot", url_params.PAIR: pair},
            )
    moved = min(max(number + following - previous, 0), len(matches) - 1)
    if moved != number:
        url_params.MATCH.set(moved)
        url_params.AT.clear()
        url_params.THERE.clear()
        st.rerun()
    return number


def nearest(matches: pd.DataFrame) -> tuple[int, bool]:
    """The match nearest to the characters that the address names, or the first; and whether these
    are outside of it."""
    distance = pd.Series(0, index=matches.index)
    for param, side in ((url_params.AT, "a"), (url_params.THERE, "b")):
        asked = param.get()
        if asked is not None:
            before = (matches[f"{side}_start"] - asked).clip(lower=0)
            distance = distance + before + (asked - matches[f"{side}_end"] + 1).clip(lower=0)
    return int(distance.to_numpy().argmin()), bool(distance.min() > 0)


def window_around(match: pd.Series, side: str, length: int) -> tuple[int, int]:
    """Which characters of a text of that length to show with the match."""
    start, end = int(match[f"{side}_start"]), int(match[f"{side}_end"])
    return max(start - CONTEXT, 0), min(min(end, start + LONGEST_PASSAGE) + CONTEXT, length)


main()
