"""What every answer tells the browser not to do, so that a fault elsewhere does less harm.

A page runs Streamlit's scripts and Refrain's own (`dashboard.components.scripts`), and no others:
markup that gets into a page all the same, from a transcript or an address, is not run. It cannot
load anything from another machine either, nor send anything there.
"""

from __future__ import annotations

import re
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.components import scripts

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class SecurityHeaders:
    """ASGI middleware: adds HEADERS to every answer, and keeps cookies to TLS where that is."""

    def __init__(self, app: ASGIApp) -> None:
        """Around an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer, with these headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if scope["scheme"] == "https":
                    message["headers"] = [_kept_to_tls(*header) for header in headers.raw]
            await send(message)

        await self._app(scope, receive, with_headers)


def _kept_to_tls(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    if name == b"set-cookie" and b"; secure" not in value.lower():
        value += b"; Secure"
    return name, value


def _of_streamlit() -> list[str]:
    """The digests of the scripts in the one page that Streamlit sends."""
    page = Path(st.__file__).parent / "static" / "index.html"
    return [scripts.digest(text) for text in _INLINE.findall(page.read_text(encoding="utf-8"))]


# Plotly makes functions of text for what it draws by WebGL, and a component (the word cloud) is run
# from a blob:. Markup can do neither: it would need a script for that.
_SCRIPTS = ["'self'", "'unsafe-eval'", "blob:", *_of_streamlit(), *scripts.digests()]
_POLICY = {
    "default-src": "'none'",
    "script-src": " ".join(_SCRIPTS),
    # Streamlit's and Plotly's styles are made in the browser, and transcripts' are attributes.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{what} {where}" for what, where in _POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    # For browsers that do not know frame-ancestors.
    "X-Frame-Options": "DENY",
    # An address has what someone searches for.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        [
            *(f"{what}=()" for what in ("camera", "microphone", "geolocation", "payment", "usb")),
            "clipboard-write=(self)",
            "fullscreen=(self)",
        ]
    ),
}
