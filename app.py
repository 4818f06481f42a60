"""Starts the app: `streamlit run app.py`.

`st.App` around the router, not `st.navigation` in this file: beside a folder `pages/`, a deep link
on a cold server would otherwise run the page without this file.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware

from dashboard import corpora, errors
from dashboard.server import startup
from dashboard.server.guard import Guard


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Load and index the first corpus while the browser is still opening."""
    Thread(target=corpora.warm, daemon=True).start()
    yield


app = st.App(
    "pages/router.py",
    secrets=startup.secrets(),
    lifespan=lifespan,
    middleware=[Middleware(Guard)],
    on_script_error=errors.show,
)
