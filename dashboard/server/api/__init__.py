"""The tables that pages show, as data: `/api/…`."""

from __future__ import annotations

from starlette.routing import Route

from dashboard.server import addresses
from dashboard.server.api import answering, description

__all__ = ["routes"]


def routes() -> list[Route]:
    """The addresses below `/api`."""
    base = f"{addresses.base()}/api"
    return [
        Route(base, description.for_people),
        Route(f"{base}/", description.for_people),
        Route(f"{base}/openapi.json", description.for_programs),
        Route(f"{base}/{{table:path}}", answering.answer),
    ]
