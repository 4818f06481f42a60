"""Ways from a mark to what it stands for: an address, and one step there within the session.

A page is a step in the browser's history; what is chosen on it is in its address, and no step.
"""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

SHARED = ("corpus", "topic", "role", "suggest", "suggested", "topic_names", "min_words", "kind")
"""What pages have in common, and a way from one to another keeps."""

# Streamlit makes a step of every parameter that the server sets, and on the way to another page
# writes them into the address of this one first: Back would lead through all of them. Here they
# replace the address, which gets back what it was if another page is next.
# A link follows as Back and Forward do: Streamlit gives each widget its value from the address.
# In a table the arrow keys select a cell, as a click does: there, Enter is what leaves.
_HISTORY = """
<script>
if (!window.refrainGo) {
  const history = window.history;
  const push = history.pushState.bind(history);
  let left = null;
  history.pushState = (state, title, to) => {
    const same = new URL(to, location.href).pathname === location.pathname;
    if (left && Date.now() - left.at > 1500) left = null;
    if (same) {
      left = {href: left ? left.href : location.href, at: Date.now()};
      history.replaceState(state, title, to);
    } else {
      if (left) history.replaceState(state, title, left.href);
      left = null;
      push(state, title, to);
    }
  };
  let held = null;
  window.refrainGo = (to) => {
    if (held && !held.enter) {
      held.to = to;
      return;
    }
    left = held = null;
    push({}, "", to);
    window.dispatchEvent(new PopStateEvent("popstate", {state: {}}));
  };
  document.addEventListener("pointerdown", () => { held = null; }, true);
  document.addEventListener("keydown", (event) => {
    if (!event.target.closest?.("[data-testid=stDataFrame]")) return;
    if (event.key.startsWith("Arrow")) {
      held = {to: null, enter: false};
    } else if (event.key === "Enter" && held) {
      event.preventDefault();
      event.stopPropagation();
      held.enter = true;
      if (held.to) window.refrainGo(held.to);
    }
  }, true);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".transcript a, .strip a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    window.refrainGo(link.href);
  });
}
</script>
"""


def one_step_each() -> None:
    """Keep the browser's history to one step a page, and links in texts in the session."""
    # In the sidebar, where an element without height leaves no gap above the page.
    st.sidebar.html(_HISTORY, unsafe_allow_javascript=True)


def address(page: str = "", **params: str | float) -> str:
    """A link to a page, this one by default, with the shared state kept and these parameters."""
    kept = {name: st.query_params.get_all(name) for name in SHARED}
    return f"{page}?" + urlencode({**kept, **params}, doseq=True)


def go(page: str, **params: str | float) -> None:
    """Leave for a page, with the shared state kept and these parameters."""
    _follow(address(page, **params))


def update_params(**params: str | float) -> None:
    """A step on this page: its address with these parameters changed."""
    kept = {name: st.query_params.get_all(name) for name in st.query_params}
    _follow("?" + urlencode({**kept, **params}, doseq=True))


def unbind_param(name: str) -> None:
    """Let a parameter reach the next page, where a widget of the same key takes it.

    Streamlit believes that a bound parameter belongs to the page whose widget it was, and takes it
    out of the address of any other, Back included. Call it when the widget is made.
    """
    context = get_script_run_ctx()
    if context is None:
        return
    with context.session_state.query_params() as params:
        binding = params.get_binding_for_param(name)
        if binding is not None:
            params.unbind_widget(binding.widget_id)


def _follow(to: str) -> None:
    # The number makes each script another, so that the same step can be made twice.
    number = st.session_state["steps"] = st.session_state.get("steps", 0) + 1
    quoted = json.dumps(to).replace("<", "\\u003c")
    st.html(f"<script>/* {number} */ refrainGo({quoted})</script>", unsafe_allow_javascript=True)


def open_reader(transcript_id: str, at: int | None = None) -> None:
    """Leave for the reader, at a character offset where one is given."""
    place = {} if at is None else {"at": at}
    go("reader", text=transcript_id, **place)


def open_passage(fragment: str) -> None:
    """Leave for all places of a fragment."""
    go("passage", fragment=fragment)


def open_pair(a: str, b: str, **place: int) -> None:
    """Leave for two texts side by side, at a match or a character of the first."""
    go("pair", pair=f"{a}.{b}", **place)


def pair(texts: pd.DataFrame) -> tuple[str, str] | None:
    """The two texts that the URL names, where both are here."""
    a, _, b = st.query_params.get("pair", "").partition(".")
    known = set(texts["text_id"])
    return (a, b) if a in known and b in known else None
