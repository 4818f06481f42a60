"""Any two places of a near-repeat beside each other, and what differs between them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import navigation, similarity, url_params
from dashboard.components import markdown, said_at, word_differences
from dashboard.components.word_differences import Passage
from dashboard.url_params import Params
from refrain import wording
from refrain.corpus import Corpus
from refrain.fragments.query import EXACT

QUOTED_CHARS = 4_000


def show(corpus: Corpus, places: pd.DataFrame) -> None:
    """Two of the places, as their numbers in the address say or a person picks them."""
    first, second = _pick(len(places))
    one, other = places.iloc[first - 1], places.iloc[second - 1]
    passages = _passage(one), _passage(other)
    found = word_differences.compared(corpus, *passages)
    if found is None:
        st.markdown("These passages are too long to be compared word by word.")
    else:
        st.markdown(
            f"**{wording.alike(found.similarity)} alike**: {found.in_words}."
            + _without_ends(found.similarity, one, other)
        )
        word_differences.legend()
    stretches = ([], []) if found is None else (found.a, found.b)
    texts = corpus.texts
    pair = [one["text_id"], other["text_id"]]
    texts = texts[texts["text_id"].isin(pair)].set_index("text_id")["text"]
    sides = zip(st.columns(2, gap="medium"), (first, second), (one, other), stretches, strict=True)
    for side, (column, number, place, marks) in zip("ab", sides, strict=True):
        with column:
            st.markdown(f"##### {number:,} · {markdown.literal(place['name'])}")
            said_at.link(corpus, place["text_id"], int(place["start"]), key=side)
            text = texts[place["text_id"]]
            word_differences.show(text, _passage(place), marks, QUOTED_CHARS)
    alike = 0.0 if found is None else found.similarity
    if st.button("Read both with what stands around them", icon=":material/compare:"):
        open_side_by_side(one, other, alike)


def _without_ends(alike: float, one: pd.Series, other: pd.Series) -> str:
    """A word on the ends, where the place that names the near-repeat is one of the two, and they
    agree in more of their words than they do as a whole: a longer passage has other places."""
    if 1 not in (one["nth"], other["nth"]):
        return ""
    in_part = min(one["similarity"], other["similarity"])
    if in_part - alike < 0.01:
        return ""
    return (
        " These passages end where other places of the near-repeat do: without such ends, the two "
        f"are {wording.alike(in_part)} alike."
    )


def open_side_by_side(one: pd.Series, other: pd.Series, alike: float) -> None:
    """Leave for two places side by side, which are so alike, as a share of their words."""
    navigation.open_pair(one["text_id"], other["text_id"], _place(one, other, alike))


def _place(one: pd.Series, other: pd.Series, alike: float) -> Params:
    params: Params = {url_params.AT: int(one["start"]), url_params.THERE: int(other["start"])}
    longest = max(int(one["words"]), int(other["words"]))
    if longest < url_params.MIN_WORDS.get():
        params = {**params, url_params.MIN_WORDS: longest}
    # Where all words are equal, the similarity that the address has finds them too.
    return params if alike == EXACT else {**params, **similarity.params(alike)}


def _pick(places: int) -> tuple[int, int]:
    """The numbers of two places, from 1."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        first = st.number_input(
            "Compare place",
            1,
            places,
            value=url_params.PLACE.default,
            width=150,
            help="Its number in the table below. Place 1 names the near-repeat.",
            **url_params.PLACE.bound(),
        )
        second = st.number_input(
            "with place",
            1,
            places,
            value=min(url_params.WITH_PLACE.default, places),
            width=150,
            **url_params.WITH_PLACE.bound(),
        )
    return first, second


def _passage(place: pd.Series) -> Passage:
    return Passage(place["text_id"], int(place["start"]), int(place["end"]))
