"""The last resort: an error that nothing foresaw is a message, never a traceback on the page."""

from __future__ import annotations

import logging

import streamlit as st

from dashboard import waiting
from dashboard.components.markdown import literal
from refrain.errors import RefrainError

LOG = logging.getLogger("refrain")


def show(error: Exception) -> bool:
    """Tell the person what happened; the details go to the server's log. Always True: handled."""
    if isinstance(error, waiting.Pending):  # of what a fragment asks when it runs alone
        waiting.show(error)
        return True
    if isinstance(error, RefrainError):
        st.error(literal(str(error)), icon=":material/error:")
        return True
    LOG.error("unexpected error on a page", exc_info=error)
    st.error(
        f"Something went wrong here that should not have ({type(error).__name__}). The other pages "
        "still work; the server's log has the details.",
        icon=":material/error:",
    )
    return True
