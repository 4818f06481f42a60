"""`/healthz`: whether this server can take visitors, for who starts it, watches it or balances."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from streamlit.runtime import Runtime

from dashboard import settings
from refrain.errors import RefrainError


async def healthz(_: Request) -> Response:
    """200 where it is ready, and 503 with the part that is not; nothing about the machine."""
    parts = {"settings": _settings_are_usable(), "runtime": await _runtime_runs()}
    is_ready = all(parts.values())
    said = {
        "status": "ready" if is_ready else "not ready",
        **{name: "ok" if is_ok else "not ready" for name, is_ok in parts.items()},
    }
    return JSONResponse(said, 200 if is_ready else 503, {"cache-control": "no-store"})


def _settings_are_usable() -> bool:
    try:
        settings.current()
    except RefrainError:
        return False
    return True


async def _runtime_runs() -> bool:
    if not Runtime.exists():
        return False
    is_ready, _ = await Runtime.instance().is_ready_for_browser_connection
    return is_ready
