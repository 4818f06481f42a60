"""How much one visitor may ask of the server, so that it is there for the others.

A request that is too large, too slow, or one too many is answered with a sentence. How much that is
stands in `[limits]` of `refrain.toml`. A request's head that is slow to come is not seen here, nor
by uvicorn: a proxy in front ends it.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from cachetools import LRUCache
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard import events, measures, settings, visitors
from dashboard.server import addresses

API, UPLOAD = "api", "_stcore/upload_file"
_VISITORS = 10_000
"""Whose requests are counted at a time; whoever asked longest ago makes room."""
_MB = 1_000_000


class RefusedError(Exception):
    """A request that is not answered: the status, and the sentence that says why."""

    def __init__(self, status: int, why: str) -> None:
        """With a status of HTTP."""
        super().__init__(why)
        self.status = status


@dataclass
class Bucket:
    """Requests that a visitor may make now: `rate` come in a second, until there are `most`."""

    most: float
    rate: float
    left: float
    at: float = 0.0
    refuses: bool = False

    def take(self, now: float) -> bool:
        """Take one; False where there is none.

        >>> bucket = Bucket(most=2, rate=1, left=2)
        >>> [bucket.take(now) for now in (0, 0, 0, 1, 1)]
        [True, True, False, True, False]
        """
        self.left = min(self.most, self.left + (now - self.at) * self.rate)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


class Limits:
    """ASGI middleware: lets through what is within the limits. It stands behind the guard, which
    knows who asks."""

    def __init__(self, app: ASGIApp) -> None:
        """Around an application."""
        self._app = app
        self._buckets: LRUCache[tuple[str, str], Bucket] = LRUCache(_VISITORS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer a request, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def sending(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            self._raise_if_too_many(scope)
            _raise_if_too_large(scope)
            await self._app(scope, _limited(scope, receive), sending)
        except RefusedError as refused:
            measures.REFUSED.labels(str(refused.status)).inc()
            # The rest of the body is not read: the connection ends with the answer.
            headers = {"connection": "close", "retry-after": "1"}
            if not has_begun:
                said = JSONResponse({"error": str(refused)}, refused.status, headers)
                await said(scope, receive, send)

    def _raise_if_too_many(self, scope: Scope) -> None:
        """Raises RefusedError for one request too many to what is counted."""
        path = addresses.below_base(scope["path"])
        kind = next((part for part in (API, UPLOAD) if f"{path}/".startswith(f"{part}/")), None)
        if kind is None:
            return
        key = (kind, _who(scope))
        bucket = self._buckets.get(key) or _bucket(kind)
        self._buckets[key] = bucket
        if bucket.take(time.monotonic()):
            bucket.refuses = False
            return
        if not bucket.refuses:  # a flood of requests is no flood of lines
            events.event("refused", to=kind, status=429)
        bucket.refuses = True
        raise RefusedError(429, "These were too many requests at once. Wait a second.")


def _bucket(kind: str) -> Bucket:
    limits = settings.current().limits
    if kind == API:
        return Bucket(limits.api_burst, limits.api_per_second, limits.api_burst, time.monotonic())
    # A browser sends each file of a folder by itself.
    burst = settings.current().uploads.files + limits.uploads_per_second
    return Bucket(burst, limits.uploads_per_second, burst, time.monotonic())


def _who(scope: Scope) -> str:
    visitor = visitors.current()
    if visitor is not None and visitor.id:
        return visitor.id
    return scope["client"][0] if scope.get("client") else ""


def _raise_if_too_large(scope: Scope) -> None:
    """Raises RefusedError where the head is too large, or says that the body is."""
    head = sum(len(name) + len(value) for name, value in scope["headers"])
    most = settings.current().limits.head_kb * 1000
    if head + len(scope["query_string"]) > most:
        raise RefusedError(431, f"The head of this request has more than {most:,} bytes.")
    said = dict(scope["headers"]).get(b"content-length", b"0")
    if said.isdigit() and int(said) > _most_bytes(scope):
        raise _too_large(scope)


def _most_bytes(scope: Scope) -> int:
    set_up = settings.current()
    if addresses.below_base(scope["path"]).startswith(f"{UPLOAD}/"):
        # What is around the file is little; the store of uploads counts the file itself.
        return (set_up.uploads.file_mb + 1) * 1024**2
    return int(set_up.limits.body_mb * _MB)


def _too_large(scope: Scope) -> RefusedError:
    return RefusedError(413, f"This is more than the {_most_bytes(scope):,} bytes that are taken.")


def _limited(scope: Scope, receive: Receive) -> Receive:
    """The body of a request, which raises RefusedError once it is too large, or too slow."""
    limits = settings.current().limits
    begun, got = time.monotonic(), 0

    async def limited() -> Message:
        nonlocal got
        if got < 0:  # all of it is here: what is waited for is that they leave
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), limits.slow_seconds)
        except TimeoutError:
            raise _too_slow() from None
        got += len(message.get("body", b""))
        if got > _most_bytes(scope):
            raise _too_large(scope)
        late = time.monotonic() - begun - limits.slow_seconds
        if message.get("more_body") and got < late * limits.slow_kb * 1000:
            raise _too_slow()
        if not message.get("more_body"):
            got = -1
        return message

    return limited


def _too_slow() -> RefusedError:
    return RefusedError(408, "This came too slowly. Try again over a better connection.")
