"""Takes down who asked for data, and what was refused; behind the guard, which knows who asks."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import events, measures
from dashboard.server import addresses

_LOGGED = ("api", "media")
"""The beginnings of the addresses of which each request is a line."""
_COUNTED_ALREADY = (408, 413, 429, 431)
"""What `dashboard.server.limits` says."""


class RequestLog:
    """ASGI middleware: writes a line without the parameters, in which is what someone looks for."""

    def __init__(self, app: ASGIApp) -> None:
        """Around an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer."""
        begun = time.monotonic()

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                _take_down(scope, message["status"], time.monotonic() - begun)
            await send(message)

        await self._app(scope, receive, sending if scope["type"] == "http" else send)


def _take_down(scope: Scope, status: int, seconds: float) -> None:
    kind = addresses.first_part(scope["path"])
    is_refused = status in (401, 403) or status >= 500
    if is_refused:
        measures.REFUSED.labels(str(status)).inc()
    if is_refused or (kind in _LOGGED and status not in _COUNTED_ALREADY):
        # Below Streamlit's own addresses there are the numbers of sessions, which are secret.
        to = addresses.below_base(scope["path"]) if kind in _LOGGED else kind
        events.event(
            "refused" if is_refused else "asked", to=to, status=status, seconds=round(seconds, 3)
        )
