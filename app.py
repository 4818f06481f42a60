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
from starlette.routing import Route

from dashboard import corpora, errors
from dashboard.server import addresses, api, logs, startup, stopping
from dashboard.server.guard import Guard
from dashboard.server.headers import SecurityHeaders
from dashboard.server.health import healthz
from dashboard.server.limits import Limits
from dashboard.server.metrics import metrics
from dashboard.server.request_log import RequestLog


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Load and index the first corpus while the browser is still opening; end what was begun."""
    startup.say()
    stopping.on_signals()
    Thread(target=corpora.warm, daemon=True).start()
    yield
    stopping.clean_up()


logs.begin()
app = st.App(
    "pages/router.py",
    secrets=startup.secrets(),
    lifespan=lifespan,
    routes=[
        Route(f"{addresses.base()}/healthz", healthz),
        Route(f"{addresses.base()}/metrics", metrics),
        *api.routes(),
    ],
    middleware=[
        Middleware(SecurityHeaders),
        Middleware(Guard),
        Middleware(RequestLog),
        Middleware(Limits),
    ],
    on_script_error=errors.show,
)
