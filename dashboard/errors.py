"""The last resort: an error that nothing foresaw is a message, never a traceback on the page.

No message names a folder of the server to a visitor; the log does.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path

import streamlit as st

from dashboard import corpora, events, exchange, measures, settings, tokenizers, waiting
from dashboard.components.markdown import literal
from refrain import stored_folder
from refrain.errors import RefrainError

_UPLOADED = re.compile(r"\b[0-9a-f]{32}[/\\](tmp[^/\\]+[/\\])?")
"""The folders that an upload is in while it is read: that of its mark, and one in it."""


def show(error: Exception) -> bool:
    """Tell the person what happened; the details go to the server's log. Always True: handled."""
    if isinstance(error, waiting.Pending):  # of what a fragment asks when it runs alone
        waiting.show(error)
        return True
    if isinstance(error, RefrainError):
        st.error(literal(said(error)), icon=":material/error:")
        return True
    measures.ERRORS.labels(type(error).__name__).inc()
    events.LOG.error(
        "unexpected error on a page", exc_info=error, extra={"facts": {"who": events.asking()}}
    )
    st.error(
        f"Something went wrong here that should not have ({type(error).__name__}). The other pages "
        "still work; the server's log has the details.",
        icon=":material/error:",
    )
    return True


def said(error: RefrainError) -> str:
    """The message of an error as a visitor may read it, after it was written as it is."""
    measures.ERRORS.labels(type(error).__name__).inc()
    events.event("error shown", level=logging.WARNING, error=str(error))
    return without_folders(str(error))


def without_folders(message: str) -> str:
    """A message with the folders of this server left out: files by their path from what was opened.

    What is outside of the folders that are known here is not named by any message.
    """
    temporary = f"{exchange.temporary()}{os.sep}"
    message = _UPLOADED.sub("", message.replace(temporary, ""))
    for folder in sorted({str(folder) for folder in _folders()} - {"."}, key=len, reverse=True):
        message = message.replace(f"{folder}{os.sep}", "").replace(folder, "…")
    return message


def _folders() -> Iterator[Path]:
    """The folders that a message may name."""
    yield from corpora.folders()
    for path in tokenizers.offered().values():
        if path is not None:
            yield path.parent
    yield from settings.current().roots
    yield exchange.temporary()
    cache = stored_folder.named_folder()
    if cache:
        yield cache
