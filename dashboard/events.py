"""What happens, for the log of the server: `dashboard.server.logs` says how it is written, and what
never is.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import visitors, waiting

Made = TypeVar("Made")
LOG = logging.getLogger("refrain")
SERVER = "server"
"""Who did what nobody in particular did."""


def event(what: str, *, level: int = logging.INFO, who: str | None = None, **facts: Any) -> None:
    """Write that something happened; without `who`, to whoever is asking."""
    LOG.log(level, what, extra={"facts": {"who": who or asking(), **facts}})


def asking() -> str:
    """Who is asking, for a log: their address, or what the provider calls them; without sign-in a
    name that lasts as long as their browser tab is open."""
    visitor = visitors.current()
    if visitor is None:
        return SERVER
    if visitor.id:
        return visitor.email or visitor.id
    is_on_page = get_script_run_ctx(suppress_warning=True) is not None
    return f"tab {waiting.visitor()[:8]}" if is_on_page else "anyone"


def opened(page: str, corpus: str, filters: int, seconds: float) -> None:
    """Write that someone opened a page on a corpus, once while they stay there."""
    place = (page, corpus)
    if st.session_state.get("logged-page") != place:
        st.session_state["logged-page"] = place
        event("page opened", page=page, corpus=corpus, filters=filters, seconds=round(seconds, 3))


def downloaded(file: str, make: Callable[[], Made]) -> Callable[[], Made]:
    """What makes a file for whoever is asking now, and writes that they took it."""
    who = asking()

    def make_and_say() -> Made:
        begun = time.monotonic()
        made = make()
        event("file downloaded", who=who, file=file, seconds=round(time.monotonic() - begun, 3))
        return made

    return make_and_say
