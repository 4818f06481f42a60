"""Page setup, the corpus picker and filters, navigation. Runs before every page."""

from __future__ import annotations

import time

import streamlit as st

from dashboard import (
    events,
    measures,
    navigation,
    opening,
    selection,
    sign_in,
    upload_fields,
    url_params,
    waiting,
)
from dashboard.components.assets import asset
from dashboard.opening import Opening
from dashboard.page import Page
from dashboard.waiting import Pending

begun = time.monotonic()
st.set_page_config(page_title="Refrain", page_icon="pages/static/icon.svg", layout="wide")
st.html(f"<style>{asset('page.css')}</style>")
st.logo("pages/static/refrain.svg", size="large")
entries = {
    page: st.Page(
        page.script,
        url_path=page.url_path,
        title=page.title,
        icon=page.icon,
        default=page is Page.OVERVIEW,
        visibility="visible" if page.icon else "hidden",
    )
    for page in Page
}
is_outside = sign_in.is_needed()
entry = st.navigation(list(entries.values()), position="hidden" if is_outside else "top")
if is_outside:
    st.stop()
current = next(page for page in Page if entries[page] == entry)
url_params.rename_former(current)
waiting.begin()
chosen = selection.in_sidebar()
sign_in.offer_sign_out()
navigation.keep_history_short()
if chosen is None:
    st.title("Refrain", anchor=False)
    st.markdown(f"See what is in a transcript dataset. {upload_fields.WHAT}")
elif isinstance(chosen, Opening):
    opening.show(chosen)
elif isinstance(chosen, Pending):
    waiting.show(chosen)
else:
    selection.keep(chosen)
    with measures.timed(measures.RUNS, current.url_path), waiting.part():
        entry.run()
    filters = len(chosen.topics) + len(chosen.roles)
    events.opened(current.url_path, chosen.name, filters, time.monotonic() - begun)
