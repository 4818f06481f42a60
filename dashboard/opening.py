"""A corpus on its way to the page: how far it is, Cancel, and what to do where it went wrong."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard import corpora, errors, uploads, waiting
from dashboard.column_names import Columns
from dashboard.components import markdown
from dashboard.loading import Loading
from dashboard.workers import WAITING
from refrain.wording import percent, plural, size

_CANCELLED = "cancelled-corpus"


@dataclass(frozen=True)
class Opening:
    """A corpus that this visitor asked for: its load, or None where they cancelled it."""

    name: str
    columns: Columns
    loading: Loading | None

    @property
    def loaded(self) -> bool:
        """Whether it is there, after a moment at most."""
        if self.loading is None:
            return False
        if not self.loading.done():
            self.loading.wait(waiting.visitor())
        return self.loading.done(waiting.MOMENT) and self.loading.error() is None


def opening(name: str, columns: Columns) -> Opening:
    """The corpus of that name on its way to this visitor; begins where nobody has asked yet."""
    if st.session_state.get(_CANCELLED) == (name, columns):
        return Opening(name, columns, None)
    st.session_state.pop(_CANCELLED, None)
    return Opening(name, columns, corpora.loading(name, columns))


def show(opening: Opening) -> None:
    """What is happening to a corpus that is not there."""
    name = markdown.literal(uploads.without_mark(opening.name))
    loading = opening.loading
    if loading is None or loading.cancelled:
        st.title(name, anchor=False)
        st.info("Loading was cancelled.", icon=":material/cancel:")
        st.button("Start again", icon=":material/refresh:", on_click=_start_again, args=[opening])
    elif loading.done():
        st.title(name, anchor=False)
        _explain(loading)
        st.button("Try again", icon=":material/refresh:", on_click=_try_again, args=[opening])
    else:
        _follow(opening, name)


@st.fragment(run_every=waiting.EVERY)
def _follow(opening: Opening, name: str) -> None:
    """How far it is, asked again and again, until there is something else to show."""
    loading = opening.loading
    if loading is None or loading.done() or st.session_state.get(_CANCELLED):
        st.rerun()
        return
    loading.wait(waiting.visitor())
    st.subheader(f"Loading {name}", anchor=False)
    st.progress(min(max(loading.share, 0.0), 1.0))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_how_far(loading))
        st.button("Cancel", icon=":material/close:", on_click=_cancel, args=[opening])


def _how_far(loading: Loading) -> str:
    """The file that is being read, and how much was."""
    if loading.stage in ("", WAITING):
        return "Waiting for another load…" if loading.stage else "Looking for its files…"
    of = f" of {size(loading.size)}" if loading.size else ""
    far = f"{percent(loading.share)}{of}, {plural(loading.files, 'file')} so far"
    return f"Reading **{markdown.literal(loading.stage)}**  \n:gray[{far}]"


def _explain(loading: Loading) -> None:
    error = loading.error()
    if isinstance(error, Exception):
        errors.show(error)
    elif error is not None:
        raise error


def _cancel(opening: Opening) -> None:
    st.session_state[_CANCELLED] = (opening.name, opening.columns)
    if opening.loading is not None:
        opening.loading.leave(waiting.visitor())


def _start_again(opening: Opening) -> None:
    st.session_state.pop(_CANCELLED, None)


def _try_again(opening: Opening) -> None:
    corpora.try_again(opening.name, opening.columns)
