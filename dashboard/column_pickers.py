"""The sidebar's pickers for which column of a table has the text, the topic and the title."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from dashboard import url_params
from dashboard.column_names import Columns
from dashboard.url_params import Param

_PARAMS: dict[str, Param[str]] = {
    "Text": url_params.TEXT_COLUMN,
    "Topic": url_params.TOPIC_COLUMN,
    "Title": url_params.TITLE_COLUMN,
}
_KNOWN = "columns-of-"
"""What the key of the columns of a corpus begins with, which its name ends."""


def chosen(corpus: str) -> Columns:
    """What the address and the pickers choose for a corpus; its pickers are there once it was
    loaded, by `learn`."""
    names = st.session_state.get(_KNOWN + corpus)
    if names is None:
        return Columns(*(_asked(param) for param in _PARAMS.values()))
    if not names:
        return Columns()
    with st.expander("Columns", icon=":material/table_chart:", expanded=_any_given()):
        st.markdown(
            ":small[:gray[What has the text, the topic and the title in these tables? What is "
            "empty is guessed.]]"
        )
        return Columns(*(_pick(label, param, names) for label, param in _PARAMS.items()))


def learn(corpus: str, names: Iterable[str]) -> None:
    """Take down which columns the tables of a corpus have; where it has some, the page is made
    anew, with pickers for them."""
    before, known = st.session_state.get(_KNOWN + corpus), tuple(names)
    st.session_state[_KNOWN + corpus] = known
    if before != known and (before or known):
        st.rerun()


def forget() -> None:
    """Choose none: for another corpus, in a callback or before the pickers are made."""
    for param in _PARAMS.values():
        if param.name in st.session_state:
            # Streamlit lets nobody else take what a widget is bound to out of the address.
            st.session_state[param.name] = None
        else:
            param.clear()


def _pick(label: str, param: Param[str], names: tuple[str, ...]) -> str | None:
    column: str | None = st.selectbox(
        label, names, index=None, placeholder="Guessed", **param.bound()
    )
    return column


def _asked(param: Param[str]) -> str | None:
    """What a picker has that is not on this page; else what the address has."""
    return st.session_state.get(param.name, param.get()) or None


def _any_given() -> bool:
    return any(param.given() for param in _PARAMS.values())
