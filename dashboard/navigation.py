"""Steps from a mark to what it stands for, links, and the browser's Back.

A page is a step in the browser's history; what is chosen on it is in its address, and no step.
"""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import url_params
from dashboard.components import scripts
from dashboard.page import Page
from dashboard.url_params import Params


def keep_history_short() -> None:
    """Keep the browser's history to one step a page, and links in texts in the session."""
    # In the sidebar, where an element without height leaves no gap above the page.
    scripts.run("history", st.sidebar)


def address(page: Page | None = None, params: Params | None = None) -> str:
    """A link to a page, this one by default, with the shared state kept and these parameters."""
    query = {**url_params.shared_in_address(), **url_params.written(params or {})}
    return f"{page.url_path if page else ''}?{urlencode(query, doseq=True)}"


def go(page: Page, params: Params) -> None:
    """Leave for a page, with the shared state kept and these parameters."""
    _follow(address(page, params))


def update_params(params: Params) -> None:
    """A step on this page: its address with these parameters changed."""
    query = {**url_params.in_address(), **url_params.written(params)}
    _follow("?" + urlencode(query, doseq=True))


def page_link(
    page: Page,
    label: str,
    *,
    icon: str | None = None,
    help: str | None = None,
    params: Params | None = None,
) -> None:
    """A link to a page, for a person to click."""
    query = None if params is None else url_params.written(params)
    st.page_link(page.script, label=label, icon=icon, help=help, query_params=query)


def open_reader(transcript_id: str, at: int | None = None) -> None:
    """Leave for the reader, at a character offset where one is given."""
    go(Page.READER, place_in_reader(transcript_id, at))


def place_in_reader(transcript_id: str, at: int | None = None) -> Params:
    """The parameters of the reader at a transcript, and at a character of it."""
    place = {} if at is None else {url_params.AT: at}
    return {url_params.TEXT_ID: transcript_id, **place}


def open_passage(fragment: str) -> None:
    """Leave for all places of a fragment."""
    go(Page.PASSAGE, {url_params.FRAGMENT: fragment})


def open_pair(a: str, b: str, place: Params) -> None:
    """Leave for two texts side by side, at the place that the parameters name."""
    go(Page.PAIR, {url_params.PAIR: (a, b), **place})


def pair_in_address(texts: pd.DataFrame) -> tuple[str, str] | None:
    """The ids of the two texts that the address names, where both are in the `text_id` column."""
    pair = url_params.PAIR.get()
    return pair if pair and texts["text_id"].isin(pair).sum() == len(set(pair)) else None


def _follow(to: str) -> None:
    # The number makes each run another, so that the same step can be made twice.
    number = st.session_state["steps"] = st.session_state.get("steps", 0) + 1
    scripts.run("go", to=to, step=str(number))
