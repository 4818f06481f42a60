"""What is asked about repeats on every page that shows them: the minimum length, the similarity and
the kinds."""

from __future__ import annotations

import streamlit as st

from dashboard import url_params
from dashboard.similarity import SIMILARITIES, as_share
from refrain.fragments import Kinds, RepeatQuery
from refrain.fragments.query import EXACT, NEAR_WORDS

FIXED_LENGTH = "fixed-length"
"""In the session: the one minimum length that there is, where the corpus of this run is a build;
else None."""
KIND_LABELS = {
    "within": (
        "in one transcript",
        "a transcript repeats itself, or a recogniser got stuck in a loop: all places are in one "
        "transcript, or most are in loops",
    ),
    "boundary": (
        "intro or outro",
        "most places are at the start of their transcripts, or most at the end: a greeting, a "
        "sponsor",
    ),
    "excerpt": (
        "excerpt",
        "only versions of one transcript have it, such as a short and a long one: they share half "
        "of the shorter one's words or more",
    ),
    "shared": ("shared", "all other: the same passage amid transcripts that differ, as a quote"),
}


def min_words() -> int:
    """The slider for the minimum length of a fragment: one value for all pages, in the URL. That of
    a build is fixed."""
    fixed = _fixed_length()
    if fixed is not None:
        return _show_fixed_length(fixed)
    chosen = st.slider(
        "Minimum length, in words",
        min_value=5,
        max_value=100,
        value=url_params.MIN_WORDS.default,
        **url_params.MIN_WORDS.bound(),
        help="A word sequence counts as repeated when it occurs twice and is at least this long. "
        "Longer: only copied passages. Shorter: habits of speech too.",
    )
    url_params.MIN_WORDS.unbind()
    return chosen


def _fixed_length() -> int | None:
    fixed: int | None = st.session_state.get(FIXED_LENGTH)
    return fixed


def _show_fixed_length(length: int) -> int:
    asked = url_params.MIN_WORDS.get() if url_params.MIN_WORDS.given() else length
    st.slider(
        "Minimum length, in words",
        min_value=min(5, length),
        max_value=max(100, length),
        value=length,
        disabled=True,
        help=f"This is a build, made for repeats of {length} words or more. Another length takes "
        "another build: refrain build … --min-words N.",
    )
    if asked != length:
        st.caption(
            f"This build has repeats of {length} words or more, and not of {asked}: "
            f"`refrain build … --min-words {asked}` makes one that has."
        )
    return length


def similarity() -> float:
    """The slider for the share of words in which places agree: one value for all pages, in the
    URL. A build knows exact repeats alone."""
    if _fixed_length() is not None:
        st.select_slider(
            "Similarity, in percent",
            SIMILARITIES,
            value=url_params.SIMILARITY.default,
            disabled=True,
            help="A build knows exact repeats: all words are equal.",
        )
        return EXACT
    chosen = st.select_slider(
        "Similarity, in percent",
        SIMILARITIES,
        value=url_params.SIMILARITY.default,
        **url_params.SIMILARITY.bound(),
        help="Exact: all words are equal. With 80, two places are a repeat where they agree in "
        "80% of their words or more, and the others are changed, missing or added: what was "
        "transcribed twice, or said a little differently. Such near-repeats have "
        f"{NEAR_WORDS} words or more.",
    )
    url_params.SIMILARITY.unbind()
    return as_share(chosen)


def kinds() -> Kinds:
    """The filter by kind of fragment, in the URL; None where all are meant."""
    chosen = st.pills(
        "Kinds of repeat",
        list(KIND_LABELS),
        selection_mode="multi",
        format_func=kind_label,
        **url_params.KIND.bound(),
        help="All, where none is chosen.\n\n"
        + "\n".join(f"- **{name}**: {rule}." for name, rule in KIND_LABELS.values()),
    )
    url_params.KIND.unbind()
    return tuple(kind for kind in KIND_LABELS if kind in chosen) or None


def query(*, stacked: bool = False) -> RepeatQuery:
    """The minimum length, the similarity and the kinds, side by side or one above the other."""
    if stacked:
        with st.container(horizontal=True, gap="small"):
            length, alike = length_and_similarity(235, 235)
        return RepeatQuery(length, kinds(), alike)
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        length, alike = length_and_similarity()
        return RepeatQuery(length, kinds(), alike)


def length_and_similarity(width: int = 285, other_width: int = 205) -> tuple[int, float]:
    """The two sliders, each in a box of its own in a row, so many pixels wide."""
    with st.container(width=width):
        length = min_words()
    with st.container(width=other_width):
        return length, similarity()


def of_chosen_kinds(query: RepeatQuery) -> str:
    """The filter by kind, to end a sentence that says that there is nothing; empty without one."""
    if query.kinds is None:
        return ""
    return f" and of the kind chosen ({', '.join(kind_label(kind) for kind in query.kinds)})"


def kind_label(kind: str) -> str:
    """A kind of fragment, in plain words."""
    return KIND_LABELS.get(kind, (kind, ""))[0]
