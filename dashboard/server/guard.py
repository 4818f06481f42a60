"""Nobody gets anything but the way in who has not signed in, where there is sign-in.

Pages ask `dashboard.visitors` themselves; this is for all other addresses, and it brings whoever
signs in back to the page that they came for: Streamlit knows its first page only.
"""

from __future__ import annotations

from collections.abc import Mapping
from http.cookies import SimpleCookie
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import events, measures, settings, visitors
from dashboard.server import addresses
from dashboard.server.metrics import NOT_TOLD, may_ask

_UPLOAD = "_stcore/upload_file"
GUARDED = ("api", "media", _UPLOAD)
"""The beginnings of the addresses that answer only who may enter."""
_CALLBACK = "oauth2callback"
_STREAMLIT_METRICS = "_stcore/metrics"
"""Streamlit's own, which are for whom ours are for."""
_RETURN = "refrain_return"
"""The cookie with the address that someone came for."""
_MINUTES = 15
_LONGEST = 2_000
"""Characters of an address that is remembered: browsers keep a cookie of 4 KB."""


class Guard:
    """ASGI middleware: answers 401 in place of what is guarded, and remembers the way back."""

    def __init__(self, app: ASGIApp) -> None:
        """Around an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        visitor = visitors.of_cookies(request.cookies)
        may_enter = visitors.may_enter(visitor)
        if not may_enter and _is_guarded(scope["path"]):
            with visitors.requesting(visitor):
                events.event("refused", to=addresses.first_part(scope["path"]), status=401)
            measures.REFUSED.labels("401").inc()
            refused = JSONResponse({"error": "Sign in on a page of this dashboard first."}, 401)
            await refused(scope, receive, send)
            return
        if _is_below(scope["path"], _UPLOAD) and not settings.current().uploads.allowed:
            await JSONResponse({"error": "Nothing can be uploaded here."}, 403)(
                scope, receive, send
            )
            return
        if addresses.below_base(scope["path"]) == _STREAMLIT_METRICS and not may_ask(request):
            await JSONResponse({"error": NOT_TOLD}, 403)(scope, receive, send)
            return
        if scope["path"] == f"{addresses.base()}/{_CALLBACK}":
            send = _to_where_they_were(send, request.cookies)
        elif not may_enter and addresses.is_page(scope["path"]):
            send = _remembering(send, request)
        with visitors.requesting(visitor):
            await self._app(scope, receive, send)


def _is_guarded(path: str) -> bool:
    return any(_is_below(path, start) for start in GUARDED)


def _is_below(path: str, start: str) -> bool:
    below = addresses.below_base(path)
    return below == start or below.startswith(f"{start}/")


def _remembering(send: Send, request: Request) -> Send:
    """Let the answer remember the address of the request."""
    query = f"?{request.url.query}" if request.url.query else ""
    place = f"{request.scope['path']}{query}"

    async def with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start" and len(place) <= _LONGEST:
            headers = MutableHeaders(scope=message)
            headers.append("set-cookie", _cookie(quote(place, safe=""), _MINUTES * 60))
        await send(message)

    return with_cookie


def _to_where_they_were(send: Send, cookies: Mapping[str, str]) -> Send:
    """Let the answer to a sign-in lead to the address that was remembered, and forget it."""
    place = unquote(cookies.get(_RETURN, ""))

    async def with_place(message: Message) -> None:
        if message["type"] == "http.response.start" and _is_own(place):
            headers = MutableHeaders(scope=message)
            if message["status"] == 302 and headers.get("location") == f"{addresses.base()}/":
                headers["location"] = place
                headers.append("set-cookie", _cookie("", 0))
        await send(message)

    return with_place


def _is_own(place: str) -> bool:
    """Whether an address is a page of this server: a cookie may have been set by someone else."""
    parts = urlsplit(place)
    plain = place.isprintable() and place.isascii() and "\\" not in place
    return plain and not parts.scheme and not parts.netloc and addresses.is_page(parts.path)


def _cookie(value: str, seconds: int) -> str:
    cookie: SimpleCookie = SimpleCookie({_RETURN: value})
    morsel = cookie[_RETURN]
    morsel.update({"path": f"{addresses.base()}/", "max-age": str(seconds), "samesite": "Lax"})
    morsel["httponly"] = True
    return morsel.OutputString()
